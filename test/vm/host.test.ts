import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect as connectTo, isIPv4 } from "node:net";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Host } from "../../src/hosts/host.ts";
import { ownAddresses } from "../../src/hosts/local/addresses.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import type { Connection } from "../../src/hosts/ssh/connection.ts";
import { connect } from "../../src/hosts/ssh/openssh.ts";
import { whyNotClosed } from "../../src/hosts/vm/machine/network.ts";
import { machineProcesses } from "../../src/hosts/vm/machine/processes.ts";
import { filesOf, folderOf } from "../../src/hosts/vm/machine/store.ts";
import { bootOf, newBoot } from "../../src/run/boot.ts";
import { type BootedVm, bootVm } from "./fixtures/vm.ts";

jest.setTimeout(45 * 60_000);

// Emulated, beside the chapter on another machine, a plain one takes ten minutes.
const within = 25 * 60_000;

/** Runs a script on a host and expects it to succeed. */
async function run(remote: Connection, script: string, timeout = 180_000): Promise<string> {
  const { exit, stdout, stderr } = await remote.run(script, { timeout });
  expect({ script, exit, stderr }).toMatchObject({ exit: 0 });
  return stdout.trim();
}

const { signal } = new AbortController();

const ready = (host: Host): Promise<Connection> =>
  waitUntilReady(host, { within, images: host.images.map(({ name }) => name) });

describe("a virtual machine from the baked disk", () => {
  let host: BootedVm;
  let remote: Connection;
  /** What root in the machine may not reach: a server on the loopback of the machine below. */
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end("reached");
  });

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    host = await bootVm({ name: "mina", ports: [5000], memory: 1_536, cpus: 1, size: 7 });
    remote = await ready(host);
  });
  afterAll(async () => {
    server.close();
    await remote?.close();
    await host?.[Symbol.asyncDispose]();
  });

  test("comes up as the set-up says, with a kernel of its own, and with BuildKit", async () => {
    expect(await run(remote, "systemctl --failed --no-legend --plain")).toBe("");
    expect(await run(remote, "whoami; hostname")).toBe("ubuntu\nmina");
    expect((await run(remote, "id -nG")).split(" ")).toEqual(expect.arrayContaining(["adm", "docker", "sudo"]));
    expect(await run(remote, "uname -r")).not.toBe((await readFile("/proc/sys/kernel/osrelease", "utf8")).trim());
    expect(await run(remote, "docker ps --quiet; docker buildx version")).toContain("buildx");
    expect(await run(remote, "ifconfig docker0")).toMatch(/inet 172\./);
    expect(await run(remote, "command -v unpigz")).toBe("/usr/bin/unpigz");
    expect(await run(remote, "systemctl is-enabled apt-daily.timer || true")).toBe("masked");
  });

  test("has the memory, the processors and the disk that it was given", async () => {
    const kilobytes = Number(await run(remote, "awk '/^MemTotal/ { print $2 }' /proc/meminfo"));
    expect(kilobytes / 1024).toBeGreaterThan(1_300);
    expect(kilobytes / 1024).toBeLessThan(1_536);
    expect(await run(remote, "nproc")).toBe("1");
    const gibibytes = Number(await run(remote, "df --output=size -BM / | tail -n 1 | tr -dc 0-9")) / 1024;
    expect(gibibytes).toBeGreaterThan(6);
    expect(gibibytes).toBeLessThan(7.1);
    // It takes only what was written.
    const { blocks } = await stat(filesOf(folderOf(host.machine)).disk);
    expect(blocks * 512).toBeLessThan(1e9);
  });

  test("lets nobody reach it but this machine's loopback", async () => {
    const ports = [host.sshPort, ...Object.values(host.ports)];
    expect(ports).toHaveLength(2);
    const listening = (await readFile("/proc/net/tcp", "utf8"))
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === "0A")
      .map(([, local = ""]) => local.split(":"))
      .filter(([, port = ""]) => ports.includes(Number.parseInt(port, 16)));
    expect(listening).toHaveLength(2);
    // 127.0.0.1, as the kernel writes it.
    for (const [address] of listening) expect(address).toBe("0100007F");
  });

  test("serves the note's ports to this machine", async () => {
    await run(
      remote,
      "mkdir -p www && echo served > www/index.html && (setsid python3 -m http.server 5000 -d www >/dev/null 2>&1 &)",
    );
    await run(remote, "for i in $(seq 600); do curl -sf 127.0.0.1:5000 && break; sleep 0.2; done");
    const answer = await fetch(`http://127.0.0.1:${host.ports["5000"]}/`);
    expect((await answer.text()).trim()).toBe("served");
  });

  test("reaches the package archive, but nothing on this machine's loopback, not even as root with addresses of its own choice", async () => {
    expect(await whyNotClosed()).toBeUndefined();
    const { port } = server.address() as AddressInfo;
    // The test sees what it must not see: the server answers.
    expect(await (await fetch(`http://127.0.0.1:${port}/from-here`)).text()).toBe("reached");
    const gateway = await run(remote, "ip route | awk '/^default/ { print $3; exit }'");
    const attempts = [gateway, "10.0.2.2", "10.0.2.3", "10.0.2.15", "127.0.0.1", "169.254.53.53"].map(
      (address) => `curl --silent --max-time 4 http://${address}:${port}/${address}; true`,
    );
    // Root sends packets for 127.0.0.0/8 out of the machine.
    const outwards = [
      "sudo sysctl -qw net.ipv4.conf.all.route_localnet=1",
      "sudo ip rule add pref 10 lookup local; sudo ip rule del pref 0",
      `sudo ip rule add pref 5 to 127.0.0.5 lookup 99; sudo ip route add default via ${gateway} table 99 || true`,
      `curl --silent --max-time 4 http://127.0.0.5:${port}/out; true`,
      "sudo ip rule del pref 5; sudo ip rule add pref 0 lookup local",
    ];
    await run(remote, [...attempts, ...outwards].join("\n"));
    expect(requests).toEqual(["/from-here"]);
    await run(remote, "sudo apt-get update -qq", 15 * 60_000);
  });

  test("has nothing left of its user data, and comes back from a reboot as it was, with another boot", async () => {
    expect(existsSync(filesOf(folderOf(host.machine)).seed)).toBe(false);
    const key = () => run(remote, "sudo cat /etc/ssh/ssh_host_ed25519_key.pub");
    const [keyBefore, boot] = await Promise.all([key(), bootOf(remote, signal)]);
    await run(remote, "touch kept");
    await remote.run("sudo reboot", { timeout: 20_000 }).catch(() => {});
    await newBoot(remote, boot, within, signal);
    await remote.close();
    remote = await ready(host);
    expect(await key()).toBe(keyBefore);
    expect(await run(remote, "ls kept; docker ps --quiet; cloud-init status")).toMatch(
      /^kept\nstatus: (done|disabled)/,
    );
    expect(await run(remote, "systemctl --failed --no-legend --plain")).toBe("");
    expect((await machineProcesses(host.id)).length).toBeGreaterThan(0);
  });

  describe("beside another one, which does the set-up itself", () => {
    let plain: BootedVm;
    let other: Connection;

    beforeAll(async () => {
      plain = await bootVm({ name: "plain", baked: false, cpus: 1 });
      other = await ready(plain);
    });
    afterAll(async () => {
      await other?.close();
      await plain?.[Symbol.asyncDispose]();
    });

    test("refuses that one's keys", async () => {
      expect(await run(other, "docker ps --quiet; id -nG")).toContain("docker");
      expect(await run(other, "systemctl --failed --no-legend --plain")).toBe("");
      const mixed = (host: Host, from: Pick<Host, "loginKey"> | Pick<Host, "hostKey">) => connect({ ...host, ...from });
      await expect(mixed(plain, { loginKey: host.loginKey })).rejects.toMatchObject({ fault: "login" });
      await expect(mixed(host, { loginKey: plain.loginKey })).rejects.toMatchObject({ fault: "login" });
      await expect(mixed(plain, { hostKey: host.hostKey })).rejects.toMatchObject({ fault: "host-key" });
    });

    test("does not reach it, nor is reached, at any address: not even by the ports that lead from this machine to each", async () => {
      /** What answers there, to who connects. */
      const greeting = (address: string, port: number) =>
        `timeout 4 bash -c 'exec 3<>/dev/tcp/${address}/${port} && head -c 4 <&3' 2>/dev/null; true`;
      const gateway = await run(remote, "ip route | awk '/^default/ { print $3; exit }'");
      const places = [gateway, "10.0.2.2", "10.0.2.3", "127.0.0.1", ...ownAddresses()].filter((each) => isIPv4(each));
      for (const [from, to] of [
        [remote, plain],
        [other, host],
      ] as const) {
        // There is something to reach, for this machine.
        const shell = connectTo(to.sshPort, "127.0.0.1");
        const [first] = (await once(shell, "data")) as [Buffer];
        shell.destroy();
        expect(first.toString()).toMatch(/^SSH-/);
        const attempts = [...new Set(places)].map((address) => greeting(address, to.sshPort));
        expect(await run(from, attempts.join("\n"))).toBe("");
        // And so would be seen what is reached.
        expect(await run(from, greeting("127.0.0.1", 22))).toBe("SSH-");
      }
    });
  });
});
