import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { $ } from "zx";
import { FORGET } from "../../../src/hosts/local/forget.ts";
import {
  BAKED,
  bakedUserData,
  bakingUserData,
  type Identity,
  plainUserData,
  SET_UP_FILE,
} from "../../../src/hosts/user-data.ts";

const setUp = readFileSync(SET_UP_FILE, "utf8");
const identity: Identity = {
  hostname: "mina",
  hostKey: { private: "-----BEGIN-----\nAAAA\n\n  BBBB\n-----END-----\n", public: "ssh-ed25519 AAAA" },
  loginKey: "ssh-ed25519 CCCC",
  mirror: "http://127.0.0.1:5999",
  hours: null,
  swap: 0,
};

interface Read {
  users?: { name: string }[];
  write_files: { path: string; content: string }[];
  bootcmd?: unknown[];
  [key: string]: unknown;
}
const read = (text: string) => parse(text) as Read;

describe("the user data of a plain host", () => {
  const config = read(plainUserData(setUp, identity));

  test("begins as cloud-init knows a cloud-config", () => {
    expect(plainUserData(setUp, identity).split("\n")[0]).toBe("#cloud-config");
  });

  test("has all of the set-up", () => {
    const { users, write_files, ...rest } = parse(setUp);
    expect(Object.keys(rest)).toContain("bootcmd");
    expect(config).toMatchObject(rest);
    expect(config.write_files).toEqual(expect.arrayContaining(write_files));
    expect(config.users).toEqual([expect.objectContaining(users[0])]);
  });

  test("pins the host's key, to the letter", () => {
    expect(config.ssh_keys).toEqual({
      ed25519_private: identity.hostKey.private,
      ed25519_public: identity.hostKey.public,
    });
  });

  test("lets the login key in for the one user, and no other key for anybody", () => {
    expect(config.users).toHaveLength(1);
    expect(config.users?.[0]).toMatchObject({ name: "ubuntu", ssh_authorized_keys: [identity.loginKey] });
    expect(config.ssh_authorized_keys).toBeUndefined();
  });

  test("points Docker at the host's mirror", () => {
    const daemon = config.write_files.find(({ path }) => path === "/etc/docker/daemon.json");
    expect(JSON.parse(daemon?.content ?? "")).toEqual({ "registry-mirrors": [identity.mirror] });
  });

  test("leaves Docker alone where there is no mirror", () => {
    const paths = read(plainUserData(setUp, { ...identity, mirror: null })).write_files.map(({ path }) => path);
    expect(paths).not.toContain("/etc/docker/daemon.json");
  });

  test("keeps a user of the set-up that it knows nothing of", () => {
    const other = "#cloud-config\nusers:\n  - name: teacher\n";
    const names = read(plainUserData(other, identity)).users?.map(({ name }) => name);
    expect(names).toEqual(["teacher", "ubuntu"]);
  });

  test("sets the host's end before anything else is done, and leaves the set-up's own commands for later", () => {
    const { bootcmd } = read(plainUserData(setUp, { ...identity, hours: 4, swap: 1024 }));
    expect(bootcmd?.slice(0, 2)).toEqual(["set -e", expect.arrayContaining(["cloud-init-per", "labnote-end"])]);
    expect(bootcmd?.slice(3)).toEqual(parse(setUp).bootcmd);
    expect(config.bootcmd).toEqual(parse(setUp).bootcmd);
  });

  test("has no list with nothing in it, which cloud-init refuses", () => {
    const bare = read(plainUserData("#cloud-config\n{}\n", { ...identity, mirror: null }));
    expect(Object.keys(bare).sort()).toEqual(["hostname", "manage_etc_hosts", "ssh_keys", "users"]);
  });

  test("fits into what EC2 takes, end and swap included", () => {
    const all = plainUserData(setUp, { ...identity, hours: 4, swap: 1024 });
    expect(Buffer.byteLength(all)).toBeLessThan(16 * 1024);
  });
});

describe("the user data of a baked host", () => {
  test("has who the host is and nothing of the set-up", () => {
    const config = read(bakedUserData(identity));
    expect(Object.keys(config).sort()).toEqual(["hostname", "manage_etc_hosts", "ssh_keys", "users", "write_files"]);
    expect(config).toMatchObject({ hostname: "mina", manage_etc_hosts: "localhost" });
    expect(config.users).toEqual([{ name: "ubuntu", ssh_authorized_keys: [identity.loginKey] }]);
    expect(config.write_files.map(({ path }) => path)).toEqual(["/etc/docker/daemon.json"]);
  });

  test("sets the end of a host that ends by itself", () => {
    const { bootcmd } = read(bakedUserData({ ...identity, hours: 4 }));
    expect(bootcmd).toEqual(["set -e", expect.arrayContaining(["cloud-init-per", "labnote-end"])]);
  });
});

describe("the user data of a throw-away host", () => {
  const script = "rm -f '/etc/a \"b\" $c'\n: > /etc/machine-id\n";
  const text = bakingUserData(setUp, script);
  const { bootcmd = [], ...config } = read(text);

  test("have all of the set-up, and of its own nothing but what begins it", () => {
    expect(text.split("\n")[0]).toBe("#cloud-config");
    const { bootcmd: own, ...rest } = parse(setUp);
    expect(config).toEqual(rest);
    expect(own.length).toBeGreaterThan(0);
    expect(bootcmd.slice(1)).toEqual(own);
  });

  test("have no identity: no key, no name of a host, no mirror, no end", () => {
    expect(Object.keys(config)).not.toContain("hostname");
    expect(Object.keys(config)).not.toContain("ssh_keys");
    expect(text).not.toMatch(/ssh-ed25519|ssh_authorized_keys|PRIVATE KEY|registry-mirrors|labnote-end/);
  });

  test("begin at the first boot alone, before the set-up, by what goes on beside cloud-init", () => {
    const [first] = bootcmd as [string[]];
    expect(first.slice(0, 5)).toEqual(["cloud-init-per", "instance", "labnote-bake", "sh", "-ec"]);
    // cloud-init would wait for a command that waits for cloud-init.
    expect(first[5]).toMatch(/systemd-run --no-block \S+labnote-bake "\$2"$/);
  });

  const bake = readFileSync(join(import.meta.dirname, "../../../userdata/labnote-bake"), "utf8");

  test("carry the script to the letter, beside the one that runs it", () => {
    const [first] = bootcmd as [string[]];
    expect(first.slice(6)).toEqual(["sh", bake, script]);
    expect(read(bakingUserData("#cloud-config\n{}\n", FORGET)).bootcmd).toEqual([expect.arrayContaining([FORGET])]);
  });

  test.each([
    ["what begins", (bootcmd as [string[]])[0][5] as string],
    ["what runs the script", bake],
    ["what makes many hosts of one", FORGET],
  ])("hold scripts that sh can read: %s", async (_, each) => {
    const { exitCode, stderr } = await $({ input: each, quiet: true, nothrow: true })`sh -n`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });

  test("are the same each time, and others where the set-up or the script is another", () => {
    expect(bakingUserData(setUp, script)).toBe(text);
    expect(bakingUserData(setUp, `${script}:\n`)).not.toBe(text);
    expect(bakingUserData(setUp.replace("net-tools", "net-tools2"), script)).not.toBe(text);
  });
});

describe("what ends the set-up of a throw-away host", () => {
  /** Runs the script as the host does, with programs of the test's own; @returns the console, and what was asked of the host. */
  async function baking(cloudInit: string, script: string): Promise<{ console: string; asked: string }> {
    const folder = mkdtempSync(join(tmpdir(), "labnote-bake-"));
    try {
      const bake = readFileSync(join(import.meta.dirname, "../../../userdata/labnote-bake"), "utf8");
      const [console, asked] = [join(folder, "console"), join(folder, "asked")];
      writeFileSync(join(folder, "bake"), bake.replaceAll("/dev/console", console), { mode: 0o700 });
      const programs = {
        "cloud-init": cloudInit,
        fstrim: "",
        sync: "",
        systemctl: `echo "$@" >> '${asked}'`,
        tail: "",
      };
      for (const [name, lines] of Object.entries(programs))
        writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
      const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
      await $({ quiet: true, env })`${join(folder, "bake")} ${script}`;
      return { console: readFileSync(console, "utf8"), asked: readFileSync(asked, "utf8") };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const OFF = "--no-block poweroff\n";

  test("tells the console that it is done when the set-up and the script have succeeded, and switches it off", async () => {
    const { console, asked } = await baking("echo status: done", "true");
    expect(console.split("\n")).toContain(BAKED);
    expect(asked).toBe(OFF);
  });

  test.each([
    ["the set-up", "printf '..status: error'; exit 1", "true", "the set-up failed: status: error"],
    ["the script", "echo status: done", "echo no room; false; true", "the script failed: no room"],
  ])("tells that %s has failed, with its words, and switches it off all the same", async (_, init, script, words) => {
    const { console, asked } = await baking(init, script);
    expect(console.split("\n")).toContain(`labnote-bake: ${words}`);
    expect(console).not.toContain(BAKED);
    expect(asked).toBe(OFF);
  });
});

test("the set-up alone names no key", () => {
  expect(setUp).not.toMatch(/ssh-ed25519|ssh_authorized_keys|PRIVATE KEY/);
});
