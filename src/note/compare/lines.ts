import type { Expected } from "../note.ts";

/** Rules for text on both sides of the comparison. */

/**
 * Two or more blanks count as one, trailing ones not at all; the wide blank and the one that breaks no line are blanks. An accent or a
 * Korean syllable counts as the same whether it is written in one sign or in parts.
 */
export const squeeze = (line: string): string =>
  line
    .normalize("NFC")
    .replace(/[ \t\u00a0\u3000]+/g, " ")
    .trimEnd();

/** `...` or `<...>` alone on a line: any lines. */
export const isGap = (text: string): boolean => /^\s*(?:\.\.\.|<\.\.\.>)\s*$/.test(text);

/** The lines without the blank ones around them. */
export function trimBlank<Line>(lines: readonly Line[], isBlank: (line: Line) => boolean): readonly Line[] {
  const first = lines.findIndex((line) => !isBlank(line));
  if (first === -1) return [];
  return lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}

/**
 * The lines without what `docker run` prints when it pulls a missing image: from "Unable to find image '…' locally" to the next
 * "Status: " line. In a note `...` may stand for a part of it, or for all the rest. A pull that has no end is kept.
 */
export function dropPulls<Line>(lines: readonly Line[], textOf: (line: Line) => string): Line[] {
  const texts = lines.map(textOf);
  const kept: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = isPullStart(texts[at] as string) ? pullEnd(texts, at) : undefined;
    if (end === undefined) kept.push(lines[at++] as Line);
    else at = end;
  }
  return kept;
}

const isPullStart = (text: string): boolean => /^Unable to find image '.*' locally\s*$/.test(text);

/** The place after the pull; `undefined` when the pull has no end. */
function pullEnd(texts: readonly string[], start: number): number | undefined {
  let gap: number | undefined;
  for (let at = start + 1; at < texts.length; at += 1) {
    const text = texts[at] as string;
    if (/^Status:(?: |$)/.test(text)) return at + 1;
    if (isPullStart(text)) break;
    if (isGap(text)) gap ??= at;
  }
  return gap;
}

/** A line of a note, or its keys, as they are written. */
export const textOf = (item: Expected): string => ("keys" in item ? item.keys : item.text);

/** {@link dropPulls} for the lines of a note. */
export const withoutPulls = (expected: readonly Expected[]): Expected[] => dropPulls(expected, textOf);
