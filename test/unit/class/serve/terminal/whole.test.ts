import { expect, test } from "@jest/globals";
import { wholeLength } from "../../../../../src/class/serve/terminal/whole.ts";

/** What is whole of a text, and what begins behind it. */
const split = (text: string): [string, string] => {
  const bytes = Buffer.from(text, "latin1");
  const at = wholeLength(bytes);
  return [bytes.subarray(0, at).toString("latin1"), bytes.subarray(at).toString("latin1")];
};

test.each([
  ["plain text", "abc", ""],
  ["a colour", "a\x1b[31mb", ""],
  ["the beginning of a colour", "a", "\x1b[3"],
  ["an escape alone", "a", "\x1b"],
  ["a title that has not ended", "a", "\x1b]0;my ti"],
  ["a title, ended by a bell", "a\x1b]0;t\x07", ""],
  ["a title, ended by ESC and a backslash", "a\x1b]0;t\x1b\\", ""],
  ["a title whose end has begun", "a", "\x1b]0;t\x1b"],
  ["a character set", "a\x1b(B", ""],
  ["the beginning of a character set", "a", "\x1b("],
  ["the beginning of a Hangul syllable", "a", "\xed\x95"],
  ["a Hangul syllable", "a\xed\x95\x9c", ""],
  ["bytes that are no UTF-8", "a\x95\x95\x95\x95", ""],
])("of %s, what has begun waits for its end", (_what, whole, rest) => {
  expect(split(whole + rest)).toEqual([whole, rest]);
});

test("a sequence without an end is not waited for", () => {
  const endless = `\x1b]0;${"x".repeat(5000)}`;
  expect(split(endless)).toEqual([endless, ""]);
});
