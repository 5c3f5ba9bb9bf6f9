import { describe, expect, test } from "@jest/globals";
import xterm from "@xterm/headless";
import fc from "fast-check";
import { TERMINAL, type TerminalSize } from "../../../../src/hosts/ssh/connection.ts";
import { Emulator } from "../../../../src/run/terminal/emulator.ts";
import { emulate, screenOf, textInRow } from "../../../../src/run/terminal/screen.ts";

const seen = async (text: string | Uint8Array) => (await emulate(Buffer.from(text as string))).lines;

describe("what a person would see", () => {
  test.each([
    ["plain lines", "a\r\nb\r\n", ["a", "b"]],
    ["a last line without its end", "a\r\nb", ["a", "b"]],
    ["a line that the terminal had to wrap is one line", `${"x".repeat(300)}\r\ny\r\n`, ["x".repeat(300), "y"]],
    ["wide characters that do not fit the last column", `${"x".repeat(119)}한글\r\n`, [`${"x".repeat(119)}한글`]],
    ["blanks at the place of a wrap", `${"x".repeat(119)}  y\r\n`, [`${"x".repeat(119)}  y`]],
    ["a progress bar leaves its last state", "10%\r50%\r100%\r\ndone\r\n", ["100%", "done"]],
    [
      "lines above that are written anew",
      "a: wait\r\nb: wait\r\n\x1b[2A\x1b[Ka: done\x1b[2B\r",
      ["a: done", "b: wait"],
    ],
    ["backspaces", "passwprd\b\b\bord\r\n", ["password"]],
    ["colours are not seen", "\x1b[31mred\x1b[0m\r\n", ["red"]],
    ["a cleared screen has only what came after", "before\r\n\x1b[H\x1b[2J\x1b[3Jafter\r\n", ["after"]],
    ["an alternate screen that was left", "a\r\n\x1b[?1049hfull\x1b[?1049lb\r\n", ["a", "b"]],
    ["an alternate screen that is still there", "a\r\n\x1b[?1049h\x1b[Hfull", ["full"]],
    ["tabs", "a\tb\r\n", ["a       b"]],
    ["bytes that are no UTF-8", Buffer.from("a\xff\xfeb\r\n", "latin1"), ["a\ufffd\ufffdb"]],
    ["titles and questions to the terminal", "\x1b]0;t\x07\x1b[c\x1b[6nx\r\n", ["x"]],
    ["nothing", "", []],
  ])("the emulator shows what a person would see: %s", async (_what, sent, lines) => {
    expect(await seen(sent)).toEqual(lines);
  });

  test("the emulator keeps 30,000 lines, and its cursor is on the line after them", async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index}`);
    const screen = await emulate(Buffer.from(`${lines.join("\r\n")}\r\n$ `));
    expect(screen.lines).toEqual([...lines, "$"]);
    expect(screen.cursor).toEqual({ line: 30_000, text: "$ " });
  });

  test("the emulator shows only the output after a program cleared the scrollback, even after much output", async () => {
    expect(await seen(`${"line\r\n".repeat(30_000)}\x1b[H\x1b[2J\x1b[3Jend`)).toEqual(["end"]);
  });

  test("the cursor's line goes up to the cursor, with its blanks, also over a wrap", async () => {
    const { cursor } = await emulate(Buffer.from(`a\r\n${"x".repeat(120)}yz  `));
    expect(cursor).toEqual({ line: 1, text: `${"x".repeat(120)}yz  ` });
  });

  test("the emulator never fails, and shows what follows hostile bytes and a reset", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const sent = Buffer.concat([bytes, Buffer.from("\x1b\\\x1bc\r\nend\r\n")]);
        expect((await emulate(sent)).lines).toContain("end");
      }),
      { numRuns: 50 },
    );
  });
});

/** What programs print that moves, keeps or drops rows. */
const PRINTED = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 90 }).map((count) => lines(count)) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 400 }).map((length) => "x".repeat(length)) },
  fc.constantFrom("\x1b[3J", "\x1bc", "\x1b[2J\x1b[H", "\x1b[?1049h", "\x1b[?1049l", "\x1b[5;20r", "\x1b[r"),
  fc.constantFrom(
    "\x1b[H\x1b[3M",
    "\x1b[H\x1b[3L",
    "\x1b[99B",
    "\x1bM",
    "\x1bD\x1bD",
    "\v\v\f",
    "\x1b[9S",
    "\x1b[9T",
    "한글",
  ),
);

/** What programs set, and leave unfinished. */
const SETS = fc.constantFrom(
  ...["\x1b[?1h\x1b=", "\x1b[?6h", "\x1b[?7l", "\x1b[?25l", "\x1b[?45h", "\x1b[?1004h", "\x1b[?1000h\x1b[?1006h"],
  ...[
    "\x1b[?2004h",
    "\x1b[4h",
    "\x1b[20h",
    "\x1b[3;9H\x1b7",
    "\x1b[31;7m",
    "\x1b(0",
    "\x1b)0\x0e",
    "\x1b[3g",
    "\x1b[9G\x1bH",
  ],
  ...["\x1b]0;title", "\x1bP", "\x1b[12;", "\x1b", "\x1b[5;120Hx"],
);

/** Lines that differ from those of other calls. */
let printed = 0;
function lines(count: number): string {
  printed += count;
  return Array.from({ length: count }, (_, at) => `line ${printed - count + at}\r\n`).join("");
}

describe("an emulator that keeps its rows as text", () => {
  const size = fc.record({ columns: fc.integer({ min: 20, max: 140 }), rows: fc.integer({ min: 10, max: 50 }) });

  test("has the rows and the cursor of one that keeps all of them itself, whatever is printed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(PRINTED, { maxLength: 25 }), async (parts) => {
        const [emulator, other] = [new Emulator(TERMINAL, textInRow), new KeepsAll(TERMINAL)];
        for (const part of parts) await Promise.all([emulator.write(part), other.write(part)]);
        expect({ rows: emulator.rows, cursor: emulator.cursor }).toEqual(other.seen);
      }),
      { numRuns: 60 },
    );
  });

  test("has the same lines when it is resized, and goes on", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), size, fc.integer({ max: 200 }), async (before, to, after) => {
        const [emulator, other] = [new Emulator(TERMINAL, textInRow), new KeepsAll(TERMINAL)];
        const [first, then] = [lines(before), lines(Math.max(0, after))];
        await Promise.all([emulator.write(first), other.write(first)]);
        emulator.resize(to);
        other.resize(to);
        await Promise.all([emulator.write(then), other.write(then)]);
        expect(screenOf(emulator)).toEqual(screenOf(other.seen));
      }),
      { numRuns: 40 },
    );
  });

  test("is empty when it is reset, and then shows what comes", async () => {
    const emulator = new Emulator(TERMINAL, textInRow);
    await emulator.write(lines(500));
    await emulator.reset();
    expect(screenOf(emulator)).toEqual({ lines: [], cursor: { line: 0, text: "" } });
    await emulator.write("here");
    expect(screenOf(emulator).lines).toEqual(["here"]);
  });

  test("is as a new one when it is reset, whatever was printed before, and comes after", async () => {
    const anything = fc.array(fc.oneof(PRINTED, SETS), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(anything, fc.array(PRINTED, { maxLength: 10 }), async (before, after) => {
        const [emulator, fresh] = [new Emulator(TERMINAL, textInRow), new Emulator(TERMINAL, textInRow)];
        for (const part of before) await emulator.write(part);
        await emulator.reset();
        for (const each of [emulator, fresh])
          for (const part of ["a\tb\x1b[Ic\n\x1b8", ...after]) await each.write(part);
        const state = ({ rows, cursor, modes, alternate, cut }: Emulator<string>) => ({
          rows,
          cursor,
          modes,
          alternate,
          cut,
        });
        expect(state(emulator)).toEqual(state(fresh));
      }),
      { numRuns: 150 },
    );
  });

  test("gives no cursor back that was there before it was reset, also where a program has erased what is above the screen", async () => {
    const emulator = new Emulator(TERMINAL, textInRow);
    await emulator.write(lines(60));
    await emulator.reset();
    await emulator.write("here\r\n\x1b[3J\x1b8");
    expect(emulator.cursor).toEqual({ row: 0, text: "" });
  });

  test("has the end of a line that is longer than what it has itself", async () => {
    const emulator = new Emulator(TERMINAL, textInRow);
    await emulator.write("x".repeat(100_000));
    await emulator.write("and its end");
    expect(emulator.line).toMatch(/^x+and its end$/);
  });

  test("keeps as many rows above the screen as it is to, and says that others are gone", async () => {
    const emulator = new Emulator(TERMINAL, textInRow, 100);
    await emulator.write(lines(139));
    expect([emulator.rows.length, emulator.cut]).toEqual([140, false]);
    await emulator.write(`${lines(60)}end`);
    expect([emulator.rows.length, emulator.cut, emulator.rows.at(-1)?.content]).toEqual([140, true, "end"]);
  });
});

/** xterm.js alone, with room for all that comes. */
class KeepsAll {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;

  constructor({ columns, rows }: TerminalSize) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 100_000, allowProposedApi: true });
  }

  write = (data: string) => new Promise<void>((resolve) => this.#terminal.write(data, resolve));

  resize = ({ columns, rows }: TerminalSize) => this.#terminal.resize(columns, rows);

  get seen(): Pick<Emulator<string>, "rows" | "cursor"> {
    const { active } = this.#terminal.buffer;
    const row = active.baseY + active.cursorY;
    const rows = Array.from({ length: active.length }, (_, y) => {
      const line = active.getLine(y);
      return { content: line?.translateToString(true) ?? "", wrapped: line?.isWrapped ?? false };
    });
    return { rows, cursor: { row, text: active.getLine(row)?.translateToString(false, 0, active.cursorX) ?? "" } };
  }
}
