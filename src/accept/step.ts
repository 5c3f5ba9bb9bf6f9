import type { Bindings } from "../note/bindings.ts";
import { compareStep } from "../note/compare.ts";
import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note/note.ts";
import { dropPulls, isGap, squeeze, trimBlank, withoutPulls } from "../note/text.ts";
import { align, type Move } from "./align.ts";
import { holds, likeness, rewritten, written } from "./line.ts";

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
 * The lines that a step is to have so that what was seen of it holds: those that hold are kept, the others are as was seen. The
 * comparison that judges runs is the judge of it.
 *
 * @returns why there are none, where there are none
 */
export function mend(step: CommandStep | HttpStep, output: string, bindings: Bindings): Mended | { why: string } {
  const seen = seenLines(output);
  const items = itemsOf(step);
  const lineOf = (at: number) => items[at]?.line as ExpectedLine;
  const moves = align({
    expected: items.length,
    seen: seen.length,
    isGap: (at) => items[at]?.line === undefined,
    reach: () => 1,
    fits: (at, from) =>
      holds(patternOf(step, lineOf(at)), seen[from] as string, bindings, lineOf(at).line) !== undefined,
    likeness: (at, from) => likeness(lineOf(at).text, seen[from] as string),
  });
  if (moves === undefined) return { why: "it is too long to be taken line by line" };
  for (const move of moves)
    if (
      move.kind === "changed" &&
      isAlone(items, move.expected) &&
      likeness(lineOf(move.expected).text, seen[move.seen] as string) === 0
    )
      return { why: `nothing like line ${lineOf(move.expected).line} was seen` };
  const mended = write(step, moves, items, seen, bindings);
  if (mended === undefined)
    return { why: "no line of a note says what was seen, with the values that the note's words stand for" };
  const match = compareStep(withLines(step, mended.lines), output, bindings);
  return match.holds
    ? { ...mended, bindings: match.bindings }
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
  const items = withoutPulls(step.expected).map((item): Item => {
    const open = "interrupt" in item || isGap(item.text);
    return { line: open ? undefined : item, place: places.get(item) };
  });
  const isBlank = ({ line }: Item): boolean => line !== undefined && line.text.trim() === "";
  const isEdge = (at: number): boolean => items[at] === undefined || items[at].line === undefined;
  // Blank lines beside a gap or at an end count for nothing.
  return items.filter((item, at) => {
    if (!isBlank(item)) return true;
    const up = items.findLastIndex((one, place) => place < at && !isBlank(one));
    const down = items.findIndex((one, place) => place > at && !isBlank(one));
    return !isEdge(up) && !isEdge(down);
  });
}

/** Whether a line is all that stands between two gaps. */
const isAlone = (items: readonly Item[], at: number): boolean =>
  at > 0 && at < items.length - 1 && items[at - 1]?.line === undefined && items[at + 1]?.line === undefined;

const patternOf = (step: CommandStep | HttpStep, { text }: ExpectedLine): string =>
  step.kind === "http" ? `[..]${text.trim()}[..]` : text;

/** The lines of an output that count, as a note would have them. */
function seenLines(output: string): readonly string[] {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  return trimBlank(
    dropPulls(lines, (line) => line),
    (line) => squeeze(line) === "",
  );
}

function write(
  step: CommandStep | HttpStep,
  moves: readonly Move[],
  items: readonly Item[],
  seen: readonly string[],
  bindings: Bindings,
): Mended | undefined {
  const lines: NewLine[] = [];
  const aligned = new Set(
    items.flatMap(({ line, place }) => (line !== undefined && place !== undefined ? [place] : [])),
  );
  let now = bindings;
  let place = 0;
  /** What is in no move stays where it is: gaps, pulls, blank lines at an edge. */
  const keepUntil = (end: number) => {
    for (; place < end; place += 1)
      if (!aligned.has(place)) lines.push({ kind: "kept", old: step.expected[place] as Expected });
  };
  const put = (line: NewLine, after: Bindings) => {
    lines.push(line);
    now = after;
  };
  for (const move of moves) {
    if (move.kind === "new") {
      const text = seen[move.seen] as string;
      const result = written(text, now, step.line);
      if (result === undefined) return undefined;
      put({ kind: "new", text: result.text }, result.bindings);
      continue;
    }
    const item = items[move.expected] as Item;
    const old = item.line as ExpectedLine;
    keepUntil(item.place as number);
    place += 1;
    if (move.kind === "gone") continue;
    const text = seen[move.seen] as string;
    const after = holds(patternOf(step, old), text, now, old.line);
    if (after !== undefined) {
      put({ kind: "kept", old }, after);
      continue;
    }
    const result = rewritten(old.text, step.kind === "http" ? text.trim() : text, now, old.line);
    if (result === undefined) return undefined;
    put({ kind: "changed", old, text: result.text }, result.bindings);
  }
  keepUntil(step.expected.length);
  return { lines, bindings: now };
}
