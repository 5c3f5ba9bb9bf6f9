import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, test } from "@jest/globals";
import { isAlive } from "../../../../src/common/processes.ts";
import { type Background, startInBackground } from "../../../../src/hosts/vm/machine/background.ts";
import { until } from "../../../until.ts";
import { withProgram } from "../../with-program.ts";

const folder = mkdtempSync(join(tmpdir(), "labnote-background-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newLog = (): string => join(folder, `log-${++count}`);

/** Starts a script of the shell. */
const start = (script: string, log = newLog()): Promise<Background> => startInBackground(["sh", "-c", script], log);

/** In sh: waits for a file, and no longer than there is this test file. */
const untilThere = (file: string): string => `while [ -e '${folder}' ] && [ ! -e '${file}' ]; do sleep 0.1; done`;

const end = (program: Background): Promise<true> =>
  until("the program has ended", async () => program.ended() || undefined);

describe("a program in the background", () => {
  test("that ends is known to have ended, and what it said is there, on whichever output", async () => {
    const log = newLog();
    const program = await start("echo one; echo two >&2; exit 3", log);
    await end(program);
    expect(await program.words()).toBe("one\ntwo");
    expect(await readFile(log, "utf8")).toBe("one\ntwo\n");
  });

  test("that ends without a word has its status for words, or its signal", async () => {
    const [failed, killed] = [await start("exit 3"), await start("kill -KILL $$")];
    await Promise.all([end(failed), end(killed)]);
    expect(await failed.words()).toBe("it ended with 3");
    expect(await killed.words()).toBe("it ended with SIGKILL");
  });

  test("that is not there has ended, with the system's words", async () => {
    const program = await startInBackground(["labnote-no-such-program", "-name", "a"], newLog());
    await end(program);
    expect(await program.words()).toContain("ENOENT");
  });

  test("gets its words shortened to the end, without blank lines and without pasta's complaint of a missing logger", async () => {
    const log = newLog();
    const program = await start("seq 1 20; echo; echo 'Failed to send 80 bytes to syslog'; echo last; exit 1", log);
    await end(program);
    const words = (await program.words()).split("\n");
    expect(words).toEqual([..."10 11 12 13 14 15 16 17 18 19 20".split(" "), "last"]);
  });

  test("gets a log of its own each time, which only the user can read", async () => {
    const log = newLog();
    await end(await start("echo before", log));
    const program = await start("echo after", log);
    await end(program);
    expect(await program.words()).toBe("after");
    expect((await stat(log)).mode & 0o777).toBe(0o600);
  });

  test("speaks English, gets its arguments as they are, and nothing to read", async () => {
    await using _qemu = await withProgram("qemu", `printf '%s|' "$LC_ALL" "$@"; read -r _ || echo 'nothing to read'`);
    const log = newLog();
    const started = await startInBackground(["qemu", "a b", "c,d", "$HOME"], log);
    await end(started);
    expect(await started.words()).toBe("C|a b|c,d|$HOME|nothing to read");
  });

  test("that runs has not ended", async () => {
    const go = join(folder, "go");
    const program = await start(`echo there; ${untilThere(go)}; echo over`);
    try {
      await until("it speaks", async () => (await program.words()) === "there" || undefined);
      expect(program.ended()).toBe(false);
    } finally {
      await writeFile(go, "");
    }
    await end(program);
    expect(await program.words()).toBe("there\nover");
  });
});

test("a program in the background goes on when its starter has ended, and hears nothing of its terminal", async () => {
  const [log, go] = [newLog(), join(folder, "go-on")];
  const script = `echo $$; ${untilThere(go)}; echo over`;
  const module = join(import.meta.dirname, "../../../../src/hosts/vm/machine/background.ts");
  const starter = `
    const { startInBackground } = await import(${JSON.stringify(module)});
    await startInBackground(["sh", "-c", ${JSON.stringify(script)}], ${JSON.stringify(log)});`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", starter], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  try {
    const [[status], said] = await Promise.all([once(child, "exit"), text(child.stdout)]);
    expect([status, said]).toEqual([0, ""]);
    const pid = await until("it speaks", async () => Number((await readFile(log, "utf8")).split("\n")[0]) || undefined);
    // The group of the starter, as a terminal's Ctrl-C reaches it, is empty.
    expect(() => process.kill(-(child.pid as number), 0)).toThrow("ESRCH");
    expect(isAlive(pid)).toBe(true);
  } finally {
    child.kill("SIGKILL");
    await writeFile(go, "");
  }
  await until("it is over", async () => (await readFile(log, "utf8")).endsWith("over\n") || undefined);
});
