import { wildcard } from "../note/compare/line-pattern.ts";
import { squeeze } from "../note/compare/lines.ts";
import { split } from "../note/compare/shapes.ts";

/** How alike two lines are, by the words that they share: from 0 to 1. */
export function similarity(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count > 0) shared += 1;
    counts.set(word, count - 1);
  }
  return shared === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

/** The words of a line for {@link similarity}. A word of a shape counts as its shape. A line without words is one word. */
export function wordsOf(line: string): string[] {
  const words = split(line).flatMap(({ text, shape }) =>
    shape === undefined ? (text.replaceAll(wildcard, " ").match(/[\p{L}\p{N}]+/gu) ?? []) : [` ${shape.name}`],
  );
  return words.length > 0 ? words : [squeeze(line)];
}
