import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { bakedUserData, type Identity, plainUserData, SET_UP_FILE } from "../../../src/hosts/user-data.ts";

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

test("the set-up alone names no key", () => {
  expect(setUp).not.toMatch(/ssh-ed25519|ssh_authorized_keys|PRIVATE KEY/);
});
