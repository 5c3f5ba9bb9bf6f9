import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

const OPENSSH = join(import.meta.dirname, "../../../../src/hosts/ssh/openssh.ts");

/**
 * Stands for the SSH client, and for the host behind it: what is to be run there is run here. With STUBBORN, it ends
 * only when it is made to; with ENDED, it misses the first signal, and says in that file when it has ended on another.
 */
const SSH = `#!/bin/sh
[ -z "$STUBBORN" ] || trap '' TERM
[ -z "$ENDED" ] || trap 'trap "echo in order >$ENDED; exit" TERM' TERM
case " $* " in
  *" -O check "*) exit 0 ;;
  *" -N "*) echo connected ;;
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
    for (const name of ["sh", "bash", "sleep", "timeout", "rm"])
      await symlink(await programOf(name), join(bin(), name));
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

  const noClient = expect.stringMatching(/^The SSH client could not be started: .*ENOENT/);

  test("for which no further client can be started says so at the end of a terminal, and leaves no key when it is closed", async () => {
    const script = `
      await rm(${JSON.stringify(join(bin(), "ssh"))});
      const ends = [remote.terminal("", () => {}), remote.hold("", () => {})].map(({ closed }) => closed);
      tell(await Promise.all(ends));
      await remote.close();
    `;
    expect(await doing(script)).toEqual([{ why: noClient }, { why: noClient }]);
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
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
      tell(await remote.run("echo begun; sleep 60", { timeout: 1000 }).catch(({ message, stdout }) => [message, stdout]));
      await remote.close();
    `;
    expect(await doing(script)).toEqual(["A script on host-1 did not end within 1 s", "begun\n"]);
  });

  test("is closed in order though its master misses a signal, as ssh does that comes when it is about to wait", async () => {
    const ended = join(folder, "ended");
    await doing("await remote.close(); tell(true);", { ENDED: ended });
    expect(await readFile(ended, "utf8")).toBe("in order\n");
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
