import type { Bindings } from "../note/compare/bindings.ts";
import { compareStep } from "../note/compare/compare.ts";
import { type LinePattern, linePattern } from "../note/compare/line-pattern.ts";
import { dropPulls, isGap, trimBlank, withoutPulls } from "../note/compare/lines.ts";
import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note/note.ts";
import { type AlignmentMove, alignLines } from "./alignment.ts";
import { rewritten, written } from "./rewrite-line.ts";
import { matchesLine, type Names } from "./sample-names.ts";
import { similarity, wordsOf } from "./similarity.ts";

/** What stands in the note in place of a step's lines. */
export type NewLine =
  /** A line, or `^C`, that stays as it is. */
  | { kind: "kept"; old: Expected }
  | { kind: "changed"; old: ExpectedLine; text: string }
  | { kind: "new"; text: string };

/** A step's lines as they are to be, which hold what was seen; what of the old ones is not among them goes. */
export interface Mended {
  lines: readonly NewLine[];
  bindings: Bindings;
}

/**
 * The lines that a step is to have so that what was seen of it matchesLine: those that hold are kept, the others are as was seen. The
 * comparison that judges runs is the judge of it.
 *
 * @returns why there are none, where there are none
 */
export function mend(step: CommandStep | HttpStep, output: string, names: Names): Mended | { why: string } {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  // The comparison leaves out what a run prints of a pull; a note that has a part of it is held to that part.
  const [short, whole] = [dropPulls(lines, (line) => line), lines].map((seen) =>
    mendWith(
      step,
      output,
      trimBlank(seen, (line) => line === ""),
      names,
    ),
  ) as [Mended | { why: string }, Mended | { why: string }];
  if ("why" in short || "why" in whole) return "why" in short ? whole : short;
  return changesOf(step, whole) < changesOf(step, short) ? whole : short;
}

/** How many lines are others, new or gone. */
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
  const items = itemsOf(step);
  const patterns = items.map(({ line }) => (line === undefined ? undefined : patternOf(step, line)));
  const ours = items.map(({ line }) => wordsOf(line?.text ?? ""));
  const theirs = seen.map(wordsOf);
  const like = (at: number, from: number) => similarity(ours[at] ?? [], theirs[from] ?? []);
  const moves = alignLines({
    expected: items.length,
    seen: seen.length,
    isGap: (at) => patterns[at] === undefined,
    least: 0,
    reach: () => 1,
    fits: (at, from) => matchesLine(patterns[at] as LinePattern, seen[from] as string, bindings) !== undefined,
    likeness: like,
  });
  if (moves === undefined) return { why: "it is too long to be taken line by line" };
  const found = new Set(
    moves.flatMap((move) =>
      move.kind === "kept" || (move.kind === "changed" && like(move.expected, move.seen) > 0) ? [move.expected] : [],
    ),
  );
  const lost = betweenGaps(items).find((places) => !places.some((at) => found.has(at)));
  if (lost !== undefined) return { why: `nothing like line ${items[lost[0] as number]?.line?.line} was seen` };
  const lines = write(step, moves, items, seen, names);
  if (lines === undefined)
    return { why: "no line of a note says what was seen, with the values that the note's words stand for" };
  const match = compareStep(withLines(step, lines), output, bindings);
  return match.holds
    ? { lines, bindings: match.bindings }
    : { why: "what was seen cannot be said beside the lines that still hold" };
}

/** The step as it is with other lines. */
export function withLines<Compared extends CommandStep | HttpStep>(
  step: Compared,
  lines: readonly NewLine[],
): Compared {
  const expected = lines.map(
    (line): Expected => (line.kind === "kept" ? line.old : { line: step.line, text: line.text }),
  );
  return { ...step, expected, ...(step.kind === "command" ? { nothing: expected.length === 0 } : {}) };
}

/** What is aligned: a line, or a gap, which has none. */
interface Item {
  line: ExpectedLine | undefined;
  /** Its place among the step's lines; a gap that only the kind of step makes has none. */
  place: number | undefined;
}

/** A step's lines as the comparison takes them: a request's may stand anywhere. Lines that count for nothing are not among them. */
function itemsOf(step: CommandStep | HttpStep): Item[] {
  const gap: Item = { line: undefined, place: undefined };
  if (step.kind === "http") return [gap, ...step.expected.flatMap((line, place) => [{ line, place }, gap])];
  const places = new Map<Expected, number>(step.expected.map((line, place) => [line, place]));
  const runs: Item[][] = [[]];
  for (const item of withoutPulls(step.expected)) {
    const place = places.get(item);
    if ("interrupt" in item || isGap(item.text)) runs.push([{ line: undefined, place }], []);
    else runs.at(-1)?.push({ line: item, place });
  }
  // Blank lines beside a gap or at an end count for nothing.
  return runs.flatMap((run) => trimBlank(run, ({ line }) => line !== undefined && line.text.trim() === ""));
}

/** The places of the lines between each two gaps: what is like none of what was seen could stand anywhere. */
function betweenGaps(items: readonly Item[]): number[][] {
  const runs: number[][] = [[]];
  for (const [at, { line }] of items.entries())
    if (line === undefined) runs.push([]);
    else runs.at(-1)?.push(at);
  return runs.slice(1, -1).filter((places) => places.length > 0);
}

const patternOf = (step: CommandStep | HttpStep, { text, line }: ExpectedLine): LinePattern =>
  linePattern(step.kind === "http" ? `[..]${text.trim()}[..]` : text, line);

/** Writes a step's lines as the moves say; `undefined` when one cannot be written. */
function write(
  step: CommandStep | HttpStep,
  moves: readonly AlignmentMove[],
  items: readonly Item[],
  seen: readonly string[],
  names: Names,
): NewLine[] | undefined {
  const lines: NewLine[] = [];
  const aligned = new Set(items.flatMap(({ line, place }) => (line === undefined ? [] : [place])));
  const counting = new Set(items.map((item) => item.place));
  let now = names;
  let place = 0;
  // What is in no move stays where it is: gaps, pulls, blank lines at an edge.
  const keepUntil = (end: number) => {
    for (const [at, old] of step.expected.slice(place, end).entries())
      if (!aligned.has(place + at)) lines.push({ kind: "kept", old });
    place = Math.max(place, end);
  };
  const put = (line: NewLine, bindings: Bindings) => {
    lines.push(line);
    now = { ...now, bindings };
  };
  for (const move of moves) {
    if (move.kind === "new") {
      // What counts for nothing, a pull as a rule, was there before it.
      const next = step.expected.findIndex((_, at) => at >= place && counting.has(at));
      keepUntil(next === -1 ? step.expected.length : next);
      const fresh = written(seen[move.seen] as string, now, step.line);
      if (fresh === undefined) return undefined;
      put({ kind: "new", text: fresh.text }, fresh.bindings);
      continue;
    }
    const item = items[move.expected] as Item;
    const old = item.line as ExpectedLine;
    keepUntil(item.place as number);
    place += 1;
    if (move.kind === "gone") continue;
    const text = seen[move.seen] as string;
    const after = matchesLine(patternOf(step, old), text, now.bindings);
    const fresh = after ?? rewritten(old.text, step.kind === "http" ? text.trim() : text, now, old.line);
    if (fresh === undefined) return undefined;
    if ("text" in fresh) put({ kind: "changed", old, text: fresh.text }, fresh.bindings);
    else put({ kind: "kept", old }, fresh);
  }
  keepUntil(step.expected.length);
  return lines;
}
