import type { Mismatch } from "./compare.ts";
import type { Failure, LinePattern } from "./line-pattern.ts";

/**
 * Says how what was seen differs from what a line of the note expects.
 * Without a pattern nothing more was expected; without a seen line the text had ended.
 */
export function explain(
  pattern: LinePattern | undefined,
  seen: string | undefined,
  failure: Failure | undefined,
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
