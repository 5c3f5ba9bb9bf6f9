import { describe, expect, test } from "@jest/globals";
import { Bindings } from "../../../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../../../src/note/compare/compare.ts";
import type { CommandStep } from "../../../../../src/note/note.ts";
import { readNote } from "../../../../../src/note/read.ts";
import { outputRows } from "../../../../../src/pages/run/lines/rows.ts";
import { wrongLine } from "../../../../../src/record/reasons/against.ts";

const stepOf = (...lines: string[]): CommandStep =>
  readNote(["```console", "$ x", ...lines, "```"].join("\n"), "note.md").sections[0]?.steps[0] as CommandStep;

/** Each row as a sign and its text, like a diff. */
function rows(step: CommandStep, ...seen: string[]): string[] {
  const output = seen.join("\n");
  const match = compareStep(step, output, Bindings.none);
  return outputRows(step, output, Bindings.none, wrongLine(match)[0]).map((row) => {
    if (row.kind === "missing") return `- ${row.expected.text}`;
    if (row.kind === "other") return `! ${row.expected.text} | ${row.seen}`;
    return `${{ held: " ", any: "~", extra: "+" }[row.kind]} ${row.seen}`;
  });
}

describe("The lines of a step", () => {
  test("a line of a step that the note has is marked held, and a line at `...` is marked any", () => {
    expect(rows(stepOf("a", "...", "c"), "a", "b", "b", "c")).toEqual(["  a", "~ b", "~ b", "  c"]);
  });

  test("lines below a gap are marked held, even if the note has a blank line beside the gap", () => {
    expect(rows(stepOf("a", "...", "", "c", "d"), "a", "b", "c", "d")).toEqual(["  a", "~ b", "  c", "  d"]);
  });

  test("all lines of a step are marked any when the note expects none", () => {
    expect(rows(stepOf(), "a", "b")).toEqual(["~ a", "~ b"]);
  });

  test("all lines of a step with [empty] are marked extra", () => {
    expect(rows(stepOf("[empty]"), "a")).toEqual(["+ a"]);
  });

  test("a line that differs is one row with both sides, and each such line is shown", () => {
    expect(rows(stepOf("one a", "two b", "three c"), "one x", "two b", "three y")).toEqual([
      "! one a | one x",
      "  two b",
      "! three c | three y",
    ]);
  });

  test("a line that only the note has is marked missing, and one that only the run has is marked extra", () => {
    expect(rows(stepOf("a", "b", "c"), "a", "c")).toEqual(["  a", "- b", "  c"]);
    expect(rows(stepOf("a", "c"), "a", "b", "c")).toEqual(["  a", "+ b", "  c"]);
  });

  test("a missing line is paired with the most similar line that `...` takes", () => {
    expect(rows(stepOf("...", "Setting up wget (1) ...", "..."), "a", "b", "Setting up curl (1) ...", "c")).toEqual([
      "~ a",
      "~ b",
      "! Setting up wget (1) ... | Setting up curl (1) ...",
      "~ c",
    ]);
  });

  test("lines that are missing below `...` come after the last line that was seen, and lines above it before", () => {
    const seen = ["Step 1/3", "one", "E: Unable to locate package", "returned a non-zero code: 100"];
    const any = seen.slice(1).map((line) => `~ ${line}`);
    expect(rows(stepOf("Step 1/3", "...", "Step 2/3", "Successfully built"), ...seen)).toEqual([
      "  Step 1/3",
      ...any,
      "- Step 2/3",
      "- Successfully built",
    ]);
    expect(rows(stepOf("Step 1/3", "above", "...", "below"), ...seen)).toEqual([
      "  Step 1/3",
      "- above",
      ...any,
      "- below",
    ]);
  });

  test("the lines of a pull are not compared", () => {
    const pull = ["Unable to find image 'x' locally", "x: Pulling", "Status: Downloaded"];
    expect(rows(stepOf("a"), ...pull, "a")).toEqual([...pull.map((line) => `~ ${line}`), "  a"]);
  });

  test("the progress of a build is not compared, and what its commands print is where the note shows it", () => {
    const build = [
      "Step 1/1 : RUN x",
      " ---> Running in 0a1b2c3d4e5f",
      "hello",
      "bye",
      "Successfully built 73588180c437",
    ];
    const any = build.map((line) => `~ ${line}`);
    expect(rows(stepOf("a"), ...build, "a")).toEqual([...any, "  a"]);
    expect(rows(stepOf("hello", "bye", "a"), ...build, "a")).toEqual([
      ...any.slice(0, 2),
      "  hello",
      "  bye",
      "~ Successfully built 73588180c437",
      "  a",
    ]);
    expect(rows(stepOf("a"), ...build, "b")).toEqual(["! a | b"]);
    expect(rows(stepOf("hello", "...", "a"), ...build, "b")).toEqual(["  hello", "~ bye", "~ b", "- a"]);
  });

  test("a build that failed shows what the note has of a build that did not", () => {
    const seen = ["Step 1/1 : RUN x", " ---> Running in 0a1b2c3d4e5f", "x: not found"];
    expect(rows(stepOf("...", "Successfully tagged x"), ...seen)).toEqual([
      ...seen.slice(0, 2).map((line) => `~ ${line}`),
      "! Successfully tagged x | x: not found",
    ]);
  });

  test("lines keep the columns that they were printed in", () => {
    expect(rows(stepOf("a b"), "a     b")).toEqual(["  a     b"]);
  });

  test("an output that differs completely shows at least its first difference", () => {
    const note = Array.from({ length: 700 }, (_, index) => `note ${index}`);
    const seen = Array.from({ length: 700 }, (_, index) => `seen ${index}`);
    expect(rows(stepOf("first", ...note), "first", ...seen)).toEqual([
      "  first",
      "! note 0 | seen 0",
      ...seen.slice(1).map((line) => `~ ${line}`),
    ]);
    expect(rows(stepOf("...", "last", "..."), ...seen)).toEqual([...seen.map((line) => `~ ${line}`), "- last"]);
  });
});
