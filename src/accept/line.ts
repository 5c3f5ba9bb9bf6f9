import type { Bindings } from "../note/bindings.ts";
import { linePattern, wildcard } from "../note/line-pattern.ts";
import { isGap } from "../note/text.ts";
import { hidden } from "../visible.ts";
import { mixed } from "./mix.ts";
import { holds, type Names, named } from "./names.ts";

/** A line as the note is to have it, and the bindings after it. */
export interface Written {
  text: string;
  bindings: Bindings;
}

/**
 * Writes what was seen in place of a line of the note. What of the line still holds stays as it is: words, wildcards, blanks, and the
 * note's own words for what only its shape says; values that the note has a word for are written as that.
 *
 * @returns `undefined` when no line of a note can stand for it under these bindings
 */
export const rewritten = (old: string, seen: string, names: Names, line: number): Written | undefined =>
  firstThatHolds([mixed(old, seen, names, line), named(seen, names), seen], seen, names, line);

/** Writes a seen line that the note has nothing for yet. */
export const written = (seen: string, names: Names, line: number): Written | undefined =>
  firstThatHolds([named(seen, names), seen], seen, names, line);

function firstThatHolds(
  texts: readonly string[],
  seen: string,
  { bindings }: Names,
  line: number,
): Written | undefined {
  for (const each of texts) {
    // What was seen stands for itself, not for any lines.
    const text = writable(isGap(each) ? each.replace(/\S/, wildcard) : each);
    const after = holds(linePattern(text, line), seen, bindings);
    if (after !== undefined) return { text, bindings: after };
  }
  return undefined;
}

/** A line of which all can be seen: `[..]` stands for what cannot, and would do something where the note is shown. */
const writable = (line: string): string => line.replace(hidden, "\0").replace(/\0+/g, wildcard);
