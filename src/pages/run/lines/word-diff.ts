import { Bindings } from "../../../note/compare/bindings.ts";
import { type LinePattern, matchLine, patternOf, wildcard } from "../../../note/compare/line-pattern.ts";
import { type PatternPiece, split } from "../../../note/compare/shapes.ts";
import type { ExpectedLine } from "../../../note/note.ts";
import { diffLists, within } from "./diff.ts";

/** A word of a line, or the blanks between two words. All of them together are the line. */
export interface Word {
  text: string;
  /** Whether the other line lacks it. */
  differs: boolean;
  /** Its parts: text to the letter, and words of a shape. */
  parts: readonly Part[];
}

type Part = Pick<PatternPiece, "text" | "shape">;

/** The most words that may be added or removed. Beyond that, the lines differ as a whole. */
const FARTHEST = 500;

/**
 * The words in which a line of the note and a line of the output differ. Words are compared like lines: a word that differs only as
 * its shape allows is the same, unless it stands for another value.
 */
export function differingWords(
  expected: ExpectedLine,
  seen: string,
  bindings: Bindings,
): { expected: Word[]; seen: Word[] } {
  const lines = { expected: wordsOf(split(expected.text, expected.around)), seen: wordsOf(split(seen)) };
  // A wildcard that is a word takes any words. `gaps` are the words (or the end) that have such a wildcard before them.
  const held: Word[] = [];
  const gaps = new Set<number>();
  for (const word of lines.expected.filter(isSolid)) {
    if (word.text === wildcard) gaps.add(held.length);
    else held.push(word);
  }
  const shown = lines.seen.filter(isSolid);
  const patterns = new Map(held.map((word) => [word, patternOf(word.parts, 0)]));
  const same = (word: Word, other: Word) =>
    matchLine(patterns.get(word) as LinePattern, other.text, bindings) instanceof Bindings;
  const whole = { same: false, one: { from: 0, to: held.length }, other: { from: 0, to: shown.length } };
  for (const stretch of diffLists(held, shown, same, FARTHEST) ?? [whole]) {
    if (stretch.same) continue;
    for (const word of held.slice(stretch.one.from, stretch.one.to)) word.differs = true;
    if (within(gaps, stretch.one)) continue;
    for (const word of shown.slice(stretch.other.from, stretch.other.to)) word.differs = true;
  }
  return lines;
}

const isSolid = ({ text }: Word): boolean => text.trim() !== "";

function wordsOf(pieces: readonly Part[]): Word[] {
  const words: (Word & { parts: Part[] })[] = [];
  const add = (part: Part) => {
    const last = words.at(-1);
    const goesOn = last !== undefined && isSolid(last) && part.text.trim() !== "";
    if (!goesOn) words.push({ text: part.text, differs: false, parts: [part] });
    else {
      last.text += part.text;
      last.parts.push(part);
    }
  };
  for (const piece of pieces)
    if (piece.shape !== undefined) add(piece);
    else for (const text of piece.text.match(/\s+|\S+/g) ?? []) add({ text, shape: undefined });
  return words;
}
