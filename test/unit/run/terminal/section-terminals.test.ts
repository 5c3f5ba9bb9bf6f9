import { describe, expect, test } from "@jest/globals";
import type { Connection } from "../../../../src/hosts/ssh/connection.ts";
import type { UntimedEvent } from "../../../../src/record/events.ts";
import { SectionTerminals } from "../../../../src/run/terminal/section-terminals.ts";
import { KEPT } from "../../../../src/run/terminal/transcript.ts";
import { held } from "../held.ts";

const { signal } = new AbortController();

/** A section with one shell, whose command prints pieces as they are given, and what the record's events tell of it. */
async function shell() {
  const told: UntimedEvent[] = [];
  let print: (data: string) => void = () => {};
  let mark: (text: string) => void = () => {};
  const terminal: Connection["terminal"] = (rc, onData) => {
    print = (data) => onData(Buffer.from(data));
    Promise.resolve(rc).then((text) => {
      const nonce = /7770;(\w+);/.exec(text)?.[1];
      mark = (what) => print(`\x1b]7770;${nonce};${what}\x07`);
      for (const what of ["shell;17", "ready;0"]) mark(what);
    });
    return {
      waiting: 0,
      pause: () => {},
      resume: () => {},
      write: () => mark("start"),
      closed: new Promise(() => {}),
      close: async () => {},
    };
  };
  const shells = new SectionTerminals(
    held(async () => ({}), terminal),
    Promise.resolve("1"),
    (event) => told.push(event),
    signal,
  );
  const opened = await shells.at({ terminal: 1, root: false }, 0);
  const outputs = () => told.flatMap((event) => (event.type === "output" ? [[event.index, event.data] as const] : []));
  const whole = () =>
    outputs()
      .map(([, data]) => data)
      .join("");
  /** Types a command that prints so much, without an end. */
  const printing = async (...pieces: string[]) => {
    await opened.terminal.type("x", signal);
    for (const piece of pieces) print(piece);
  };
  /** The command has ended. */
  const prompt = () => {
    mark("ready;0");
    print("$ ");
  };
  return { told, prompt, shells, opened, print: (data: string) => print(data), printing, outputs, whole };
}

describe("root's shell", () => {
  /** A section whose shells start when they are asked for, and end each command that is typed. */
  function shellsOf() {
    const told: UntimedEvent[] = [];
    const typed: string[] = [];
    const terminal: Connection["terminal"] = (rc, onData) => {
      let mark = (_: string) => {};
      let sign = "";
      Promise.resolve(rc).then((text) => {
        sign = text.includes("sudo") ? "# " : "$ ";
        const nonce = /7770;(\w+);/.exec(text)?.[1];
        mark = (what) => onData(Buffer.from(`\x1b]7770;${nonce};${what}\x07`));
        mark("shell;17");
        mark("ready;0");
        onData(Buffer.from(sign));
      });
      const write = (data: unknown) => {
        typed.push(sign + String(data).trim());
        onData(Buffer.from(`${String(data).trim()}\r\n`));
        for (const what of ["start", "ready;0"]) mark(what);
        onData(Buffer.from(sign));
      };
      return {
        waiting: 0,
        pause: () => {},
        resume: () => {},
        write,
        closed: new Promise(() => {}),
        close: async () => {},
      };
    };
    const shells = new SectionTerminals(
      held(async () => ({}), terminal),
      Promise.resolve("1"),
      (event) => told.push(event),
      signal,
    );
    const type = async (command: string, root: boolean, index: number, number = 1) => {
      const { terminal: opened } = await shells.at({ terminal: number, root }, index);
      await opened.type(command, signal);
      return opened;
    };
    const echo = (index: number) =>
      told.flatMap((event) => (event.type === "echo" && event.index === index ? [event.data] : [])).join("");
    return { type, typed, echo };
  }

  test("root's shell is a second one beside the user's, with the same number, and both stay", async () => {
    const { type, typed } = shellsOf();
    const user = await type("a", false, 0);
    const root = await type("b", true, 1);
    expect(root).not.toBe(user);
    expect(await type("c", false, 2)).toBe(user);
    expect(await type("d", true, 3)).toBe(root);
    expect(await type("e", true, 4, 2)).not.toBe(root);
    expect(typed).toEqual(["$ a", "# b", "$ c", "# d", "# e"]);
  });

  test("a terminal shows one shell at a time: the prompt of the other one is taken away", async () => {
    const { type, echo } = shellsOf();
    for (const [index, root] of [false, true, true, false].entries()) await type("x", root, index);
    expect([0, 1, 2, 3].map(echo)).toEqual(["$ x\r\n$ ", "\r\x1b[K# x\r\n# ", "x\r\n# ", "\r\x1b[K$ x\r\n$ "]);
  });

  test("a terminal in which root types first shows no other prompt", async () => {
    const { type, echo } = shellsOf();
    for (const [index, root] of [true, false].entries()) await type("x", root, index);
    expect([0, 1].map(echo)).toEqual(["# x\r\n# ", "\r\x1b[K$ x\r\n$ "]);
  });
});

describe("a command's output", () => {
  const lettered = (size: number) => Array.from({ length: size }, (_, at) => "abcdefghijklm"[at % 13]).join("");

  test("a command's output goes to the events as it comes", async () => {
    const { opened, printing, outputs } = await shell();
    await printing("one", "two");
    expect(outputs()).toEqual([
      [0, "one"],
      [0, "two"],
    ]);
    opened.stepEnds();
    expect(outputs()).toHaveLength(2);
  });

  test.each([
    ["in one piece", [KEPT + 30_000]],
    ["in pieces, one of them over the size that is sent as it comes", [KEPT - 10, 30_000, 5]],
    ["of exactly the size that is sent as it comes", [KEPT]],
  ])("much output goes to the events once, and whole as far as it is kept: %s", async (_how, sizes) => {
    const { opened, printing, whole } = await shell();
    const all = lettered(sizes.reduce((sum, size) => sum + size));
    let rest = all;
    const pieces = sizes.map((size) => {
      const piece = rest.slice(0, size);
      rest = rest.slice(size);
      return piece;
    });
    await printing(...pieces);
    opened.stepEnds();
    expect(whole().length).toBe(all.length);
    expect(whole() === all).toBe(true);
  });

  test("very much output goes to the events without the middle part that is left out", async () => {
    const { opened, printing, whole } = await shell();
    const all = lettered(4 * KEPT);
    await printing(...[0, 1, 2, 3].map((part) => all.slice(part * KEPT, (part + 1) * KEPT)));
    opened.stepEnds();
    expect(whole() === all.slice(0, KEPT) + all.slice(-KEPT)).toBe(true);
  });

  test("the events do not cut a character where a command's output gets too long to send as it comes", async () => {
    const { opened, printing, whole } = await shell();
    await printing(`${"x".repeat(KEPT - 1)}한글`);
    opened.stepEnds();
    expect(whole().slice(KEPT - 1)).toBe("한글");
  });

  test("much output goes to the events before the prompt that follows it", async () => {
    const { told, prompt, opened, printing } = await shell();
    await printing(lettered(KEPT), "end");
    prompt();
    opened.stepEnds();
    expect(told.slice(-2)).toMatchObject([{ data: "end" }, { type: "echo", data: "$ " }]);
  });

  test("a step that reads on gets events only for new output", async () => {
    const { shells, opened, print, printing, outputs } = await shell();
    await printing(lettered(KEPT), "first");
    opened.stepEnds();
    await shells.at({ terminal: 1, root: false }, 1);
    print("second");
    opened.stepEnds();
    expect(outputs().slice(-2)).toEqual([
      [0, "first"],
      [1, "second"],
    ]);
  });
});
