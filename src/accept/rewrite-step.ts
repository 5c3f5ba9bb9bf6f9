import { surrounded } from "../note/compare/around.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import { dropBuilds, dropProgress } from "../note/compare/builds.ts";
import { compareStep } from "../note/compare/compare.ts";
import { type Expectation, expectationOf } from "../note/compare/expectation.ts";
import type { LinePattern } from "../note/compare/line-pattern.ts";
import { dropPulls, trimBlank } from "../note/compare/lines.ts";
import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note/note.ts";
import { type AlignmentMove, alignLines, similarity, wordsOf } from "./alignment.ts";
import { rewritten, written } from "./rewrite-line.ts";
import { matchesLine, type Names } from "./sample-names.ts";

/** A line of the note for a mended step. */
export type NewLine =
  /** A line, or keys such as `^C`, that stays as it is. */
  | { kind: "kept"; old: Expected }
  | { kind: "changed"; old: ExpectedLine; text: string }
  | { kind: "new"; text: string };

/** The lines of a mended step, which hold for what was seen. Old lines that are not among them are taken out. */
export interface Mended {
  lines: readonly NewLine[];
  bindings: Bindings;
}

/**
 * The lines that a step needs so that its output holds: lines that hold are kept, the others are as was seen. The comparison that judges
 * runs checks the result.
 *
 * @returns the reason, where the step cannot be mended
 */
export function mend(step: CommandStep | HttpStep, output: string, names: Names): Mended | { why: string } {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  // The comparison leaves out pulls and builds. But if the note has a part of one, that part must stay. Each drops less than the one before.
  const seen = [dropBuilds, dropProgress, dropPulls].map((drop) => drop(lines, (line) => line));
  const different = new Map([...seen, lines].map((some) => [some.length, some]));
  const mended = [...different.values()].map((some) =>
    mendWith(
      step,
      output,
      trimBlank(some, (line) => line === ""),
      names,
    ),
  );
  const possible = mended.filter((one): one is Mended => !("why" in one));
  const [least] = possible.toSorted((one, other) => changesOf(step, one) - changesOf(step, other));
  return least ?? (mended.at(-1) as { why: string });
}

/** How many lines are changed, new or gone. */
function changesOf({ expected }: CommandStep | HttpStep, { lines }: Mended): number {
  const of = (kind: NewLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return expected.length - of("kept") + of("new");
}

function mendWith(
  step: CommandStep | HttpStep,
  output: string,
  seen: readonly string[],
  names: Names,
): Mended | { why: string } {
  const { bindings } = names;
  const expectation = expectationOf(step);
  const items = itemsOf(step, expectation);
  const oldWords = items.map((item) => wordsOf(item?.line.text ?? ""));
  const seenWords = seen.map(wordsOf);
  const like = (at: number, from: number) => similarity(oldWords[at] ?? [], seenWords[from] ?? []);
  const moves = alignLines({
    expected: items.length,
    seen: seen.length,
    isGap: (at) => items[at] === undefined,
    least: 0,
    reach: () => 1,
    fits: (at, from) => {
      const item = items[at];
      return item !== undefined && matchesLine(item.pattern, seen[from] as string, bindings) !== undefined;
    },
    likeness: like,
  });
  if (moves === undefined) return { why: "its output is too long to compare line by line" };
  const found = new Set(
    moves.flatMap((move) =>
      move.kind === "kept" || (move.kind === "changed" && like(move.expected, move.seen) > 0) ? [move.expected] : [],
    ),
  );
  const lost = betweenGaps(items).find((places) => !places.some((at) => found.has(at)));
  if (lost !== undefined)
    return { why: `its output has no line like line ${items[lost[0] as number]?.line.line} of the note` };
  const lines = write(step, expectation, moves, items, seen, names);
  if (lines === undefined) return { why: "its output cannot be written with the ids that are known at this place" };
  const match = compareStep(withLines(step, lines), output, bindings);
  return match.holds
    ? { lines, bindings: match.bindings }
    : { why: "its output does not fit beside the lines that still hold" };
}

/** The step with other lines. */
export function withLines<Compared extends CommandStep | HttpStep>(
  step: Compared,
  lines: readonly NewLine[],
): Compared {
  const expected = lines.map(
    (line): Expected => (line.kind === "kept" ? line.old : { line: step.line, text: line.text }),
  );
  const mended = { ...step, expected, ...(step.kind === "command" ? { empty: expected.length === 0 } : {}) };
  return surrounded(mended, step.known);
}

/** What is aligned with a seen line: a line of the note with its pattern and its place in the step, or `undefined` for a gap. */
type Item = { line: ExpectedLine; pattern: LinePattern; place: number } | undefined;

/** The lines and gaps of a step in their order. */
function itemsOf({ expected }: CommandStep | HttpStep, { lines, patterns, gaps }: Expectation): Item[] {
  const before = (at: number): Item[] => (gaps.has(at) ? [undefined] : []);
  const items = lines.flatMap((line, at): Item[] => [
    ...before(at),
    { line, pattern: patterns[at] as LinePattern, place: expected.indexOf(line) },
  ]);
  return [...items, ...before(lines.length)];
}

/** The items between each two gaps, by their places. If no seen line is like any of them, the new lines could stand anywhere. */
function betweenGaps(items: readonly Item[]): number[][] {
  const runs: number[][] = [[]];
  for (const [at, item] of items.entries())
    if (item === undefined) runs.push([]);
    else runs.at(-1)?.push(at);
  return runs.slice(1, -1).filter((places) => places.length > 0);
}

/** Writes a step's lines as the moves say; `undefined` when one cannot be written. */
function write(
  step: CommandStep | HttpStep,
  expectation: Expectation,
  moves: readonly AlignmentMove[],
  items: readonly Item[],
  seen: readonly string[],
  names: Names,
): NewLine[] | undefined {
  const lines: NewLine[] = [];
  const aligned = new Set<Expected>(expectation.lines);
  const counting = new Set<Expected>([...aligned, ...expectation.gapSigns]);
  let now = names;
  let place = 0;
  // Lines that are in no move stay where they are: gaps, pulls, blank lines at an edge.
  const keepUntil = (end: number) => {
    for (const old of step.expected.slice(place, end)) if (!aligned.has(old)) lines.push({ kind: "kept", old });
    place = Math.max(place, end);
  };
  const put = (line: NewLine, bindings: Bindings) => {
    lines.push(line);
    now = { ...now, bindings };
  };
  for (const move of moves) {
    if (move.kind === "new") {
      // What does not count, mostly a pull, was printed before it.
      const next = step.expected.findIndex((old, at) => at >= place && counting.has(old));
      keepUntil(next === -1 ? step.expected.length : next);
      const fresh = written(seen[move.seen] as string, now, {
        line: step.line,
        around: { output: { typed: step.typed, known: step.known } },
      });
      if (fresh === undefined) return undefined;
      put({ kind: "new", text: fresh.text }, fresh.bindings);
      continue;
    }
    const { line: old, pattern, place: its } = items[move.expected] as NonNullable<Item>;
    keepUntil(its);
    place += 1;
    if (move.kind === "gone") continue;
    const text = seen[move.seen] as string;
    const after = matchesLine(pattern, text, now.bindings);
    const fresh = after ?? rewritten(old, step.kind === "http" ? text.trim() : text, now);
    if (fresh === undefined) return undefined;
    if ("text" in fresh) put({ kind: "changed", old, text: fresh.text }, fresh.bindings);
    else put({ kind: "kept", old }, fresh);
  }
  keepUntil(step.expected.length);
  return lines;
}
