import { diffArrays } from "diff";
import { Bindings } from "../note/index.ts";
import { type LinePattern, linePattern, matchLine, wildcard } from "../note/line-pattern.ts";
import type { Expected, ExpectedLine, Step } from "../note/note.ts";
import { type Shape, split, wordAt } from "../note/shapes.ts";
import { dropPulls, isGap, squeeze, trimBlank, withoutPulls } from "../note/text.ts";

/**
 * A line of a step as it is shown.
 * - `held`: seen, and what the note has.
 * - `any`: seen where the note takes any line.
 * - `extra`: seen, and none of the note's; `missing`: the note's, and not seen.
 * - `other`: seen in place of the note's, which it is like.
 */
export type Row =
  | { kind: "held"; seen: string }
  | { kind: "any"; seen: string }
  | { kind: "extra"; seen: string }
  | { kind: "missing"; expected: ExpectedLine }
  | { kind: "other"; expected: ExpectedLine; seen: string };

/** More lines than that are not searched for what differs where; the reason in the record says it. */
const FARTHEST = 1000;
/** Pairs of lines that are held against each other, at most, to find which is like which. */
const PAIRS = 10_000;

/** What a step's output is held to: its lines without `...`, and before which of them (or the end) any lines may stand. */
interface Held {
  lines: ExpectedLine[];
  patterns: LinePattern[];
  gaps: ReadonlySet<number>;
}

/** A step's output, line by line, as it compares with the note. Of one that holds it is told without a search. */
export function outputRows(step: Step | undefined, output: string, bindings: Bindings, holds: boolean): Row[] {
  const seen = trimBlank(output.split(/\r?\n/), (line) => line.trim() === "");
  if (step === undefined || step.kind === "file") return seen.map((line) => ({ kind: "any", seen: line }));
  const held = heldTo(step);
  return holds
    ? followedRows(held, seen, bindings)
    : (differingRows(held, seen, bindings) ?? followedRows(held, seen, bindings));
}

function heldTo(step: Exclude<Step, { kind: "file" }>): Held {
  const among = step.kind === "http";
  const nothing = step.kind === "command" && step.nothing;
  const items = trimBlank(withoutPulls(step.expected), (item) => !isBreak(item) && item.text.trim() === "");
  const lines: ExpectedLine[] = [];
  const gaps = new Set<number>();
  for (const item of items) {
    if (isBreak(item)) gaps.add(lines.length);
    else lines.push(item);
    if (among) gaps.add(lines.length - 1).add(lines.length);
  }
  const begun = step.kind === "command" && step.ending.kind === "running";
  if (begun || (items.length === 0 && !nothing)) gaps.add(lines.length);
  const patterns = lines.map(({ text, line }) =>
    linePattern(among ? `${wildcard}${text.trim()}${wildcard}` : text, line),
  );
  return { lines, patterns, gaps };
}

const isBreak = (item: Expected): item is Exclude<Expected, ExpectedLine> | (ExpectedLine & { text: "..." }) =>
  "interrupt" in item || isGap(item.text);

/** Of an output that holds: the first line that fits is taken for each of the note's. */
function followedRows({ patterns }: Held, seen: readonly string[], bindings: Bindings): Row[] {
  const compared = withoutSeenPulls(seen);
  let [next, now] = [0, bindings];
  return seen.map((line, index) => {
    const pattern = patterns[next];
    const matched = pattern !== undefined && compared.has(index) && matchLine(pattern, squeeze(line), now);
    if (!(matched instanceof Bindings)) return { kind: "any", seen: line };
    next += 1;
    now = matched;
    return { kind: "held", seen: line };
  });
}

/** Which lines are no part of a pull. */
const withoutSeenPulls = (seen: readonly string[]): ReadonlySet<number> =>
  new Set(dropPulls([...seen.keys()], (index) => seen[index] as string));

/** Of an output that does not hold: the longest way through both. `undefined` where they are too different for that. */
function differingRows(
  { lines, patterns, gaps }: Held,
  seen: readonly string[],
  bindings: Bindings,
): Row[] | undefined {
  const compared = withoutSeenPulls(seen);
  const texts = [...compared].map((index) => ({ seen: seen[index] as string, index }));
  const changes = diffArrays<unknown>(patterns, texts, {
    comparator: (pattern, text) =>
      matchLine(pattern as LinePattern, squeeze((text as { seen: string }).seen), bindings) instanceof Bindings,
    maxEditLength: FARTHEST,
  });
  if (changes === undefined) return undefined;

  const rows: Row[] = [];
  let [line, text] = [0, 0];
  let hunk = { missing: 0, extra: 0 };
  const close = () => {
    const to = { line: line + hunk.missing, text: text + hunk.extra };
    const anything = Array.from({ length: hunk.missing + 1 }, (_, at) => line + at).some((at) => gaps.has(at));
    rows.push(
      ...hunkRows(
        lines.slice(line, to.line),
        texts.slice(text, to.text).map((one) => one.seen),
        anything,
      ),
    );
    [line, text, hunk] = [to.line, to.text, { missing: 0, extra: 0 }];
  };
  for (const { added, removed, count } of changes) {
    if (removed) hunk.missing += count;
    else if (added) hunk.extra += count;
    else {
      close();
      for (const { seen } of texts.slice(text, text + count)) rows.push({ kind: "held", seen });
      line += count;
      text += count;
    }
  }
  close();
  return rows;
}

/** Lines of the note that were not seen, and lines that were seen between the same neighbours: those that are alike are one row. */
function hunkRows(missing: readonly ExpectedLine[], extra: readonly string[], anything: boolean): Row[] {
  const rows: Row[] = [];
  let from = 0;
  const pass = (until: number) => {
    for (const seen of extra.slice(from, until)) rows.push({ kind: anything ? "any" : "extra", seen });
    from = until;
  };
  for (const [index, expected] of missing.entries()) {
    const at = anything || missing.length !== extra.length ? likest(expected.text, extra, from) : index;
    if (at === -1) rows.push({ kind: "missing", expected });
    else {
      pass(at);
      rows.push({ kind: "other", expected, seen: extra[at] as string });
      from = at + 1;
    }
  }
  pass(extra.length);
  return rows;
}

/** The line from a place on that shares most words with this one, if it shares half of them; else -1. */
function likest(text: string, lines: readonly string[], from: number): number {
  if (lines.length - from > PAIRS) return -1;
  const words = new Set(text.split(/\s+/).filter((word) => word !== ""));
  let best = { at: -1, share: 0.5 };
  for (let at = from; at < lines.length; at += 1) {
    const others = (lines[at] as string).split(/\s+/).filter((word) => word !== "");
    const common = others.filter((word) => words.has(word)).length;
    const share = common / Math.max(words.size, others.length, 1);
    if (share > best.share || (share === best.share && best.at === -1)) best = { at, share };
  }
  return best.at;
}

/** A piece of a line, and whether it differs from the other's. */
export interface Word {
  text: string;
  differs: boolean;
  /** Of the note's words: the shape that it was held to. */
  shape: Shape | undefined;
}

/** Which words of a line of the note were not seen, and which of the seen line it does not have. Words of one shape are the same. */
export function differingWords(expected: string, seen: string, bindings: Bindings): { expected: Word[]; seen: Word[] } {
  const wanted = wordsOf(expected, wildcard);
  const shown = wordsOf(seen, undefined);
  const gaps = new Set(wanted.flatMap((word, at) => (word.text === wildcard ? [at] : [])));
  const kept = wanted.map((word, at) => ({ word, at })).filter(({ at }) => !gaps.has(at));
  const changes = diffArrays<unknown>(kept, shown, {
    comparator: (one, other) => isSame((one as { word: Word }).word, other as Word, bindings),
    maxEditLength: FARTHEST,
  });
  let [from, to] = [0, 0];
  for (const { added, removed, count } of changes ?? []) {
    const place = (index: number) => kept[index]?.at ?? wanted.length;
    if (removed) for (const { word } of kept.slice(from, from + count)) word.differs = word.text.trim() !== "";
    else if (added) {
      const before = from === 0 ? -1 : (kept[from - 1]?.at ?? -1);
      const anything = range(before + 1, place(from)).some((at) => gaps.has(at));
      if (!anything) for (const word of shown.slice(to, to + count)) word.differs = word.text.trim() !== "";
    }
    if (!added) from += count;
    if (!removed) to += count;
  }
  return { expected: wanted, seen: shown };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

function isSame(expected: Word, seen: Word, bindings: Bindings): boolean {
  if (expected.shape === undefined) return squeeze(`${expected.text}.`) === squeeze(`${seen.text}.`);
  const value = wordAt(expected.shape, seen.text, 0);
  if (value !== seen.text) return false;
  return !expected.shape.binds || bindings.bind(expected.text, value, 0) instanceof Bindings;
}

/** A line as words of a shape, other words, blanks and signs; together they are the line. */
function wordsOf(line: string, any: string | undefined): Word[] {
  const chunks = any === undefined ? [line] : line.split(any);
  return chunks.flatMap((chunk, index) => [
    ...(index === 0 || any === undefined ? [] : [{ text: any, differs: false, shape: undefined }]),
    ...split(chunk).flatMap(({ text, shape }) =>
      (shape === undefined ? (text.match(/\s+|[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? []) : [text]).map(
        (part) => ({
          text: part,
          differs: false,
          shape,
        }),
      ),
    ),
  ]);
}
