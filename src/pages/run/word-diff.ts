import { Bindings } from "../../note/compare/bindings.ts";
import { linePattern, matchLine, wildcard } from "../../note/compare/line-pattern.ts";
import { type Shape, split } from "../../note/compare/shapes.ts";
import { diffLists, within } from "./diff.ts";

/** A word of a line, or the blanks between two words. All of them together are the line. */
export interface Word {
  text: string;
  /** Whether the other line lacks it. */
  differs: boolean;
  /** For a word of the note: the shapes of its parts. */
  shapes: readonly Shape[];
}

/** The most words that may be added or removed. Beyond that, the lines differ as a whole. */
const FARTHEST = 500;

/**
 * The words in which a line of the note and a line of the output differ. Words are compared like lines: a word that differs only as
 * its shape allows is the same, unless it stands for another value.
 */
export function differingWords(expected: string, seen: string, bindings: Bindings): { expected: Word[]; seen: Word[] } {
  const lines = { expected: wordsOf(expected), seen: wordsOf(seen) };
  // A wildcard that is a word takes any words. `gaps` are the words (or the end) that have such a wildcard before them.
  const held: Word[] = [];
  const gaps = new Set<number>();
  for (const word of lines.expected.filter(isSolid)) {
    if (word.text === wildcard) gaps.add(held.length);
    else held.push(word);
  }
  const shown = lines.seen.filter(isSolid);
  const patterns = new Map(held.map((word) => [word, linePattern(word.text, 0)]));
  const same = (word: Word, other: Word) =>
    matchLine(patterns.get(word) as ReturnType<typeof linePattern>, other.text, bindings) instanceof Bindings;
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

function wordsOf(line: string): Word[] {
  const words: (Word & { shapes: Shape[] })[] = [];
  const add = (text: string, shape?: Shape) => {
    const last = words.at(-1);
    const goesOn = last !== undefined && isSolid(last) && text.trim() !== "";
    if (goesOn) last.text += text;
    const word = goesOn ? last : { text, differs: false, shapes: [] };
    if (!goesOn) words.push(word);
    if (shape !== undefined) word.shapes.push(shape);
  };
  for (const [index, chunk] of line.split(wildcard).entries()) {
    if (index > 0) add(wildcard);
    for (const { text, shape } of split(chunk)) {
      if (shape !== undefined) add(text, shape);
      else for (const part of text.match(/\s+|\S+/g) ?? []) add(part);
    }
  }
  return words;
}
