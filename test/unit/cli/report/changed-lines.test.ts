import { describe, expect, test } from "@jest/globals";
import { addedLine, changedLine, patchLines, removedLine } from "../../../../src/cli/report/changed-lines.ts";
import type { Paint } from "../../../../src/common/progress.ts";
import { Bindings } from "../../../../src/note/compare/bindings.ts";

const plain: Paint = (_format, text) => text;
/** Writes a colour as a word, `red(- )`, and what is reversed between stars. */
const named: Paint = (format, text) => (format === "inverse" ? `*${text}*` : `${format}(${text})`);
/** With the reversed words together that follow each other. */
const joined = (line: string): string => line.replaceAll("**", "");

describe("a line of a note and the line that was seen in its place", () => {
  const expected = { line: 7, text: "64eb235def02   nginx   2 seconds ago   Up 1 second   80/tcp" };
  const seen = "85aa65f64828   nginx   3 seconds ago   Exited (1) 2 seconds ago   80/tcp";

  test("are red and green, and only the words are reversed that may not differ", () => {
    const line = changedLine(expected, seen, Bindings.none, named);
    expect(joined(line.old)).toBe("red(- 64eb235def02   nginx   2 seconds ago   *Up* 1 second   80/tcp)");
    expect(joined(line.new)).toBe(
      "green(+ 85aa65f64828   nginx   3 seconds ago   *Exited (1)* 2 seconds *ago*   80/tcp)",
    );
    expect(line.pointers).toBe("");
  });

  test("without colours have signs below the words that differ, also below letters of two columns", () => {
    const line = changedLine({ line: 7, text: "안녕 세계 a" }, "안녕 나라 a", Bindings.none, plain);
    expect([line.old, line.new, line.pointers]).toEqual(["- 안녕 세계 a", "+ 안녕 나라 a", "       ^^^^"]);
  });

  test("have nothing reversed where all words differ", () => {
    const line = changedLine({ line: 7, text: "one two" }, "three four", Bindings.none, named);
    expect([joined(line.old), joined(line.new)]).toEqual(["red(- one two)", "green(+ three four)"]);
    expect(changedLine({ line: 7, text: "one two" }, "three four", Bindings.none, plain).pointers).toBe("");
  });

  test("do nothing to the terminal, whatever a host has printed", () => {
    const raw = "a \x9b2J\u202e\r b";
    const line = changedLine({ line: 7, text: "a b" }, raw, Bindings.none, plain);
    for (const text of [line.new, removedLine(raw, plain), addedLine(raw, plain)])
      expect(text).not.toMatch(/\p{Cc}|\u202e/u);
  });
});

test("a unified diff has the words reversed where as many lines came as went, and none where not", () => {
  const lines = ["@@ -1,4 +1,5 @@", " a", "-one two", "-three four", "+one 2", "+3 four", " b", "-c", "+d e", "+f"];
  expect(patchLines(lines, named).map(joined)).toEqual([
    ...["cyan(@@ -1,4 +1,5 @@)", "  a"],
    ...["red(- one *two*)", "red(- *three* four)", "green(+ one *2*)", "green(+ *3* four)"],
    ...["  b", "red(- c)", "green(+ d e)", "green(+ f)"],
  ]);
});
