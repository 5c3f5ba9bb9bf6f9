import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { emulate } from "../../../../src/run/terminal/emulator.ts";

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
