import type { ExpectedLine } from "../note.ts";
import type { LineMismatch, LinePattern } from "./line-pattern.ts";

/**
 * Says how what was seen differs from what a line of the note expects.
 * Without a pattern nothing more was expected; without a seen line the text had ended.
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
      ? `${word.seen === "" ? "the line's end" : quote(word.seen)} stands where ${word.expected === "" ? "the line ends" : `${quote(word.expected)} should`}`
      : bound.binding.sample === bound.sample
        ? `${quote(bound.sample)} stands for ${quote(bound.binding.value)} since line ${bound.binding.line}, and ${quote(bound.value)} is another`
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

/** Long lines are cut, so that a reason can be read. */
const quote = (text: string): string => JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** The words that hold the first places where two lines differ; between words, those that come next. "" at a line's end. */
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

/** The text is not what the lines say, and where it first is not. */
export interface Mismatch {
  holds: false;
  /** For people: line, what it expects, what was seen, the word that differs, what bound it. */
  reason: string;
  /** The line of the note that was not seen; `undefined` when nothing more was expected. */
  expected: ExpectedLine | undefined;
  /** The line that was seen in its place; `undefined` when the text had ended. */
  seen: string | undefined;
  /** The words that differ, when a line was seen that is like the expected one. */
  word: { expected: string; seen: string } | undefined;
  /** What the expected word stands for (or, one to one, what the seen value is already), and the line of the note that bound it. */
  bound: { sample: string; value: string; line: number } | undefined;
}
