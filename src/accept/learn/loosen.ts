import { wildcard } from "../../note/compare/line-pattern.ts";
import { isGap } from "../../note/compare/lines.ts";
import type { CommandStep, Expected, HttpStep } from "../../note/note.ts";
import type { NewLine } from "../rewrite-step.ts";
import { openLine, type WordPair, wordPairs } from "./two-lines.ts";

/** The words that differ between a step's lines and those that another run needs. */
export const pairsOf = (lines: readonly NewLine[]): WordPair[] =>
  lines.flatMap((line) => (line.kind === "changed" ? wordPairs(line.old, line.text) : []));

/** The lines for any output. */
export const EVERYTHING: readonly NewLine[] = [{ kind: "new", text: "..." }];

/**
 * A step's lines as they hold for another run, too: `[..]` where words differ, `...` where the one run has lines that the other has not.
 *
 * @param lines the lines that the other run needs
 * @param open whether `[..]` stands for the words that differ, or for the whole of a line that differs
 */
export function loosened(
  { expected }: CommandStep | HttpStep,
  lines: readonly NewLine[],
  open: "words" | "lines",
): NewLine[] {
  const all: readonly Expected[] = expected;
  const parts: NewLine[] = [];
  let place = 0;
  for (const line of lines) {
    if (line.kind === "new") {
      parts.push(...EVERYTHING);
      continue;
    }
    const its = all.indexOf(line.old);
    // Lines that the other run has not.
    if (its > place) parts.push(...EVERYTHING);
    place = its + 1;
    if (line.kind === "kept") parts.push(line);
    else parts.push({ ...line, text: open === "lines" ? inFull(line.old.text) : openLine(line.old, line.text) });
  }
  if (all.length > place) parts.push(...EVERYTHING);
  return withoutNeighbours(parts);
}

/** The lines with one gap in place of several: beside a new gap, a line that has only `[..]` left says nothing. */
function withoutNeighbours(parts: readonly NewLine[]): NewLine[] {
  const isEmpty = (line: NewLine) => line.kind === "changed" && /^(?:\[\.\.\]|\s)+$/.test(line.text);
  const runs: { open: boolean; lines: NewLine[] }[] = [];
  for (const line of parts) {
    const open = isOpen(line) || isEmpty(line);
    const last = runs.at(-1);
    if (last?.open && open) last.lines.push(line);
    else runs.push({ open, lines: [line] });
  }
  return runs.flatMap(({ lines }) => {
    const gap = lines.find((line) => line.kind === "kept" && isOpen(line)) ?? lines.find(isOpen);
    return lines.some((line) => line.kind === "new") && gap !== undefined ? [gap] : lines;
  });
}

const isOpen = (line: NewLine): boolean => {
  if (line.kind !== "kept") return isGap(line.text);
  const old: Expected = line.old;
  return !("keys" in old) && isGap(old.text);
};

const inFull = (text: string): string => text.replace(/\S.*$/, wildcard);
