import { wildcard } from "../note/compare/line-pattern.ts";
import { isGap } from "../note/compare/lines.ts";
import type { Expected } from "../note/note.ts";
import type { NewLine } from "./rewrite-step.ts";

/**
 * Whether these lines check less than the lines that they replace: `...` or `[..]` stands for anything, and fewer lines or words than before
 * stand beside it. Lines without `...` and `[..]` leave nothing open, so they never check less.
 */
export function weakens(expected: readonly Expected[], lines: readonly NewLine[]): boolean {
  const after = lines.map((line) => ("old" in line && line.kind === "kept" ? textOf(line.old) : line.text));
  const fewerLines = fewer(countsBetween(expected.map(textOf), isGap), countsBetween(after, isGap));
  return (
    fewerLines ||
    lines.some((line) => line.kind === "changed" && fewer(wordCounts(line.old.text), wordCounts(line.text)))
  );
}

/** More may come before keys such as `^C`. */
const textOf = (line: Expected): string => ("keys" in line ? "..." : line.text);

const wordCounts = (line: string): number[] =>
  countsBetween(
    line.split(/(\[\.\.\])|\s+/).filter((word) => word !== undefined && word !== ""),
    (word) => word === wildcard,
  );

/** How many things stand before, between and after the gaps. */
function countsBetween(all: readonly string[], isOpen: (one: string) => boolean): number[] {
  const counts = [0];
  for (const one of all)
    if (isOpen(one)) counts.push(0);
    else if (one.trim() !== "") counts[counts.length - 1] = (counts.at(-1) as number) + 1;
  return counts;
}

/** Whether there is a gap, and fewer things than before stand at some place, or in all. */
function fewer(before: readonly number[], after: readonly number[]): boolean {
  if (after.length === 1) return false;
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  if (before.length !== after.length) return sum(after) < sum(before);
  return before.some((count, at) => (after[at] as number) < count);
}
