import { describe, expect, test } from "@jest/globals";
import { expectationOf } from "../../../../src/note/compare/expectation.ts";
import type { CommandStep, HttpStep } from "../../../../src/note/note.ts";
import { readNote } from "../../../../src/note/read.ts";

/** The expectation of a step with these lines: its lines' patterns, with `...` where there is a gap. */
function expected(block: string, info = "console"): string[] {
  const text = `---\nports: [80]\n---\n\n\`\`\`${info}\n${block}\n\`\`\`\n`;
  const step = readNote(text, "note.md").sections[0]?.steps[0] as CommandStep | HttpStep;
  const { lines, patterns, gaps } = expectationOf(step);
  const gap = (at: number) => (gaps.has(at) ? ["..."] : []);
  return [...lines.flatMap((_, at) => [...gap(at), patterns[at]?.text ?? ""]), ...gap(lines.length)];
}

describe("the expectation of a step", () => {
  test.each<[string, string, string[]]>([
    ["has its lines", "$ x\na\n\nb", ["a", "", "b"]],
    ["has a gap where the note has ... or <...>", "$ x\n...\na\n<...>\nb", ["...", "a", "...", "b"]],
    ["has one gap where the note has several in a row", "$ x\na\n...\n\n...\nb", ["a", "...", "b"]],
    ["has no blank lines at an end or beside a gap", "$ x\n\na\n\n...\n\nb\n", ["a", "...", "b"]],
    ["has a gap before ^C, since more may come before the interrupt arrives", "$ x\na\n^C\nb", ["a", "...", "b"]],
    ["has no part of a pull", "$ x\nUnable to find image 'x' locally\n...\nStatus: Downloaded\na", ["a"]],
    ["is any text without lines", "$ x", ["..."]],
    ["is no text with [empty]", "$ x\n[empty]", []],
    ["has a gap after the last line of what still runs", "$ x\na\n[running]", ["a", "..."]],
  ])("the expectation of a step %s", (_, block, lines) => {
    expect(expected(block)).toEqual(lines);
  });

  test("the expectation of a request has its lines as parts of lines, with gaps around each", () => {
    expect(expected("GET http://host:80/\n<h1>a</h1>\n\n  b", "http")).toEqual([
      "...",
      "[..]<h1>a</h1>[..]",
      "...",
      "[..]b[..]",
      "...",
    ]);
  });
});
