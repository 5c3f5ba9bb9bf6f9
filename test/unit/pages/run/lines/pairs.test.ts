import { describe, expect, test } from "@jest/globals";
import { Bindings } from "../../../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../../../src/note/compare/compare.ts";
import type { CommandStep, HttpStep } from "../../../../../src/note/note.ts";
import { readNote } from "../../../../../src/note/read.ts";
import { linePairs } from "../../../../../src/pages/run/lines/pairs.ts";
import type { LinePiece } from "../../../../../src/pages/run/lines/pieces.ts";
import { outputRows } from "../../../../../src/pages/run/lines/rows.ts";
import { wrongLine } from "../../../../../src/record/reasons/against.ts";

const stepOf = (note: string) => readNote(note, "note.md").sections[0]?.steps[0] as CommandStep | HttpStep;
const typed = (...lines: string[]) => stepOf(["```console", "$ x", ...lines, "```"].join("\n"));

/** The pieces that may differ are in braces. */
const line = (pieces: readonly LinePiece[]) => pieces.map(({ text, part }) => (part ? `{${text}}` : text)).join("");

/** Each pair as the note's lines, `|` and the output's; `=3` are three lines that are the same, `~3` three that are not compared. */
function pairs(step: CommandStep | HttpStep, ...seen: string[]): string[] {
  const output = seen.join("\n");
  const match = compareStep(step, output, Bindings.none);
  return linePairs(step, outputRows(step, output, Bindings.none, wrongLine(match)[0])).map((pair) => {
    if (pair.kind === "same") return `=${pair.count}`;
    if (pair.kind === "alike") return `${line(pair.noted)} | ${line(pair.seen)}`;
    if (pair.kind === "any") return `${pair.noted.join("/")} | ~${pair.count}`;
    const [noted, shown] = [
      "expected" in pair.row ? pair.row.expected.text : "",
      "seen" in pair.row ? pair.row.seen : "",
    ];
    return `!${noted} | ${shown}`;
  });
}

describe("The note's lines beside those of the output", () => {
  test("lines that are the same stand beside each other", () => {
    expect(pairs(typed("a", "b"), "a", "b")).toEqual(["=2"]);
  });

  test("words that may differ are marked on both sides, and blanks stay as they are", () => {
    expect(pairs(typed("64eb235def02   nginx  Up 2 seconds"), "85aa65f64828   nginx   Up 5 seconds")).toEqual([
      "{64eb235def02}   nginx  Up {2 seconds} | {85aa65f64828}   nginx   Up {5 seconds}",
    ]);
    expect(pairs(typed("a [..] c [..]"), "a  b b c d")).toEqual(["a {[..]} c {[..]} | a  {b b} c {d}"]);
  });

  test("a line whose words may differ is no line that is the same, even if they do not", () => {
    expect(pairs(typed("64eb235def02"), "64eb235def02")).toEqual(["{64eb235def02} | {64eb235def02}"]);
  });

  test("`...` stands beside the lines that it takes, and beside none if it takes none", () => {
    expect(pairs(typed("a", "...", "d"), "a", "b", "c", "d")).toEqual(["=1", "... | ~2", "=1"]);
    expect(pairs(typed("a", "...", "d"), "a", "d")).toEqual(["=1", "... | ~0", "=1"]);
    expect(pairs(typed("a", "..."), "a", "b")).toEqual(["=1", "... | ~1"]);
  });

  test("lines that are not compared stand beside each other: those of a pull and of a build", () => {
    const pull = (id: string) => ["Unable to find image 'x' locally", `${id}: Pull complete`, "Status: Downloaded"];
    const step = typed(...pull("0123456789ab"), "a");
    expect(pairs(step, ...pull("ba9876543210"), "a")).toEqual([`${pull("0123456789ab").join("/")} | ~3`, "=1"]);
  });

  test("keys of the note stand where they were pressed", () => {
    expect(pairs(typed("a", "^C"), "a", "^C")).toEqual(["=1", "^C | ~1"]);
  });

  test("a difference stands in its place, and lines that only one side has beside nothing", () => {
    expect(pairs(typed("a", "b c", "d"), "a", "b x", "d")).toEqual(["=1", "!b c | b x", "=1"]);
    expect(pairs(typed("a", "b"), "a")).toEqual(["=1", "!b | "]);
    expect(pairs(typed("a"), "a", "b")).toEqual(["=1", "! | b"]);
  });

  test("a line of an answer stands beside the line that it is part of", () => {
    const step = stepOf("---\nports: [80]\n---\n```http\nGET http://host:80/\nWelcome\n```\n");
    expect(pairs(step, "<html>", "<h1>Welcome</h1>", "</html>")).toEqual([
      " | ~1",
      "Welcome | {<h1>}Welcome{</h1>}",
      " | ~1",
    ]);
  });
});
