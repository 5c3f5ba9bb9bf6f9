import { Bindings } from "../../note/compare/bindings.ts";
import { type LinePattern, linePattern, matchLine, wildcard } from "../../note/compare/line-pattern.ts";
import { dropPulls, isGap, squeeze, trimBlank, withoutPulls } from "../../note/compare/lines.ts";
import type { Mismatch } from "../../note/compare/mismatch.ts";
import type { Expected, ExpectedLine, Step } from "../../note/note.ts";
import { diffLists, within } from "./diff.ts";

/** A line of a step as it is shown. */
export type OutputRow =
  /** Seen, and what the note has. */
  | { kind: "held"; seen: string }
  /** Seen where the note takes any line. */
  | { kind: "any"; seen: string }
  | DiffRow;

/** A line that is not as the note has it. */
export type DiffRow =
  /** Seen, and none of the note's. */
  | { kind: "extra"; seen: string }
  /** The note's, and not seen. */
  | { kind: "missing"; expected: ExpectedLine }
  /** Seen in place of the note's, which it is like. */
  | { kind: "other"; expected: ExpectedLine; seen: string };

export const isDiffRow = (row: OutputRow): row is DiffRow => row.kind !== "held" && row.kind !== "any";

/** More lines than that are not taken out or put in to find all that differs: the time grows as their square. */
const FARTHEST = 400;
/** Among so many lines the one is looked for that a line of the note is most like. */
const NEAR = 200;

/**
 * A step's output, line by line, as it compares with the note.
 *
 * @param mismatch what the comparison found, where it does not hold; of an output that holds there is nothing to search
 */
export function outputRows(
  step: Step | undefined,
  output: string,
  bindings: Bindings,
  mismatch: Mismatch | undefined,
): OutputRow[] {
  const seen = trimBlank(output.split(/\r?\n/), (line) => line.trim() === "");
  if (step === undefined || step.kind === "file") return seen.map((line) => ({ kind: "any", seen: line }));
  const held = heldTo(step);
  if (mismatch !== undefined)
    return differingRows(held, seen, bindings) ?? pointed(followedRows(held, seen, bindings), mismatch);
  // Without `...` each line is held to one of the note's.
  if (held.gaps.size > 0) return followedRows(held, seen, bindings);
  const compared = new Set(comparedLines(seen).map(({ index }) => index));
  return seen.map((line, index) => ({ kind: compared.has(index) ? "held" : "any", seen: line }));
}

/** What an output is held to: lines, and before which of them (or the end) any others may stand. */
interface Held {
  lines: readonly ExpectedLine[];
  gaps: ReadonlySet<number>;
  pattern: (line: ExpectedLine) => LinePattern;
}

function heldTo(step: Exclude<Step, { kind: "file" }>): Held {
  const among = step.kind === "http";
  const items = trimBlank(withoutPulls(step.expected), (item) => !isBreak(item) && item.text.trim() === "");
  const lines = items.filter((item): item is ExpectedLine => !isBreak(item));
  const gaps = new Set<number>();
  let before = 0;
  for (const item of items) {
    if (!isBreak(item)) before += 1;
    if (isBreak(item) || among) gaps.add(before);
  }
  if (among) gaps.add(0);
  const goesOn = step.kind === "command" && step.ending.kind === "running";
  const anything = items.length === 0 && !(step.kind === "command" && step.nothing);
  if (goesOn || anything) gaps.add(lines.length);
  const pattern = ({ text, line }: ExpectedLine) =>
    linePattern(among ? `${wildcard}${text.trim()}${wildcard}` : text, line);
  return { lines, gaps, pattern };
}

/** Any lines, and `^C`, before which more may come. */
const isBreak = (item: Expected): item is Exclude<Expected, ExpectedLine> => "interrupt" in item || isGap(item.text);

/** The lines that are compared; a pull is not. */
const comparedLines = (seen: readonly string[]): { text: string; index: number }[] =>
  dropPulls(
    seen.map((text, index) => ({ text, index })),
    ({ text }) => text,
  );

/** The first line that fits is taken for each of the note's; without a search. */
function followedRows({ lines, pattern }: Held, seen: readonly string[], bindings: Bindings): OutputRow[] {
  const compared = new Set(comparedLines(seen).map(({ index }) => index));
  const patterns = lines.map(pattern);
  let [next, now] = [0, bindings];
  return seen.map((line, index) => {
    const wanted = patterns[next];
    const matched = wanted !== undefined && compared.has(index) && matchLine(wanted, squeeze(line), now);
    if (!(matched instanceof Bindings)) return { kind: "any", seen: line };
    next += 1;
    now = matched;
    return { kind: "held", seen: line };
  });
}

/** Of an output that does not hold; `undefined` where it is another altogether. */
function differingRows(
  { lines, gaps, pattern }: Held,
  seen: readonly string[],
  bindings: Bindings,
): OutputRow[] | undefined {
  const compared = comparedLines(seen).map(({ text }) => ({ text, squeezed: squeeze(text) }));
  const same = (wanted: LinePattern, { squeezed }: { squeezed: string }) =>
    matchLine(wanted, squeezed, bindings) instanceof Bindings;
  return diffLists(lines.map(pattern), compared, same, FARTHEST)?.flatMap((stretch): OutputRow[] => {
    const shown = compared.slice(stretch.other.from, stretch.other.to).map(({ text }) => text);
    if (stretch.same) return shown.map((line) => ({ kind: "held", seen: line }));
    return paired(lines.slice(stretch.one.from, stretch.one.to), shown, within(gaps, stretch.one));
  });
}

/** Rows with the one difference that the comparison tells, of an output that is too far from the note for more. */
function pointed(rows: readonly OutputRow[], { expected, seen }: Mismatch): OutputRow[] {
  const at = seen === undefined ? -1 : rows.findIndex((row) => "seen" in row && squeeze(row.seen) === seen);
  if (seen === undefined || at === -1)
    return expected === undefined ? [...rows] : [...rows, { kind: "missing", expected }];
  return rows.with(at, expected === undefined ? { kind: "extra", seen } : { kind: "other", expected, seen });
}

/** Lines of the note that were not seen, and lines that were seen between the same neighbours: two that are alike are one row. */
function paired(missing: readonly ExpectedLine[], extra: readonly string[], anything: boolean): OutputRow[] {
  const rows: OutputRow[] = [];
  const unpaired = (from: number, to: number): OutputRow[] =>
    extra.slice(from, to).map((seen) => ({ kind: anything ? "any" : "extra", seen }));
  let from = 0;
  for (const [index, expected] of missing.entries()) {
    const inTurn = !anything && missing.length === extra.length;
    const at = inTurn ? index : likest(expected.text, extra, from);
    if (at === -1) rows.push({ kind: "missing", expected });
    else {
      rows.push(...unpaired(from, at), { kind: "other", expected, seen: extra[at] as string });
      from = at + 1;
    }
  }
  return [...rows, ...unpaired(from, extra.length)];
}

/** The place of the next line that shares most words with this one, if it shares half of them; else -1. */
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
