import { Bindings } from "../../../note/compare/bindings.ts";
import { dropBuilds, dropProgress } from "../../../note/compare/builds.ts";
import { type Expectation, expectationOf } from "../../../note/compare/expectation.ts";
import { type LinePattern, matchLine } from "../../../note/compare/line-pattern.ts";
import { squeeze, trimBlank } from "../../../note/compare/lines.ts";
import type { ExpectedLine, Step } from "../../../note/note.ts";
import { type LineReason, short } from "../../../record/reasons/against.ts";
import { diffLists, within } from "./diff.ts";

/** A line of a step's output for a page. */
export type OutputRow =
  /** In the output and in the note, whose line has this pattern. */
  | { kind: "held"; seen: string; expected: ExpectedLine; pattern: LinePattern }
  /** In the output, where the note takes any line. */
  | { kind: "any"; seen: string }
  | DiffRow;

/** A line in which the output differs from the note. */
export type DiffRow =
  /** Only in the output. */
  | { kind: "extra"; seen: string }
  /** Only in the note. */
  | { kind: "missing"; expected: ExpectedLine }
  /** In the output in place of a similar line of the note. */
  | { kind: "other"; expected: ExpectedLine; seen: string };

export const isDiffRow = (row: OutputRow): row is DiffRow => row.kind !== "held" && row.kind !== "any";

/** The most lines that may be added or removed to find all differences: the time grows with their square. */
const FARTHEST = 400;
/** The number of lines among which the one most similar to a line of the note is searched. */
const NEAR = 200;

/**
 * A step's output, compared with the note line by line.
 *
 * @param difference the first one, if the output does not match; a matching output needs no search
 */
export function outputRows(
  step: Step | undefined,
  output: string,
  bindings: Bindings,
  difference: LineReason | undefined,
): OutputRow[] {
  const seen = trimBlank(output.split(/\r?\n/), (line) => line.trim() === "");
  if (step === undefined || step.kind === "file") return seen.map((line) => ({ kind: "any", seen: line }));
  const expectation = expectationOf(step);
  if (difference !== undefined) {
    const rows = differingRows(expectation, seen, bindings);
    return rows?.some(isDiffRow) ? rows : pointed(followedRows(expectation, seen, bindings), difference);
  }
  const [short, long] = comparedLines(seen);
  // Without `...` each line is held to one of the note's; what a Dockerfile's commands printed need not be.
  if (expectation.gaps.size > 0 || long.length > short.length) return followedRows(expectation, seen, bindings);
  const compared = new Map(short.map(({ index }, at) => [index, at]));
  return seen.map((line, index) => heldRow(expectation, compared.get(index), line));
}

/** A line of the output that matches the note's line of that number. */
function heldRow({ lines, patterns }: Expectation, at: number | undefined, seen: string): OutputRow {
  const [expected, pattern] = at === undefined ? [] : [lines[at], patterns[at]];
  return expected === undefined || pattern === undefined
    ? { kind: "any", seen }
    : { kind: "held", seen, expected, pattern };
}

interface ComparedLine {
  text: string;
  index: number;
}

/** The lines that are compared: none of pulls and builds, and those besides that the commands of a Dockerfile printed. */
function comparedLines(seen: readonly string[]): [ComparedLine[], ComparedLine[]] {
  const lines = seen.map((text, index) => ({ text, index }));
  const textOf = ({ text }: ComparedLine) => text;
  return [dropBuilds(lines, textOf), dropProgress(lines, textOf)];
}

/** Takes the first line that fits for each line of the note, without a search. */
function followedRows(expectation: Expectation, seen: readonly string[], bindings: Bindings): OutputRow[] {
  const compared = new Set(comparedLines(seen)[1].map(({ index }) => index));
  let [next, now] = [0, bindings];
  return seen.map((line, index) => {
    const wanted = expectation.patterns[next];
    const matched = wanted !== undefined && compared.has(index) && matchLine(wanted, squeeze(line), now);
    if (!(matched instanceof Bindings)) return { kind: "any", seen: line };
    next += 1;
    now = matched;
    return heldRow(expectation, next - 1, line);
  });
}

/** The rows of an output that does not match, with the fewest differences; `undefined` if it differs too much. */
function differingRows(expectation: Expectation, seen: readonly string[], bindings: Bindings): OutputRow[] | undefined {
  const different = new Map(comparedLines(seen).map((lines) => [lines.length, lines]));
  const rows = [...different.values()].flatMap((lines) => {
    const found = differingRowsOf(expectation, lines, bindings);
    return found === undefined ? [] : [{ found, differences: found.filter(isDiffRow).length }];
  });
  return rows.toSorted((one, other) => one.differences - other.differences)[0]?.found;
}

function differingRowsOf(
  expectation: Expectation,
  seen: readonly ComparedLine[],
  bindings: Bindings,
): OutputRow[] | undefined {
  const { lines, patterns, gaps } = expectation;
  const compared = seen.map(({ text }) => ({ text, squeezed: squeeze(text) }));
  const same = (wanted: LinePattern, { squeezed }: { squeezed: string }) =>
    matchLine(wanted, squeezed, bindings) instanceof Bindings;
  return diffLists(patterns, compared, same, FARTHEST)?.flatMap((stretch): OutputRow[] => {
    const shown = compared.slice(stretch.other.from, stretch.other.to).map(({ text }) => text);
    if (stretch.same) return shown.map((line, index) => heldRow(expectation, stretch.one.from + index, line));
    // `...` takes the lines of the output that it stands before in the note; a missing line below it comes after them.
    const gap = lines.findIndex((_, index) => index >= stretch.one.from && gaps.has(index));
    const missing = lines.slice(stretch.one.from, stretch.one.to);
    return paired(missing, shown, within(gaps, stretch.one), gap === -1 ? missing.length : gap - stretch.one.from);
  });
}

/** Rows with the single difference that the comparison found, for an output that differs too much for more. */
function pointed(rows: readonly OutputRow[], difference: LineReason): OutputRow[] {
  const expected = difference.kind === "moreLine" ? undefined : { line: difference.line, text: difference.wanted };
  const seen = difference.kind === "missingLine" ? undefined : difference.seen;
  const at = rows.findIndex((row) => "seen" in row && short(squeeze(row.seen)) === seen);
  const row = rows[at];
  if (row === undefined || !("seen" in row))
    return expected === undefined ? [...rows] : [...rows, { kind: "missing", expected }];
  return rows.with(
    at,
    expected === undefined ? { kind: "extra", seen: row.seen } : { kind: "other", expected, seen: row.seen },
  );
}

/**
 * Lines of the note that are missing, and lines of the output at the same place: two similar lines become one row.
 *
 * @param anything whether the note takes any line there
 * @param gap the index of the first missing line that `...` stands before: it is missing after the last line that was seen
 */
function paired(
  missing: readonly ExpectedLine[],
  extra: readonly string[],
  anything: boolean,
  gap: number,
): OutputRow[] {
  const rows: OutputRow[] = [];
  let late: OutputRow[] = [];
  const unpaired = (from: number, to: number): OutputRow[] =>
    extra.slice(from, to).map((seen) => ({ kind: anything ? "any" : "extra", seen }));
  let from = 0;
  for (const [index, expected] of missing.entries()) {
    const inTurn = !anything && missing.length === extra.length;
    const at = inTurn ? index : likest(expected.text, extra, from);
    if (at === -1) (anything && index >= gap ? late : rows).push({ kind: "missing", expected });
    else {
      rows.push(...unpaired(from, at), ...late, { kind: "other", expected, seen: extra[at] as string });
      late = [];
      from = at + 1;
    }
  }
  return [...rows, ...unpaired(from, extra.length), ...late];
}

/** The index of the next line that shares the most words with this one, at least half; else -1. */
function likest(text: string, lines: readonly string[], from: number): number {
  const words = new Set(solid(text));
  const shares = lines.slice(from, from + NEAR).map((line) => {
    const others = solid(line);
    return others.filter((word) => words.has(word)).length / Math.max(words.size, others.length, 1);
  });
  const most = Math.max(0, ...shares);
  return most < 0.5 ? -1 : from + shares.indexOf(most);
}

const solid = (line: string): string[] => line.split(/\s+/).filter((word) => word !== "");
