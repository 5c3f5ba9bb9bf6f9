import type { ExpectedLine } from "../note.ts";
import { type Binding, Bindings } from "./bindings.ts";
import { squeeze } from "./lines.ts";
import { nextWord, type PatternPiece, split, wordAt } from "./shapes.ts";

/** A line of the note, ready to be matched: the runs of pieces between its `[..]`s, with their offsets in `text`. */
export interface LinePattern {
  line: number;
  /** As written, blanks squeezed. */
  text: string;
  runs: readonly (readonly PatternPiece[])[];
}

/** Where a line stopped matching, and why. */
export interface LineMismatch {
  /** The place in the pattern's text. */
  expectedAt: number;
  /** The place in the seen line. */
  seenAt: number;
  /** The binding that forbids it, and the words that would have been bound. */
  bound: { binding: Binding; sample: string; value: string } | undefined;
}

/** Any characters of a line. */
export const wildcard = "[..]";

/** Reads a line of the note as a pattern. */
export const linePattern = ({ text, line, around }: ExpectedLine): LinePattern =>
  patternOf(split(squeeze(text), around), line);

/** The pattern of some pieces of a line. Only text to the letter has wildcards in it. */
export function patternOf(pieces: readonly Pick<PatternPiece, "text" | "shape">[], line: number): LinePattern {
  const runs: PatternPiece[][] = [[]];
  let at = 0;
  for (const { text, shape } of pieces) {
    for (const [index, part] of (shape === undefined ? text.split(wildcard) : [text]).entries()) {
      if (index > 0) {
        runs.push([]);
        at += wildcard.length;
      }
      if (part !== "") runs.at(-1)?.push({ text: part, at, shape });
      at += part.length;
    }
  }
  return { line, text: pieces.map(({ text }) => text).join(""), runs };
}

/**
 * Matches a whole seen line (blanks squeezed), and gives the bindings after it.
 *
 * The text between two `[..]`s matches at the first place where it fits, the text after the last one at the line's end. There is no
 * backtracking, so the time is that of one pass for each `[..]`.
 */
export function matchLine(pattern: LinePattern, seen: string, bindings: Bindings): Bindings | LineMismatch {
  const matched = matchRuns(pattern, seen, bindings);
  return "end" in matched ? matched.bindings : matched;
}

/** A part of a line that may differ at the next run, from one place up to another. */
export interface LinePart {
  from: number;
  to: number;
  /** The note's word of a shape that it stands for; `undefined` where `[..]` takes it. */
  word: Pick<PatternPiece, "text" | "shape"> | undefined;
}

/** The parts of a seen line (blanks squeezed) that may differ at the next run. `undefined` where the line does not match. */
export function variedIn(pattern: LinePattern, seen: string): readonly LinePart[] | undefined {
  const matched = matchRuns(pattern, seen, Bindings.none);
  return "end" in matched ? matched.varied : undefined;
}

interface Matched {
  end: number;
  bindings: Bindings;
  varied: readonly LinePart[];
}

function matchRuns(pattern: LinePattern, seen: string, bindings: Bindings): Matched | LineMismatch {
  const [first = [], ...others] = pattern.runs;
  let now = matchRun(first, seen, 0, bindings, pattern.line);
  for (const [index, run] of others.entries()) {
    if (!("end" in now)) return now;
    const { end, varied } = now;
    const found = findRun(run, seen, end, now.bindings, pattern.line, index === others.length - 1);
    now = "end" in found ? { ...found, varied: [...varied, ...found.varied] } : found;
  }
  if (!("end" in now) || now.end === seen.length) return now;
  return { expectedAt: pattern.text.length, seenAt: now.end, bound: undefined };
}

/** Matches pieces one after the other, the first at `from`. */
function matchRun(
  run: readonly PatternPiece[],
  seen: string,
  from: number,
  bindings: Bindings,
  line: number,
): Matched | LineMismatch {
  let at = from;
  let now = bindings;
  const varied: LinePart[] = [];
  for (const piece of run) {
    if (piece.shape === undefined) {
      const same = commonLength(piece.text, seen, at);
      if (same < piece.text.length) return { expectedAt: piece.at + same, seenAt: at + same, bound: undefined };
      at += same;
      continue;
    }
    const value = wordAt(piece.shape, seen, at);
    if (value === undefined) return { expectedAt: piece.at, seenAt: at, bound: undefined };
    if (piece.shape.binds) {
      const next = now.bind(piece.text, value, line, piece.shape.abbreviated);
      if (!(next instanceof Bindings))
        return { expectedAt: piece.at, seenAt: at, bound: { binding: next, sample: piece.text, value } };
      now = next;
    }
    varied.push({ from: at, to: at + value.length, word: piece });
    at += value.length;
  }
  return { end: at, bindings: now, varied };
}

/** Matches pieces at the first place from `from` on where they fit; the last of a line must end with it. */
function findRun(
  run: readonly PatternPiece[],
  seen: string,
  from: number,
  bindings: Bindings,
  line: number,
  last: boolean,
): Matched | LineMismatch {
  const head = run[0];
  if (head === undefined) {
    const end = last ? seen.length : from;
    return { end, bindings, varied: [{ from, to: end, word: undefined }] };
  }
  let furthest: LineMismatch = { expectedAt: head.at, seenAt: from, bound: undefined };
  for (let at = from; at <= seen.length; at += 1) {
    at = head.shape === undefined ? seen.indexOf(head.text, at) : nextWord(head.shape, seen, at);
    if (at === -1) break;
    const tried = matchRun(run, seen, at, bindings, line);
    if (!("end" in tried)) {
      if (tried.expectedAt > furthest.expectedAt || (furthest.bound === undefined && tried.bound !== undefined))
        furthest = tried;
    } else if (!last || tried.end === seen.length)
      return { ...tried, varied: [{ from, to: at, word: undefined }, ...tried.varied] };
  }
  return furthest;
}

function commonLength(text: string, seen: string, at: number): number {
  if (seen.startsWith(text, at)) return text.length;
  let same = 0;
  while (text[same] === seen[at + same] && at + same < seen.length) same += 1;
  return same;
}
