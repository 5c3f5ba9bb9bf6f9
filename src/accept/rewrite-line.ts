import { hidden } from "../common/sanitize.ts";
import { Bindings } from "../note/compare/bindings.ts";
import { type LinePattern, linePattern, wildcard } from "../note/compare/line-pattern.ts";
import { isGap } from "../note/compare/lines.ts";
import { split } from "../note/compare/shapes.ts";
import { type AlignmentMove, alignLines } from "./alignment.ts";
import { matchesLine, type Names, nameSamples } from "./sample-names.ts";
import { similarity, wordsOf } from "./similarity.ts";

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

/** A word's pieces: what has a shape, letters in a row, digits in a row, wildcards, and each other sign. */
const piecesIn = (word: string): Part[] =>
  split(word)
    .flatMap(({ text, shape }) => (shape === undefined ? (text.match(/\[\.\.\]|[\p{L}_]+|\p{N}+|./gsu) ?? []) : [text]))
    .map((text) => ({ before: "", text }));

/** The pieces of a seen word, cut where the old one goes over to a wildcard and where it comes back from it. */
function piecesLike(seen: string, olds: readonly Part[]): Part[] {
  const beside = (step: 1 | -1) =>
    olds
      .flatMap(({ text }, at) => (text === wildcard ? [olds[at + step]?.text ?? ""] : []))
      .filter((text) => text !== "");
  const [heads, tails] = [beside(-1), beside(1)];
  return piecesIn(seen).flatMap(({ text }) => {
    const head = heads.find((each) => text.length > each.length && text.startsWith(each)) ?? "";
    const rest = text.slice(head.length);
    const tail = tails.find((each) => rest.length > each.length && rest.endsWith(each)) ?? "";
    const parts = [head, rest.slice(0, rest.length - tail.length), tail];
    return parts.filter((part) => part !== "").map((part) => ({ before: "", text: part }));
  });
}

/** What a text is taken apart into, and how its parts are held against those that were seen. */
interface Grain {
  olds: (old: string) => Part[];
  seens: (seen: string, olds: readonly Part[]) => Part[];
  /** How many seen parts a `[..]` alone stands for at least. */
  least: 0 | 1;
  /** How many seen parts one with a `[..]` inside, and any other, is tried on. */
  reach: { wildcard: number; other: number };
  /** Writes a part that no longer matchesLine. */
  inner: Mix;
}

/** What mixes an old and a seen text. */
type Mix = (old: string, seen: string, names: Names, line: number) => string;

/** The old text with those parts changed that no longer hold. */
const mix =
  (grain: Grain): Mix =>
  (old, seen, names, line) => {
    const olds = grain.olds(old.trimEnd());
    const seens = grain.seens(seen.trimEnd(), olds);
    const patterns = olds.map(({ text }) => linePattern(text, line));
    const [ours, theirs] = [olds, seens].map((parts) => parts.map(({ text }) => wordsOf(text)));
    const seenText = (from: number, end: number) =>
      seens.slice(from, end).reduce((all, { before, text }, at) => all + (at === 0 ? "" : before) + text, "");
    const moves = alignLines({
      expected: olds.length,
      seen: seens.length,
      isGap: (at) => olds[at]?.text === wildcard,
      least: grain.least,
      reach: (at) => (olds[at]?.text.includes(wildcard) ? grain.reach.wildcard : grain.reach.other),
      fits: (at, from, end) =>
        matchesLine(patterns[at] as LinePattern, seenText(from, end), Bindings.none) !== undefined,
      likeness: (at, from) => similarity(ours?.[at] ?? [], theirs?.[from] ?? []),
    });
    if (moves === undefined || vanishes(olds, moves)) return nameSamples(seen, names);
    const columns = olds.map(columnAt);
    const gone = new Set(moves.flatMap((move) => (move.kind === "gone" ? [move.expected] : [])));
    let now = names;
    let text = "";
    let place = 0;
    const gapsUntil = (end: number) => {
      for (; place < end; place += 1) {
        const { before, text: gap } = olds[place] as Part;
        if (gap === wildcard && !gone.has(place)) text += before + gap;
      }
      place = end + 1;
    };
    for (const move of moves) {
      if (move.kind === "new") {
        const { before, text: fresh } = seens[move.seen] as Part;
        text += before + nameSamples(fresh, now);
        continue;
      }
      gapsUntil(move.expected);
      if (move.kind === "gone") continue;
      const word = olds[move.expected] as Part;
      const { before } = seens[move.seen] as Part;
      const value = seenText(move.seen, move.kind === "kept" ? move.end : move.seen + 1);
      const after =
        move.kind === "kept" ? matchesLine(patterns[move.expected] as LinePattern, value, now.bindings) : undefined;
      // Words keep their place; at a line's start blanks count.
      text +=
        (word.before === "") === (before === "")
          ? blanks(word.before, before, columns[move.expected] as number, text.length)
          : before;
      text += after === undefined ? grain.inner(word.text, value, now, line) : word.text;
      now = { ...now, bindings: after ?? now.bindings };
    }
    gapsUntil(olds.length);
    return text;
  };

/** Where in its line a part begins. */
const columnAt = ({ before }: Part, at: number, all: readonly Part[]): number =>
  all.slice(0, at).reduce((column, part) => column + part.before.length + part.text.length, before.length);

/** The blanks before a word: as many as put it where it was in its line, but between those that were there and those that were seen. */
function blanks(old: string, seen: string, column: number, now: number): string {
  if (/[^ ]/.test(old + seen)) return old;
  const [least, most] = [Math.min(old.length, seen.length), Math.max(old.length, seen.length)];
  return " ".repeat(Math.min(most, Math.max(least, column - now)));
}

/** Whether of all that stands beside a `[..]`, up to the next one, nothing has anything in its place: the `[..]` would stand for it. */
function vanishes(olds: readonly Part[], moves: readonly AlignmentMove[]): boolean {
  const there = new Set(
    moves.flatMap((move) => (move.kind === "kept" || move.kind === "changed" ? [move.expected] : [])),
  );
  const wildcards = olds.flatMap(({ text }, at) => (text === wildcard ? [at] : []));
  const borders = [-1, ...wildcards, olds.length];
  return (
    wildcards.length > 0 &&
    borders.slice(1).some((end, run) => {
      const places = olds
        .keys()
        .toArray()
        .slice((borders[run] as number) + 1, end);
      return places.length > 0 && !places.some((at) => there.has(at));
    })
  );
}

const mixedWord = mix({
  olds: piecesIn,
  seens: piecesLike,
  least: 0,
  reach: { wildcard: 1, other: 3 },
  inner: (_, seen, names) => nameSamples(seen, names),
});

/** A line of a note with those words changed that no longer hold for the line that was seen. */
export const mixed = mix({
  olds: wordsIn,
  seens: wordsIn,
  least: 1,
  reach: { wildcard: 20, other: 1 },
  inner: mixedWord,
});

/** A line as the note is to have it, and the bindings after it. */
export interface Written {
  text: string;
  bindings: Bindings;
}

/**
 * Writes what was seen in place of a line of the note. What of the line still matchesLine stays as it is: words, wildcards, blanks, and the
 * note's own words for what only its shape says; values that the note has a word for are written as that.
 *
 * @returns `undefined` when no line of a note can stand for it under these bindings
 */
export const rewritten = (old: string, seen: string, names: Names, line: number): Written | undefined =>
  firstThatHolds([mixed(old, seen, names, line), nameSamples(seen, names), seen], seen, names, line);

/** Writes a seen line that the note has nothing for yet. */
export const written = (seen: string, names: Names, line: number): Written | undefined =>
  firstThatHolds([nameSamples(seen, names), seen], seen, names, line);

function firstThatHolds(
  texts: readonly string[],
  seen: string,
  { bindings }: Names,
  line: number,
): Written | undefined {
  for (const each of texts) {
    // What was seen stands for itself, not for any lines.
    const text = writable(isGap(each) ? each.replace(/\S/, wildcard) : each);
    const after = matchesLine(linePattern(text, line), seen, bindings);
    if (after !== undefined) return { text, bindings: after };
  }
  return undefined;
}

/** A line of which all can be seen: `[..]` stands for what cannot, and would do something where the note is shown. */
const writable = (line: string): string => line.replace(hidden, "\0").replace(/\0+/g, wildcard);
