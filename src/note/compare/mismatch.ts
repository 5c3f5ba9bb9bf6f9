import type { ExpectedLine } from "../note.ts";
import type { LineMismatch, LinePattern } from "./line-pattern.ts";

/**
 * Says how a seen line differs from the line that the note expects.
 * Without a pattern, nothing more was expected. Without a seen line, the text had ended.
 */
export function explain(
  pattern: LinePattern | undefined,
  seen: string | undefined,
  failure: LineMismatch | undefined,
): Mismatch {
  if (pattern === undefined) {
    const reason = `nothing more was expected, but this was seen: ${quote(seen ?? "")}`;
    return { holds: false, reason, expected: undefined, seen, word: undefined, bound: undefined };
  }
  const expected = { line: pattern.line, text: pattern.text };
  const wanted = `line ${pattern.line} expects ${quote(pattern.text)}`;
  if (seen === undefined || failure === undefined)
    return { holds: false, reason: `${wanted}, which was not seen`, expected, seen, word: undefined, bound: undefined };

  const word = differing(pattern.text, failure.expectedAt, seen, failure.seenAt);
  const { bound } = failure;
  const differs =
    bound === undefined
      ? `${word.seen === "" ? "the line's end" : quote(word.seen)} stands where ${word.expected === "" ? "the line ends" : `${quote(word.expected)} should`}${unlikeSigns(pattern.text, failure.expectedAt, seen, failure.seenAt)}`
      : bound.binding.sample === bound.sample || !isBegun(bound.binding.value, bound.value)
        ? `${quote(bound.binding.sample)} stands for ${quote(bound.binding.value)} since line ${bound.binding.line}, and ${quote(bound.value)} is another`
        : `${quote(bound.value)} is what ${quote(bound.binding.sample)} stands for since line ${bound.binding.line}, and ${quote(bound.sample)} is another`;
  return {
    holds: false,
    reason: `${wanted}, but this was seen: ${quote(seen)}; ${differs}`,
    expected,
    seen,
    word,
    bound: bound?.binding,
  };
}

/** The code points of the first two signs that differ, where these may look alike: one of them is beyond ASCII, and they are no two letters. */
function unlikeSigns(expected: string, expectedAt: number, seen: string, seenAt: number): string {
  const wanted = signAt(expected, expectedAt);
  const shown = signAt(seen, seenAt);
  const both = [wanted, shown];
  if (wanted === "" || shown === "" || both.every(isAscii) || both.every(isForeignLetter)) return "";
  return ` (${codePoint(shown)} in place of ${codePoint(wanted)})`;
}

const signAt = (text: string, at: number): string => [...text.slice(at, at + 2)][0] ?? "";
const isAscii = (sign: string): boolean => sign <= "\u007f";
const isForeignLetter = (sign: string): boolean => !isAscii(sign) && /\p{L}/u.test(sign);
const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;

const isBegun = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** Long lines are cut, so that a reason can be read. */
const quote = (text: string): string =>
  JSON.stringify(text.length > 300 ? `${text.slice(0, 300).replace(/[\ud800-\udbff]$/, "")}…` : text);

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
  /** For people: line, what it expects, what was seen, the word that differs, what bound it. */
  reason: string;
  /** The line of the note that was not seen; `undefined` when nothing more was expected. */
  expected: ExpectedLine | undefined;
  /** The line that was seen in its place; `undefined` when the text had ended. */
  seen: string | undefined;
  /** The words that differ, when a line was seen in place of the expected one. */
  word: { expected: string; seen: string } | undefined;
  /** The binding that forbids the match: of the expected word, or of another word that has the seen value already. */
  bound: { sample: string; value: string; line: number } | undefined;
}
