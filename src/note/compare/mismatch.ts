import type { ExpectedLine } from "../note.ts";
import type { LineMismatch, LinePattern } from "./line-pattern.ts";

/**
 * How a seen line differs from the line that the note expects.
 * Without a pattern, nothing more was expected. Without a seen line, the text had ended.
 */
export function explain(
  pattern: LinePattern | undefined,
  seen: string | undefined,
  failure: LineMismatch | undefined,
): Mismatch {
  if (pattern === undefined) return { holds: false, seen };
  const expected = { line: pattern.line, text: pattern.text };
  if (seen === undefined || failure === undefined) return { holds: false, expected, seen };

  const { expectedAt, seenAt, bound } = failure;
  const word = differing(pattern.text, expectedAt, seen, seenAt);
  if (bound === undefined)
    return { holds: false, expected, seen, word, signs: unlikeSigns(pattern.text, expectedAt, seen, seenAt) };
  const { binding, sample, value } = bound;
  const isOther = binding.sample === sample || !isBegun(binding.value, value);
  return { holds: false, expected, seen, word, bound: binding, other: isOther ? { value } : { value, sample } };
}

/** The code points of the first two signs that differ, where these may look alike: one of them is beyond ASCII, and they are no two letters. */
function unlikeSigns(expected: string, expectedAt: number, seen: string, seenAt: number): Mismatch["signs"] {
  const wanted = signAt(expected, expectedAt);
  const shown = signAt(seen, seenAt);
  const both = [wanted, shown];
  if (wanted === "" || shown === "" || both.every(isAscii) || both.every(isForeignLetter)) return undefined;
  return { expected: codePoint(wanted), seen: codePoint(shown) };
}

const signAt = (text: string, at: number): string => [...text.slice(at, at + 2)][0] ?? "";
const isAscii = (sign: string): boolean => sign <= "\u007f";
const isForeignLetter = (sign: string): boolean => !isAscii(sign) && /\p{L}/u.test(sign);
const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;

const isBegun = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** The words at the first place where two lines differ; between words, the next ones. "" at a line's end. */
function differing(
  expected: string,
  expectedAt: number,
  seen: string,
  seenAt: number,
): { expected: string; seen: string } {
  const between = isEdge(expected, expectedAt) && isEdge(seen, seenAt);
  const [one, other] = between ? [expectedAt + 1, seenAt + 1] : [expectedAt, seenAt];
  return { expected: wordAround(expected, one), seen: wordAround(seen, other) };
}

const isEdge = (text: string, at: number): boolean => at >= text.length || text[at] === " ";

function wordAround(text: string, at: number): string {
  const start = at === 0 ? 0 : text.lastIndexOf(" ", at - 1) + 1;
  const end = text.indexOf(" ", at);
  return at > text.length ? "" : text.slice(start, end === -1 ? text.length : end);
}

/** The text does not match the lines: the first place where it does not. */
export interface Mismatch {
  holds: false;
  /** The line of the note that was not seen; absent when nothing more was expected. */
  expected?: ExpectedLine;
  /** The line that was seen in its place; `undefined` when the text had ended. */
  seen: string | undefined;
  /** The words that differ, when a line was seen in place of the expected one; "" at a line's end. */
  word?: { expected: string; seen: string };
  /** Of signs that look alike, their code points: "U+2014". */
  signs?: { expected: string; seen: string };
  /** The binding that forbids the match: of the expected word, or of another word that has the seen value already. */
  bound?: { sample: string; value: string; line: number };
  /** The value that was seen in place of the bound one; with `sample`, the note's word that cannot stand for it, too. */
  other?: { value: string; sample?: string };
}
