import { Bindings, substitute } from "../note/bindings.ts";
import { type LinePattern, linePattern, matchLine, wildcard } from "../note/line-pattern.ts";
import { notInWord, split } from "../note/shapes.ts";
import { isGap, squeeze } from "../note/text.ts";
import { align } from "./align.ts";

/** What the note's words stand for where a line stands, and what they stood for in the whole section as it was run. */
export interface Names {
  bindings: Bindings;
  section: Bindings;
}

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
  firstThatHolds([old, mixed(old, seen, names, line), named(seen, names), seen], seen, names, line);

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
    const text = isGap(each) ? each.replace(/\S/, wildcard) : each;
    const after = holds(linePattern(text, line), seen, bindings);
    if (after !== undefined) return { text, bindings: after };
  }
  return undefined;
}

/** The bindings after a line was matched with what was seen, if it can be. */
export function holds(pattern: LinePattern, seen: string, bindings: Bindings): Bindings | undefined {
  const matched = matchLine(pattern, squeeze(seen), bindings);
  return matched instanceof Bindings ? matched : undefined;
}

const longId = new RegExp(`${notInWord.before}[0-9a-f]{64}${notInWord.after}`, "gu");

/** What was seen, with the note's words for the values that it has words for. */
function named(seen: string, { bindings, section }: Names): string {
  const known = [...bindings.all(), ...section.all().filter(({ sample }) => bindings.of(sample) === undefined)];
  const words = known.reduce((all, { sample, value, line }) => {
    const more = all.bind(value, sample, line);
    return more instanceof Bindings ? more : all;
  }, Bindings.none);
  // Of a long id the note may know the head alone.
  return substitute(seen.trimEnd(), words).replace(longId, (id) => {
    const head = words.of(id)?.value === undefined ? words.of(id.slice(0, 12))?.value : undefined;
    return head === undefined ? id : head + id.slice(12);
  });
}

/** How alike two lines are, by the words that they share: 0 to 1. */
export function likeness(left: readonly string[], right: readonly string[]): number {
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

/** The words of a line by which it is like others: for what only a shape stands for, the shape. A line of signs alone is one word. */
export function wordsOf(line: string): string[] {
  const words = split(line).flatMap(({ text, shape }) =>
    shape === undefined ? (text.replaceAll(wildcard, " ").match(/[\p{L}\p{N}]+/gu) ?? []) : [` ${shape.name}`],
  );
  return words.length > 0 ? words : [squeeze(line)];
}

/** A part of a line, and the blanks before it. */
interface Part {
  before: string;
  text: string;
}

/** A line's words: no blank is in one, but for those of a shape. */
function wordsIn(line: string): Part[] {
  const words: Part[] = [];
  let blanks: string | undefined = "";
  for (const { text, shape } of split(line))
    for (const part of shape === undefined ? text.split(/(\s+)/) : [text]) {
      if (part === "") continue;
      if (shape === undefined && part.trim() === "") {
        blanks = part;
        continue;
      }
      if (blanks === undefined) (words.at(-1) as Part).text += part;
      else words.push({ before: blanks, text: part });
      blanks = undefined;
    }
  return words;
}

/** A word's pieces: what has a shape, letters and digits in a row, wildcards, and each other sign. */
const piecesIn = (word: string): Part[] =>
  split(word)
    .flatMap(({ text, shape }) => (shape === undefined ? (text.match(/\[\.\.\]|[\p{L}\p{N}_]+|./gsu) ?? []) : [text]))
    .map((text) => ({ before: "", text }));

/** How many parts a `[..]` inside of one is tried on. */
const WIDEST = 20;

/** What mixes an old and a seen text. */
type Mix = (old: string, seen: string, names: Names, line: number) => string;

/** The old text with those parts changed that no longer hold; `inner` changes a part. */
const mix =
  (partsOf: (text: string) => Part[], inner: Mix): Mix =>
  (old, seen, names, line) => {
    const [olds, seens] = [partsOf(old.trimEnd()), partsOf(seen.trimEnd())];
    const patterns = olds.map(({ text }) => linePattern(text, line));
    const [ours, theirs] = [olds, seens].map((parts) => parts.map(({ text }) => wordsOf(text)));
    const seenText = (from: number, end: number) =>
      seens.slice(from, end).reduce((all, { before, text }, at) => all + (at === 0 ? "" : before) + text, "");
    const moves = align({
      expected: olds.length,
      seen: seens.length,
      isGap: (at) => olds[at]?.text === wildcard,
      reach: (at) => (olds[at]?.text.includes(wildcard) ? WIDEST : 1),
      fits: (at, from, end) => holds(patterns[at] as LinePattern, seenText(from, end), Bindings.none) !== undefined,
      likeness: (at, from) => likeness(ours?.[at] ?? [], theirs?.[from] ?? []),
    });
    if (moves === undefined) return named(seen, names);
    let now = names;
    let text = "";
    let place = 0;
    const gapsUntil = (end: number) => {
      for (const { before, text: gap } of olds.slice(place, end)) if (gap === wildcard) text += before + gap;
      place = end + 1;
    };
    for (const move of moves) {
      if (move.kind === "new") {
        const { before, text: fresh } = seens[move.seen] as Part;
        text += before + named(fresh, now);
        continue;
      }
      gapsUntil(move.expected);
      if (move.kind === "gone") continue;
      const word = olds[move.expected] as Part;
      const { before } = seens[move.seen] as Part;
      const value = seenText(move.seen, move.kind === "kept" ? move.end : move.seen + 1);
      const after =
        move.kind === "kept" ? holds(patterns[move.expected] as LinePattern, value, now.bindings) : undefined;
      // Kept words keep their place; at a line's start blanks count.
      text += move.kind === "kept" && (word.before === "") === (before === "") ? word.before : before;
      text += after === undefined ? inner(word.text, value, now, line) : word.text;
      now = { ...now, bindings: after ?? now.bindings };
    }
    gapsUntil(olds.length);
    return text;
  };

const mixed = mix(
  wordsIn,
  mix(piecesIn, (_, seen, names) => named(seen, names)),
);
