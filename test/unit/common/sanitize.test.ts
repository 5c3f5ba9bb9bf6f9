import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { sanitize, sanitizeLine, stripEscapes } from "../../../src/common/sanitize.ts";

test.each([
  ["what moves a cursor or clears a screen", "\x1b[2J", "⟨U+001B⟩[2J"],
  ["what writes to the clipboard", "\x1b]52;c;eA==\x07", "⟨U+001B⟩]52;c;eA==⟨U+0007⟩"],
  ["a control character of one byte more", "\x9b2J\x85", "⟨U+009B⟩2J⟨U+0085⟩"],
  ["what turns the direction of writing", "a\u202eb\u2066c\u200f\u061c", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+200F⟩⟨U+061C⟩"],
  ["what has no width", "rm\u200b\u2060\ufeff -rf\u{e0041}", "rm⟨U+200B⟩⟨U+2060⟩⟨U+FEFF⟩ -rf⟨U+E0041⟩"],
  ["a line's end that no terminal takes for one", "a\u2028b\u2029", "a⟨U+2028⟩b⟨U+2029⟩"],
])("%s is shown as its code point", (_, text, shown) => {
  expect(sanitize(text)).toBe(shown);
  expect(sanitizeLine(text)).toBe(shown);
});

test.each(["한글, 漢字, ñ, العربية", "👩‍🔬 می‌خواهم", "a\tb", "❤️"])("what is to be read stays: %j", (text) => {
  expect(sanitize(text)).toBe(text);
  expect(sanitizeLine(text)).toBe(text);
});

test("lines stay lines, also those of Windows, unless it is to be one line", () => {
  expect(sanitize("a\nb\r\nc\rd")).toBe("a\nb\nc\nd");
  expect(sanitizeLine("a\nb\r::c")).toBe("a⟨U+000A⟩b⟨U+000D⟩::c");
});

test("no text has anything left that controls a terminal, and none changes when it is shown twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(sanitizeLine(text)).not.toMatch(/(?!\t)\p{Cc}/u);
      expect(sanitize(sanitize(text))).toBe(sanitize(text));
    }),
  );
});

/** As apt 2.6 printed it on a terminal of 40 rows: the cursor saved, a bar in the last row, the cursor back, and the next line. */
const BAR = "\x1b7\x1b[40;0f\x1b[42m\x1b[30mProgress: [ 23%]\x1b[49m\x1b[39m [#######.......................] \x1b8";

test.each([
  ["apt's progress bar, and the line after it stays whole", `${BAR}Selecting previously`, "Selecting previously"],
  ["the rows that apt sets aside for its bar", "\x1b7\x1b[0;39r\x1b8\x1b[1AReading", "Reading"],
  ["colours", "\x1b[1;31mred\x1b[0m \x9b4mline", "red line"],
  ["a window's title and a link", "\x1b]0;title\x07a\x1b]8;;http://b\x1b\\c", "ac"],
  ["a character set and a reset", "\x1b(Ba\x1bcb", "ab"],
])("an escape sequence is left out: %s", (_, text, left) => {
  expect(stripEscapes(text)).toBe(left);
});

test("a text that saves the cursor and moves it nowhere keeps its words", () => {
  expect(stripEscapes("\x1b7here\x1b8Right")).toBe("hereRight");
});

test("no sequence is left in what is left of a text, however often one is begun", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("\x1b7", "\x1b8", "\x1b[1;1H", "\x1b", "a", "[", "1", "\n")), (parts) => {
      expect(stripEscapes(parts.join(""))).not.toContain("\x1b");
    }),
  );
});
