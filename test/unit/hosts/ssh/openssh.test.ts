import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

const OPENSSH = join(import.meta.dirname, "../../../../src/hosts/ssh/openssh.ts");

/**
 * Stands for the SSH client, and for the host behind it: what is to be run there is run here. The master connection is `master.ts`; with REFUSES, it
 * is not made, for this reason. With STUBBORN, a
 * client ends only when it is killed.
 */
const SSH = `#!/bin/sh
[ -z "$STUBBORN" ] || trap '' TERM
case " $* " in
  *" -O check "*) exit 0 ;;
  *" -N "*)
    [ -z "$REFUSES" ] || { echo "$REFUSES" >&2; exit 255; }
    exec node --disable-warning=ExperimentalWarning ${join(import.meta.dirname, "master.ts")} "$@" ;;
  *" -T "*) for asked; do :; done; [ -n "$STUBBORN" ] || exec sh -c "$asked" ;;
esac
while [ -d "$TMPDIR" ]; do sleep 0.1; done
`;

describe("a connection over OpenSSH", () => {
  let folder: string;
  const bin = () => join(folder, "bin");

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-ssh-"));
    await mkdir(bin());
    await mkdir(join(folder, "tmp"));
    for (const name of ["sh", "bash", "sleep", "timeout", "rm", "head"])
      await symlink(await programOf(name), join(bin(), name));
    await symlink(process.execPath, join(bin(), "node"));
    await writeFile(join(bin(), "ssh"), SSH);
    await chmod(join(bin(), "ssh"), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Does this in a process of its own, in which \`remote\` is a connection; what it tells is what it came to. */
  async function doing(script: string, environment: NodeJS.ProcessEnv = {}): Promise<unknown> {
    const program = `
      import { rm } from "node:fs/promises";
      import { connect } from ${JSON.stringify(OPENSSH)};
      const target = { name: "host-1", address: "127.0.0.1", sshPort: 1, user: "ubuntu", unreachable: "see to it" };
      const remote = await connect({ ...target, hostKey: "ssh-ed25519 AAAA", loginKey: "key" });
      const tell = (value) => console.log(JSON.stringify(value));
      ${script}
    `;
    const env = { ...environment, PATH: bin(), TMPDIR: join(folder, "tmp") };
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 50_000 });
    return JSON.parse(stdout);
  }

  test("that is lost says so at the end of a terminal, and of one that is opened then, and leaves no key when it is closed", async () => {
    const script = `
      const held = remote.hold("kill -KILL $MASTER; sleep 60", () => {});
      const [one, other] = [await held.closed, await remote.terminal("", () => {}).closed];
      await remote.close();
      tell([one, other]);
    `;
    const lost = { why: expect.stringMatching(/^The connection to the host host-1 .* was lost/) };
    expect(await doing(script)).toEqual([lost, lost]);
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
  });

  test("is made again behind a master that was killed", async () => {
    const script = `
      await remote.hold("kill -KILL $MASTER; sleep 60", () => {}).closed;
      await remote.reconnect();
      tell(await remote.hold("exit 3", () => {}).closed);
      await remote.close();
    `;
    expect(await doing(script)).toMatchObject({ exit: 3 });
  });

  test("to a host with another key is not made, and says what to do", async () => {
    const script = `
      process.env.REFUSES = "Host key verification failed.";
      tell(await remote.reconnect().catch(({ fault, message, remedy }) => [fault, message, remedy]));
      await remote.close();
    `;
    expect(await doing(script)).toEqual([
      "host-key",
      expect.stringContaining("it has another key"),
      expect.stringContaining("find out what answers there"),
    ]);
  });

  test("whose SSH client is too old for terminals says so at the end of one", async () => {
    const script = `
      tell(await remote.terminal("", () => {}).closed);
      await remote.close();
    `;
    expect(await doing(script, { OLD: "yes" })).toEqual({ why: expect.stringContaining("older than OpenSSH 7.4") });
  });

  test("tells the status with which a shell ended, the signal that ended it, and that it was closed", async () => {
    const script = `
      const [ended, killed, closed] = ["exit 3", "kill -KILL $$", "sleep 60"].map((what) => remote.hold(what, () => {}));
      await ended.closed;
      await closed.close();
      tell(await Promise.all([ended, killed, closed].map((each) => each.closed)));
      await remote.close();
    `;
    expect(await doing(script)).toEqual([
      { exit: 3, why: "it ended with status 3" },
      { exit: 255, why: "it was ended by SIGKILL" },
      { why: "it was closed" },
    ]);
  });

  test("sends a shell no more than it takes, and all of it", async () => {
    const script = `
      let came = 0;
      const held = remote.hold("read -r _; head -c 50000", (data) => { came += data.length; });
      held.write("x".repeat(60_000));
      const waiting = held.waiting > 0;
      held.write("\\n");
      held.write("y".repeat(50_000));
      tell([waiting, (await held.closed).exit, came]);
      await remote.close();
    `;
    expect(await doing(script)).toEqual([true, 0, 50_000]);
  });

  test("for which no client can be started for a script throws so", async () => {
    const script = `
      await rm(${JSON.stringify(join(bin(), "ssh"))});
      tell(await remote.run("true", { timeout: 10_000 }).catch(({ message }) => message));
      await remote.close();
    `;
    expect(await doing(script)).toBe("The SSH client could not be started");
  });

  test.each([124, 137])(
    "passes on a script's own status %i, which a script has that outlasts its time, too",
    async (status) => {
      const script = `
      tell(await remote.run("exit ${status}", { timeout: 10_000 }).catch(({ message }) => message));
      await remote.close();
    `;
      expect(await doing(script)).toEqual({ exit: status, stdout: "", stderr: "" });
    },
  );

  test("tells of a script that outlasts its time, and what it had printed", async () => {
    const script = `
      tell(await remote.run("echo begun; sleep 60", { timeout: 5000 }).catch(({ message, stdout }) => [message, stdout]));
      await remote.close();
    `;
    expect(await doing(script)).toEqual(["A script on host-1 did not end within 5 s", "begun\n"]);
  });

  test.each(["", ">&2"])(
    "ends a script that prints without an end, says so, and carries the next one (%s)",
    async (where) => {
      const script = `
      const started = process.memoryUsage().rss;
      const flood = remote.run("while printf %01000d 0 ${where}; do :; done", { timeout: 30_000 });
      const said = await flood.catch(({ name, message }) => [name, message]);
      const grown = process.memoryUsage().rss - started < 100 * 1024 * 1024;
      tell([said, grown, (await remote.run("head -c 3000000 /dev/zero", { timeout: 10_000 })).stdout.length]);
      await remote.close();
    `;
      const said = ["LabError", "A script on host-1 printed more than 4 MB, so labnote ended it"];
      expect(await doing(script)).toEqual([said, true, 3_000_000]);
    },
    60_000,
  );

  test("is closed in order though its master misses a signal, as ssh does that comes when it is about to wait", async () => {
    const ended = join(folder, "ended");
    await doing("await remote.close(); tell(true);", { ENDED: ended });
    expect(await readFile(ended, "utf8")).toBe("in order\n");
  });

  test("takes no more of a flood while it is paused, and all of it afterwards, while another channel goes on", async () => {
    const script = `
      let taken = 0;
      const more = () => new Promise((resolve) => setTimeout(resolve, 300));
      const flood = remote.hold("while printf %01000d 0; do :; done", (data) => { taken += data.length; });
      while (taken === 0) await more();
      flood.pause();
      const paused = taken;
      await more();
      const other = await remote.run("echo here", { timeout: 10_000 });
      const still = taken === paused;
      flood.resume();
      while (taken === paused) await more();
      flood.pause();
      await remote.close();
      tell([still, other.stdout, (await flood.closed).exit === 0]);
    `;
    expect(await doing(script)).toEqual([true, "here\n", false]);
  });

  test("gives what it held to nobody who is in the midst of something, and a part at a time where each part has it paused", async () => {
    const script = `
      let [parts, wrong, paused] = [0, 0, false];
      const flood = remote.hold("while printf %01000d 0; do :; done", () => {
        parts += 1;
        if (paused) wrong += 1;
        paused = true;
        flood.pause();
      });
      while (parts < 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const before = parts;
        paused = false;
        flood.resume();
        if (parts !== before) wrong += 1;
      }
      tell(wrong);
      await remote.close();
    `;
    expect(await doing(script)).toBe(0);
  });

  test("whose processes do not end when they are asked to is closed all the same", async () => {
    const script = `
      const stop = new AbortController();
      const running = remote.run("true", { timeout: 10_000, signal: stop.signal }).catch(({ message }) => message);
      const held = remote.hold("", () => {});
      stop.abort(new Error("stopped"));
      await remote.close();
      tell([await running, (await held.closed).exit ?? null]);
    `;
    expect(await doing(script, { STUBBORN: "yes" })).toEqual(["stopped", null]);
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
  }, 60_000);
});

async function programOf(name: string): Promise<string> {
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    if ((await readdir(folder).catch((): string[] => [])).includes(name)) return join(folder, name);
  throw new Error(`there is no ${name}`);
}
