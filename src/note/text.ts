import type { Expected } from "./note.ts";

/** Rules for text that both sides of the comparison share. */

/** Two or more blanks count as one, trailing ones not at all. */
export const squeeze = (line: string): string => line.replace(/[ \t]+/g, " ").trimEnd();

/** `...` or `<...>` alone on a line: any lines. */
export const isGap = (text: string): boolean => /^\s*(?:\.\.\.|<\.\.\.>)\s*$/.test(text);

/** The lines without the blank ones around them. */
export function trimBlank<Line>(lines: readonly Line[], isBlank: (line: Line) => boolean): readonly Line[] {
  const first = lines.findIndex((line) => !isBlank(line));
  if (first === -1) return [];
  return lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}

/**
 * The lines without what a run prints when it pulls an image that is not at hand: from "Unable to find image '…' locally" to the
 * next "Status: " line; in a note, where `...` may stand for the rest of it, to that. A pull whose end is not there is kept.
 */
export function dropPulls<Line>(lines: readonly Line[], textOf: (line: Line) => string): Line[] {
  const kept: Line[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    if (/^Unable to find image '.*' locally\s*$/.test(textOf(line))) {
      const end = lines.findIndex(
        (one, index) => index > at && (textOf(one).startsWith("Status: ") || isGap(textOf(one))),
      );
      if (end !== -1) {
        at = isGap(textOf(lines[end] as Line)) ? end - 1 : end;
        continue;
      }
    }
    kept.push(line);
  }
  return kept;
}

/** {@link dropPulls} for the lines of a note. */
export const withoutPulls = (expected: readonly Expected[]): Expected[] =>
  dropPulls(expected, (item) => ("interrupt" in item ? "^C" : item.text));
