import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  type ContainerSpec,
  createContainer,
  readContainer,
  removeContainer,
} from "../../src/hosts/docker/container.ts";
import { prepareHostImage } from "../../src/hosts/docker/host-image.ts";
import { docker, unlessMissing } from "../../src/hosts/engine/cli.ts";
import type { Host } from "../../src/hosts/host.ts";
import { thisSite } from "../../src/hosts/labels.ts";
import { type Requirement, requirements, waitUntilReady } from "../../src/hosts/readiness.ts";
import type { Connection } from "../../src/hosts/ssh/connection.ts";
import { connect } from "../../src/hosts/ssh/openssh.ts";
import { makeKey } from "../../src/hosts/ssh-keys.ts";
import { bareSetUp, bootHost, setUpText } from "./fixtures/host.ts";

jest.setTimeout(15 * 60_000);

/** Milliseconds for a host to be ready: on a busy machine, packages take minutes. */
const within = 600_000;

/** Runs a script on a host and expects it to succeed. */
async function run(remote: Connection, script: string): Promise<string> {
  const { exit, stdout, stderr } = await remote.run(script, { timeout: 60_000 });
  expect({ script, exit, stderr }).toMatchObject({ exit: 0 });
  return stdout.trim();
}

describe("a plain host", () => {
  test("comes up as the set-up says, and comes back from a reboot", async () => {
    await using host = await bootHost({ name: "mina", ports: [5000, 6000] });
    const remote = await waitUntilReady(host, { within, images: host.images.map(({ name }) => name) });
    try {
      // cloud-init's own judgement of what it was given, and of what came of it.
      await run(remote, "sudo cloud-init schema --system");
      expect(
        await run(
          remote,
          `cat > set-up.yaml <<'END'\n${await setUpText()}\nEND\ncloud-init schema --config-file set-up.yaml`,
        ),
      ).toMatch(/Valid/);
      expect(await run(remote, "systemctl --failed --no-legend --plain")).toBe("");

      expect(await run(remote, "whoami; hostname")).toBe("ubuntu\nmina");
      expect((await run(remote, "id -nG")).split(" ")).toEqual(expect.arrayContaining(["adm", "docker", "sudo"]));
      expect(await run(remote, "docker ps --quiet")).toBe("");
      expect(await run(remote, "ifconfig docker0")).toMatch(/inet 172\./);
      expect(await run(remote, "command -v unpigz")).toBe("/usr/bin/unpigz");
      const kept = "sudo env | grep -E '^(DEBIAN_FRONTEND|NEEDRESTART_MODE)=' | sort";
      expect(await run(remote, kept)).toBe("DEBIAN_FRONTEND=noninteractive\nNEEDRESTART_MODE=a");
      expect(await run(remote, "systemctl is-enabled apt-daily.timer apt-daily-upgrade.timer || true")).toBe(
        "masked\nmasked",
      );

      const before = await readContainer(host.id);
      await remote.run("sudo reboot", { timeout: 20_000 }).catch(() => {});
      await remote.close();
      const again = await waitUntilReady(host, { within, images: [] });
      try {
        expect(await run(again, "docker ps --quiet")).toBe("");
        expect(await readContainer(host.id)).toEqual(before);
      } finally {
        await again.close();
      }
    } finally {
      await remote.close();
    }
  });

  test("keeps the kernel below as it is: no settings written, nothing of it mounted to look into", async () => {
    await using host = await bootHost();
    const remote = await waitUntilReady(host, { within, images: [] });
    try {
      const units = "systemd-sysctl systemd-modules-load systemd-udevd sys-kernel-debug.mount sys-kernel-tracing.mount";
      expect(new Set((await run(remote, `systemctl is-active ${units} || true`)).split("\n"))).toEqual(
        new Set(["inactive"]),
      );
    } finally {
      await remote.close();
    }
  });

  test("whose set-up leaves out packages and group has neither, and is ready for a student to add them", async () => {
    await using host = await bootHost({ setUp: await bareSetUp() });
    const withoutDocker: readonly Requirement[] = requirements.filter(
      ({ description }) => !/docker|images/.test(description),
    );
    const remote = await waitUntilReady(host, { within, images: [], requirements: withoutDocker });
    try {
      expect(await run(remote, "command -v docker ifconfig || echo none")).toBe("none");
      expect(await run(remote, "getent group docker || echo none")).toBe("none");
    } finally {
      await remote.close();
    }
  });
});

describe("a baked host", () => {
  test("refuses the keys of another one, and lets its own in", async () => {
    const boot = (name: string) => bootHost({ name, baked: true });
    await using one = await boot("one");
    await using other = await boot("other");
    for (const host of [one, other]) await (await waitUntilReady(host, { within, images: [] })).close();
    const mixed = (host: Host, from: Pick<Host, "loginKey"> | Pick<Host, "hostKey">) => connect({ ...host, ...from });
    await expect(mixed(one, { loginKey: other.loginKey })).rejects.toMatchObject({ fault: "login" });
    await expect(mixed(one, { hostKey: other.hostKey })).rejects.toMatchObject({ fault: "host-key" });
  });

  test("starts from an image in which there is nothing that could tell a host from another", async () => {
    const { image } = await prepareHostImage({ base: "auto", baked: true }, () => {});
    const search = [
      "find / -xdev -type f \\( -path '*/.ssh/*' -size +0 -o -name 'ssh_host_*' -o -path /etc/docker/key.json -o -name random-seed \\)",
      "grep -rlE -- '-----BEGIN OPENSSH PRIVATE KEY-----$' /etc /home /root /var || true",
      "cat /etc/machine-id",
      "ls /var/lib/cloud/seed /var/lib/cloud/instances 2>/dev/null || true",
    ].join("\n");
    const found = await docker(
      ["run", "--rm", "--label", "labnote=test", "--interactive", "--entrypoint", "sh", image],
      {
        input: `set -e\n${search}\n`,
      },
    );
    expect(found).toBe("");
  });
});

describe("making a machine", () => {
  let image: string;

  beforeAll(async () => {
    ({ image } = await prepareHostImage({ base: "auto", baked: true }, () => {}));
  });

  /** A machine of the test's own, removed when the scope ends. */
  function spec(changes: Partial<ContainerSpec> = {}): ContainerSpec & AsyncDisposable {
    const lab = `test-${randomBytes(4).toString("hex")}`;
    const name = `labnote-${lab}-a`;
    return {
      ...{ name, hostname: "a", image, userData: "#cloud-config\n", ports: [] },
      ...{ memory: 2048, cpus: 2 },
      owner: { lab, student: "a", ...thisSite() },
      ...changes,
      [Symbol.asyncDispose]: () => removeContainer(name),
    };
  }
  const volume = (name: string) => unlessMissing(docker(["volume", "inspect", name]));

  test("that an earlier attempt left half-made makes it anew", async () => {
    await using it = spec();
    await docker(["create", "--name", it.name, "--label", `labnote=${it.owner.lab}`, image]);
    const machine = await createContainer(it);
    expect(await readContainer(it.name)).toEqual(machine);
    expect(machine.running).toBe(true);
  });

  test("leaves a container of somebody else's alone, and says so", async () => {
    await using it = spec();
    const id = await docker(["create", "--name", it.name, "--label", "labnote=another", image]);
    await expect(createContainer(it)).rejects.toMatchObject({
      name: "LabError",
      message: expect.stringContaining(it.name),
      remedy: expect.stringContaining("docker rm"),
    });
    expect((await readContainer(it.name))?.id).toBe(id);
  });

  test("from an image that is not there leaves nothing behind", async () => {
    await using it = spec({ image: "labnote/host:no-such-image" });
    await expect(createContainer(it)).rejects.toMatchObject({ name: "LabError" });
    expect(await readContainer(it.name)).toBeUndefined();
    expect(await volume(it.name)).toBeUndefined();
  });

  test.each([1, 2, 3])("that is interrupted after step %d leaves nothing behind", async (steps) => {
    await using it = spec();
    let looks = 0;
    const signal = {
      get aborted() {
        looks += 1;
        return looks > steps;
      },
    } as AbortSignal;
    await expect(createContainer(it, signal)).rejects.toMatchObject({ fault: "interrupted" });
    expect(await readContainer(it.name)).toBeUndefined();
    expect(await volume(it.name)).toBeUndefined();
  });

  test("shows no secret to who may look at the engine's containers and processes", async () => {
    const key = await makeKey();
    await using it = spec({ userData: `#cloud-config\nssh_keys: {ed25519_private: ${JSON.stringify(key.private)}}\n` });
    await createContainer(it);
    expect(await docker(["inspect", it.name])).not.toContain(key.private.split("\n")[2]);
  });

  test("publishes its ports on this machine alone", async () => {
    await using it = spec({ ports: [5000] });
    await createContainer(it);
    const addresses = (await docker(["port", it.name])).split("\n").map((line) => line.split(" -> ")[1]?.split(":")[0]);
    expect(addresses).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  test("removed leaves neither container nor volume, and removing it again is fine", async () => {
    await using it = spec();
    await createContainer(it);
    await removeContainer(it.name);
    await removeContainer(it.name);
    expect(await readContainer(it.name)).toBeUndefined();
    expect(await volume(it.name)).toBeUndefined();
  });
});
