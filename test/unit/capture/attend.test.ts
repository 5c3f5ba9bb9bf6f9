import { describe, expect, test } from "@jest/globals";
import { attend } from "../../../src/capture/attend.ts";
import type { UntimedCapture } from "../../../src/capture/events.ts";
import type { Connection } from "../../../src/hosts/ssh/connection.ts";
import {
  type Act,
  type Cue,
  ends,
  exits,
  LOST,
  MORE,
  ran,
  ScriptedShell,
  START,
  STARTS,
} from "../run/terminal/scripted-shell.ts";
import { FakeTerminal } from "./fake-terminal.ts";

/** A terminal in which somebody types into a shell that follows a script. */
function attended(
  script: readonly Cue[],
  { starts = STARTS, run = async (_script: string) => "", tell = (_: UntimedCapture) => {} } = {},
) {
  const shell = new ScriptedShell(script, starts as readonly Act[]);
  const terminal = new FakeTerminal();
  const events: UntimedCapture[] = [];
  const asked: string[] = [];
  const remote = {
    ...shell.connection,
    run: async (text: string) => {
      asked.push(text);
      return { exit: 0, stdout: await run(text), stderr: "" };
    },
  } as Connection;
  const stop = new AbortController();
  const keep = (event: UntimedCapture) => {
    events.push(event);
    tell(event);
  };
  const ended = attend(remote, terminal.own, "1", keep, stop.signal);
  ended.catch(() => {});
  return { shell, terminal, events, asked, stop, ended };
}

/** Resolves when the shell has done all that it does by now. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const kinds = (events: readonly UntimedCapture[]) =>
  events.map((event) => (event.type === "mark" ? event.mark.kind : event.type === "key" ? event.key : event.type));

describe("a shell in the user's terminal", () => {
  test("all keys and all output pass through, without the marks, and the terminal is raw meanwhile", async () => {
    const { terminal, shell, events, ended } = attended([
      ["ls\r", ...ran("x\r\n")],
      ["\x04", "exit\r\n", exits(3)],
    ]);
    await settled();
    expect(terminal.raw).toBe(true);
    terminal.types("ls\r");
    await settled();
    terminal.types("\x04");
    expect(await ended).toMatchObject({ exit: 3 });
    expect(terminal.shown).toBe("$ ls\r\nx\r\n$ exit\r\n");
    expect(terminal.raw).toBe(false);
    expect(shell.typed).toEqual(["ls\r", "\x04"]);
    expect(kinds(events)).toEqual([
      "shell",
      "ready",
      "output",
      "other",
      "enter",
      "output",
      "start",
      "output",
      "ready",
      "output",
      "end",
      "output",
    ]);
    expect(terminal.input.listenerCount("data")).toBe(0);
  });

  test("no event has what was typed and not shown", async () => {
    const { terminal, events, ended } = attended([
      ["read -s x\r", START],
      ["hunter2", ""],
      ["\r", ...ends(), exits(0)],
    ]);
    await settled();
    for (const keys of ["read -s x\r", "hunter2", "\r"]) {
      terminal.types(keys);
      await settled();
    }
    await ended;
    expect(JSON.stringify(events)).not.toContain("hunter2");
  });

  test("a window that gets another size gives it to the terminal on the host", async () => {
    const { terminal, asked, events, ended, stop } = attended([]);
    await settled();
    Object.assign(terminal.output, { columns: 80 });
    terminal.output.emit("resize");
    await settled();
    expect(asked).toEqual([`stty -F "$(readlink /proc/17/fd/0)" cols 80 rows 30`]);
    expect(events.at(-1)).toEqual({ type: "resized", size: { columns: 80, rows: 30 } });
    stop.abort();
    await ended;
  });

  test("the events have the files that came of what somebody typed into a command, and those of no other command", async () => {
    const printed = `${Buffer.from("x.sh").toString("base64")} ${Buffer.from("hi\n").toString("base64")}\n`;
    const script: Cue[] = [
      ["ls\r", ...ran("")],
      ["vi\r", START],
      [":wq\r", ...ends()],
    ];
    const { terminal, asked, events, stop, ended } = attended(script, { run: async () => printed });
    await settled();
    for (const [keys] of script) {
      terminal.types(keys);
      await settled();
    }
    expect(asked).toHaveLength(1);
    expect(events.at(-1)).toEqual({ type: "files", command: 2, files: [{ path: "x.sh", content: "hi\n" }] });
    stop.abort();
    await ended;
  });

  test("of an output that is too long, the first part is kept, and an event tells of the cut", async () => {
    const much = "y\r\n".repeat(400_000);
    const { terminal, events, stop, ended } = attended([["yes\r", START, much, much, ...ends()]]);
    await settled();
    terminal.types("yes\r");
    await settled();
    expect(kinds(events).slice(-5)).toEqual(["start", "output", "cut", "ready", "output"]);
    expect(terminal.shown.length).toBeGreaterThan(2 * much.length);
    stop.abort();
    await ended;
  });

  test("a connection that breaks in a full-screen program leaves the user's terminal as it was", async () => {
    const { terminal, ended } = attended([["vi\r", START, "\x1b[?1049h", LOST]]);
    await settled();
    terminal.types("vi\r");
    expect(await ended).toMatchObject({ exit: undefined });
    expect(terminal.shown).toContain("\x1b[?1047l\x1b[?25h");
    expect(terminal.raw).toBe(false);
  });

  test("a window that is closed closes the shell", async () => {
    const { terminal, shell, ended } = attended([]);
    await settled();
    terminal.input.emit("error", new Error("EIO"));
    await ended;
    expect(shell.closedHere).toBe(true);
  });

  test("events that cannot be kept end the shell with the reason", async () => {
    const tell = (event: UntimedCapture) => {
      if (event.type === "key") throw new Error("the disk is full");
    };
    const { terminal, shell, ended } = attended([["ls\r", ...MORE]], { tell });
    await settled();
    terminal.types("ls\r");
    await expect(ended).rejects.toThrow("the disk is full");
    expect(shell.closedHere).toBe(true);
    expect(terminal.raw).toBe(false);
  });

  test("a shell that does not begin is an error that says why", async () => {
    const { terminal, ended } = attended([], { starts: ["bash: not found", exits(127)] });
    await expect(ended).rejects.toThrow("A shell on the host did not start: it ended with status 127");
    expect(terminal.raw).toBe(false);
  });
});
