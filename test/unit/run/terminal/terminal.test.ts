import { describe, expect, test } from "@jest/globals";
import { ConnectError } from "../../../../src/hosts/ssh/connection.ts";
import { CTRL_BACKSLASH, CTRL_C } from "../../../../src/note/console/keys.ts";
import { runShells } from "../../../../src/run/terminal/open-shell.ts";
import { Terminal } from "../../../../src/run/terminal/terminal.ts";
import { type Act, type Cue, ends, exits, LOST, MORE, ran, ScriptedShell, START, STARTS } from "./scripted-shell.ts";

const never = new AbortController().signal;
const LIMITS = { opening: 60_000, interrupted: 1 };

/** A terminal on a shell that follows a script, and the parts of its bytes as its listener gets them. */
function terminalOn(script: readonly Cue[], { starts = STARTS, limits = LIMITS }: Options = {}) {
  const shell = new ScriptedShell(script, starts);
  const heard: [string, string][] = [];
  const listener = (part: string, data: Uint8Array) => heard.push([part, Buffer.from(data).toString()]);
  return {
    shell,
    heard,
    terminal: new Terminal(runShells(shell.connection), Promise.resolve("1.1"), listener, false, limits),
  };
}

interface Options {
  starts?: readonly Act[];
  limits?: typeof LIMITS;
}

async function openedOn(...script: Cue[]) {
  const made = terminalOn(script);
  await made.terminal.opened(never);
  return made;
}

describe("a terminal that is opened", () => {
  test("an opened terminal waits for a command, knows its shell's process id, and has no status", async () => {
    const { terminal } = await openedOn();
    expect(terminal).toMatchObject({ phase: "ready", pid: 17, status: undefined, end: undefined, left: undefined });
  });

  test("opening a terminal ends at once when its shell has already started", async () => {
    const { terminal } = await openedOn();
    await terminal.opened(AbortSignal.abort());
    expect(terminal.phase).toBe("ready");
  });

  test("a terminal whose shell does not start in time is an error that says so", async () => {
    const { terminal } = terminalOn([], { starts: [], limits: { ...LIMITS, opening: 20 } });
    await expect(terminal.opened(never)).rejects.toThrow("A shell on the host did not start within 0.02 s");
  });

  test("a terminal whose shell ends at once is an error that says why", async () => {
    const { terminal } = terminalOn([], { starts: ["bash: not found", exits(127)] });
    await expect(terminal.opened(never)).rejects.toThrow("A shell on the host did not start: it ended with status 127");
  });

  test("opening a terminal over a lost connection fails with the connection's error", async () => {
    const { terminal } = terminalOn([], { starts: [LOST] });
    const error = await terminal.opened(never).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({ fault: "lost", message: "The connection was lost: broken pipe" });
  });

  test("opening a terminal while the run is stopped fails with the reason of the stop", async () => {
    const { terminal } = terminalOn([], { starts: [] });
    const stop = new AbortController();
    const opened = terminal.opened(stop.signal);
    stop.abort(new Error("Ctrl-C"));
    await expect(opened).rejects.toThrow("Ctrl-C");
  });
});

describe("the bytes of a terminal", () => {
  test("a terminal's bytes are output while a command runs, else echo, and those before the first prompt are dropped", async () => {
    const { terminal, heard } = terminalOn([["a\r", ...ran("1\r\n", 2)]], { starts: ["welcome\r\n", ...STARTS] });
    await terminal.opened(never);
    await terminal.type("a", never);
    await terminal.until(() => terminal.phase === "ready", never);
    await terminal.check(async () => heard.length > 3, never);
    expect(heard).toEqual([
      ["echo", "$ "],
      ["echo", "a\r\n"],
      ["output", "1\r\n"],
      ["echo", "$ "],
    ]);
    expect(terminal.status).toBe(2);
    expect((await terminal.see()).lines).toEqual(["1"]);
  });

  test("a command's bytes stay output when they have marks at a wrong time", async () => {
    const { terminal, shell, heard } = await openedOn(["a\r", START, "1"]);
    await shell.does(START, { mark: "more" });
    expect(terminal.phase).toBe("ready");
    await terminal.type("a", never);
    await shell.does({ mark: "more" }, START, "2");
    expect(terminal.phase).toBe("running");
    expect(heard.slice(-2)).toEqual([
      ["output", "1"],
      ["output", "2"],
    ]);
  });
});

describe("what is typed", () => {
  test("a terminal types one line after the other, each when the shell has taken the one before, with tabs quoted", async () => {
    const { terminal, shell } = await openedOn(["cat <<-END\r", ...MORE], ["\x16\tx\r", ...MORE], ["END\r", START]);
    expect(await terminal.type("cat <<-END\n\tx\nEND", never)).toBeUndefined();
    expect(terminal.phase).toBe("running");
    expect(shell.rest).toEqual([]);
  });

  test.each([
    ["when the shell ends", [START, exits(0)]],
    ["when the shell has run the lines before as a whole command", ran("1\r\n")],
    ["while the lines before run as a whole command", [START]],
    ["when the shell refuses the lines before", ends(2)],
  ])("a terminal types no further %s, and returns the line that it did not type", async (_when, acts) => {
    const { terminal, shell } = await openedOn(["a\r", ...acts]);
    expect(await terminal.type("a\nrm -rf dist\nc", never)).toBe("rm -rf dist");
    expect(shell.typed).toEqual(["a\r"]);
  });

  test("a terminal types nothing when its shell has ended", async () => {
    const { terminal, shell } = await openedOn(["exit\r", START, exits(0)]);
    await terminal.type("exit", never);
    await terminal.until(() => terminal.phase === "gone", never);
    expect(await terminal.type("a", never)).toBe("a");
    expect(shell.typed).toEqual(["exit\r"]);
  });

  test("typing begins a new transcript, and forgets what the step before has left", async () => {
    const { terminal } = await openedOn(["a\r", ...ran("1\r\n")], ["b\r", ...ran("2\r\n")]);
    await terminal.type("a", never);
    terminal.leave("running command", 1);
    expect(terminal).toMatchObject({ left: "running command", read: 1 });
    await terminal.type("b", never);
    await terminal.until(() => terminal.phase === "ready", never);
    expect(terminal).toMatchObject({ left: undefined, read: 0 });
    expect((await terminal.see()).lines).toEqual(["2"]);
  });
});

describe("a wait for a condition on a terminal", () => {
  test("a wait on a terminal ends at once when its condition holds, even if the signal has aborted", async () => {
    const { terminal } = await openedOn();
    await terminal.until(() => true, AbortSignal.abort());
    await terminal.check(async () => true, AbortSignal.abort());
  });

  test("a wait on a terminal checks its condition again at each change, and not without one", async () => {
    const { terminal, shell } = await openedOn();
    let asked = 0;
    const waited = terminal.until(() => {
      asked += 1;
      return asked === 3;
    }, never);
    expect(asked).toBe(2);
    await shell.does("change");
    await waited;
    expect(asked).toBe(3);
  });

  test.each([
    ["until", (terminal: Terminal, signal: AbortSignal) => terminal.until(() => false, signal)],
    ["check", (terminal: Terminal, signal: AbortSignal) => terminal.check(async () => false, signal)],
    ["quiet", (terminal: Terminal, signal: AbortSignal) => terminal.quiet(1, signal)],
  ])("a wait on a terminal ends with the reason of its signal, aborted before or during it: %s", async (name, wait) => {
    const { terminal, shell } = await openedOn();
    await expect(wait(terminal, AbortSignal.abort(new Error("Ctrl-C")))).rejects.toThrow("Ctrl-C");
    const stop = new AbortController();
    const waiting = wait(terminal, stop.signal);
    stop.abort(new Error("Ctrl-C"));
    if (name === "quiet") await shell.does("change");
    await expect(waiting).rejects.toThrow("Ctrl-C");
  });

  test("a check of the screen is repeated only when something came after the last one began", async () => {
    const { terminal, shell } = await openedOn();
    const looks: string[] = [];
    const first = Promise.withResolvers<boolean>();
    const waited = terminal.check(async () => {
      looks.push(shell.log.join(""));
      return looks.length === 1 ? first.promise : true;
    }, never);
    await shell.does("news");
    first.resolve(false);
    await waited;
    expect(looks).toEqual(["$ ", "$ news"]);
  });

  test("the pause after a long check of the screen ends when the signal aborts", async () => {
    const { terminal, shell } = await openedOn();
    const stop = new AbortController();
    let looks = 0;
    const waited = terminal.check(async () => {
      looks += 1;
      // A long look: the processor is busy for more than 10 ms.
      for (const start = performance.now(); performance.now() - start < 20; );
      setImmediate(() => stop.abort(new Error("Ctrl-C")));
      return false;
    }, stop.signal);
    await shell.does("news");
    await expect(waited).rejects.toThrow("aborted");
    expect(looks).toBe(1);
  });

  test("a check that waits for a pause in the output does not run between two pieces that come at once", async () => {
    const { terminal, shell } = await openedOn();
    const looks: string[] = [];
    const waited = terminal.check(
      async () => {
        looks.push(shell.log.join(""));
        return true;
      },
      never,
      1,
    );
    await shell.does("a", "b");
    await waited;
    expect(looks).toEqual(["$ ab"]);
  });
});

describe("an interrupt", () => {
  test("an interrupt of a terminal where nothing runs sends nothing", async () => {
    const { terminal, shell } = await openedOn();
    expect(await terminal.interrupt()).toBe(true);
    expect(shell.typed).toEqual([]);
  });

  test("an interrupt of a terminal whose shell has not started sends nothing and is not done", async () => {
    const { terminal, shell } = terminalOn([], { starts: [] });
    expect(await terminal.interrupt()).toBe(false);
    expect(shell.typed).toEqual([]);
  });

  test.each([
    ["a command that runs", ["a\r", START]],
    ["a line that waits for more", ["a\r", ...MORE]],
  ] as const)("an interrupt ends %s with Ctrl-C", async (_what, cue) => {
    const { terminal, shell } = await openedOn(cue as Cue, [CTRL_C, ...ends(130)]);
    await terminal.type("a", never);
    expect(await terminal.interrupt()).toBe(true);
    expect(terminal).toMatchObject({ phase: "ready", status: 130 });
    expect(shell.rest).toEqual([]);
  });

  test("an interrupt is done when the shell itself ends", async () => {
    const { terminal } = await openedOn(["a\r", START], [CTRL_C, exits(129)]);
    await terminal.type("a", never);
    expect(await terminal.interrupt()).toBe(true);
    expect(terminal).toMatchObject({ phase: "gone", end: { exit: 129 } });
  });

  test("an interrupt that ended nothing is not tried again", async () => {
    const { terminal, shell } = await openedOn(["a\r", START], [CTRL_C], [CTRL_C], [CTRL_BACKSLASH]);
    await terminal.type("a", never);
    expect(await terminal.interrupt()).toBe(false);
    expect(await terminal.interrupt()).toBe(false);
    expect(shell.typed).toEqual(["a\r", CTRL_C, CTRL_C, CTRL_BACKSLASH]);
  });
});

test("a closed terminal closes its channel and is gone", async () => {
  const { terminal, shell } = await openedOn();
  await terminal.close();
  await terminal.until(() => terminal.phase === "gone", never);
  expect(shell.closedHere).toBe(true);
  expect(terminal.end).toEqual({ exit: 0, why: "it was closed" });
});
