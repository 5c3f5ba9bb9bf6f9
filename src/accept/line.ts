import { Bindings, substitute } from "../note/bindings.ts";
import { linePattern, matchLine, wildcard } from "../note/line-pattern.ts";
import { split } from "../note/shapes.ts";
import { squeeze } from "../note/text.ts";
import { align } from "./align.ts";

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
export function rewritten(old: string, seen: string, bindings: Bindings, line: number): Written | undefined {
  return firstThatHolds([old, mixed(old, seen, bindings, line), named(seen, bindings)], seen, bindings, line);
}

/** Writes a seen line that the note has nothing for yet. */
export const written = (seen: string, bindings: Bindings, line: number): Written | undefined =>
  firstThatHolds([named(seen, bindings), seen], seen, bindings, line);

function firstThatHolds(texts: readonly string[], seen: string, bindings: Bindings, line: number): Written | undefined {
  for (const text of texts) {
    const after = holds(text, seen, bindings, line);
    if (after !== undefined) return { text, bindings: after };
  }
  return undefined;
}

/** The bindings after a line was matched with what was seen, if it can be. */
export function holds(text: string, seen: string, bindings: Bindings, line: number): Bindings | undefined {
  const matched = matchLine(linePattern(text, line), squeeze(seen), bindings);
  return matched instanceof Bindings ? matched : undefined;
}

/** A line that was seen, with the note's words for the values that it has words for. */
const named = (seen: string, bindings: Bindings): string =>
  substitute(
    seen.trimEnd(),
    bindings.all().reduce((known, { sample, value, line }) => {
      const next = known.bind(value, sample, line);
      return next instanceof Bindings ? next : known;
    }, Bindings.none),
  );

/** How alike two lines are, by the words that they share: 0 to 1. What only a shape stands for is alike if the shape is. */
export function likeness(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const all = left.length + right.length;
  if (all === 0) return one.trim() === other.trim() ? 1 : 0;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count > 0) shared += 1;
    counts.set(word, count - 1);
  }
  return (2 * shared) / all;
}

const wordsOf = (text: string): string[] =>
  split(text).flatMap(({ text, shape }) =>
    shape === undefined ? (text.replaceAll(wildcard, " ").match(/[\p{L}\p{N}]+/gu) ?? []) : [` ${shape.name}`],
  );

/** A part of a line, and the blanks before it. */
interface Part {
  before: string;
  text: string;
}

/** A line's words: no blank is in one, but for those of a shape. */
function wordsIn(line: string): Part[] {
  const words: Part[] = [];
  let before: string | undefined = "";
  for (const { text, shape } of split(line))
    for (const part of shape === undefined ? text.split(/(\s+)/) : [text]) {
      if (part === "") continue;
      if (shape === undefined && part.trim() === "") before = part;
      else if (before === undefined) (words.at(-1) as Part).text += part;
      else words.push({ before, text: part });
      if (part !== before) before = undefined;
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

/** What mixes an old and a seen text, under bindings. */
type Mix = (old: string, seen: string, bindings: Bindings, line: number) => string;

/** The old text with those parts changed that no longer hold; `inner` changes a part. */
const mix =
  (partsOf: (text: string) => Part[], inner: Mix): Mix =>
  (old, seen, bindings, line) => {
    const [olds, seens] = [partsOf(old.trimEnd()), partsOf(seen.trimEnd())];
    const oldAt = (at: number) => olds[at] as Part;
    const seenText = (from: number, end: number) =>
      seens.slice(from, end).reduce((all, { before, text }, at) => all + (at === 0 ? "" : before) + text, "");
    const moves = align({
      expected: olds.length,
      seen: seens.length,
      isGap: (at) => oldAt(at).text === wildcard,
      reach: (at) => (oldAt(at).text.includes(wildcard) ? WIDEST : 1),
      fits: (at, from, end) => holds(oldAt(at).text, seenText(from, end), Bindings.none, line) !== undefined,
      likeness: (at, from) => likeness(oldAt(at).text, (seens[from] as Part).text),
    });
    if (moves === undefined) return named(seen, bindings);
    let now = bindings;
    let text = "";
    let place = 0;
    const gapsUntil = (end: number) => {
      for (; place < end; place += 1) if (oldAt(place).text === wildcard) text += oldAt(place).before + wildcard;
    };
    for (const move of moves) {
      if (move.kind === "new") {
        const { before, text: fresh } = seens[move.seen] as Part;
        text += before + named(fresh, now);
        continue;
      }
      gapsUntil(move.expected);
      place = move.expected + 1;
      if (move.kind === "gone") continue;
      const word = oldAt(move.expected);
      const { before } = seens[move.seen] as Part;
      const value = seenText(move.seen, move.kind === "kept" ? move.end : move.seen + 1);
      text += (word.before === "") === (before === "") ? word.before : before;
      const after = move.kind === "kept" ? holds(word.text, value, now, line) : undefined;
      text += after === undefined ? inner(word.text, value, now, line) : word.text;
      now = after ?? now;
    }
    gapsUntil(olds.length);
    return text;
  };

const mixed = mix(
  wordsIn,
  mix(piecesIn, (_, seen, bindings) => named(seen, bindings)),
);
