import { Bindings } from "../note/compare/bindings.ts";
import { type LinePattern, linePattern, patternOf, wildcard } from "../note/compare/line-pattern.ts";
import { type PatternPiece, split } from "../note/compare/shapes.ts";
import type { ExpectedLine } from "../note/note.ts";
import { type AlignmentMove, alignLines, similarity, wordsOf } from "./alignment.ts";
import { matchesLine, type Names, nameSamples } from "./sample-names.ts";
import { seenLine } from "./seen-line.ts";

/** A part of a text, and the blanks before it. */
interface Part {
  before: string;
  text: string;
  pieces: readonly Piece[];
}

/** A text to the letter, or a word of a shape. */
type Piece = Pick<PatternPiece, "text" | "shape">;

/** The words of a line. Only a word of a shape has blanks in it. */
function wordsIn(pieces: readonly Piece[]): Part[] {
  const words: (Part & { pieces: Piece[] })[] = [];
  let blanks: string | undefined = "";
  for (const { text, shape } of pieces)
    for (const part of shape === undefined ? text.split(/(\s+)/) : [text]) {
      if (part === "") continue;
      if (shape === undefined && part.trim() === "") {
        blanks = part;
        continue;
      }
      const last = words.at(-1);
      if (blanks === undefined && last !== undefined) {
        last.text += part;
        last.pieces.push({ text: part, shape });
      } else words.push({ before: blanks ?? "", text: part, pieces: [{ text: part, shape }] });
      blanks = undefined;
    }
  return words;
}

/** The pieces of a word: words of a shape, runs of letters, runs of digits, wildcards, and each other sign. */
const piecesIn = (pieces: readonly Piece[]): Part[] =>
  pieces.flatMap(({ text, shape }) => {
    const parts = shape === undefined ? (text.match(/\[\.\.\]|[\p{L}_]+|\p{N}+|./gsu) ?? []) : [text];
    return parts.map((part) => partOf({ text: part, shape }));
  });

const partOf = (piece: Piece): Part => ({ before: "", text: piece.text, pieces: [piece] });

/** The pieces of a seen word. They are also cut where the old word has a wildcard's beginning or end. */
function piecesLike(seen: readonly Piece[], oldParts: readonly Part[]): Part[] {
  const besideWildcards = (step: 1 | -1) =>
    oldParts
      .flatMap(({ text }, at) => (text === wildcard ? [oldParts[at + step]?.text ?? ""] : []))
      .filter((text) => text !== "");
  const [heads, tails] = [besideWildcards(-1), besideWildcards(1)];
  return piecesIn(seen).flatMap(({ text }) => {
    const head = heads.find((each) => text.length > each.length && text.startsWith(each)) ?? "";
    const rest = text.slice(head.length);
    const tail = tails.find((each) => rest.length > each.length && rest.endsWith(each)) ?? "";
    const parts = [head, rest.slice(0, rest.length - tail.length), tail];
    return parts.filter((part) => part !== "").map((part) => partOf({ text: part, shape: undefined }));
  });
}

/** How a text is split into parts, and how the parts are aligned with seen ones. */
interface Grain {
  oldParts: (old: readonly Piece[]) => Part[];
  seenParts: (seen: readonly Piece[], oldParts: readonly Part[]) => Part[];
  /** How many seen parts a `[..]` alone stands for at least. */
  least: 0 | 1;
  /** How many seen parts an old part may stand for: one with a `[..]` inside, and any other. */
  reach: { wildcard: number; other: number };
  /** Writes what was seen in place of an old part that no longer matches. */
  rewritePart: (old: Part, seen: string, names: Names, line: number) => string;
}

/** A word, by its pieces. */
const BY_PIECES: Grain = {
  oldParts: piecesIn,
  seenParts: piecesLike,
  least: 0,
  reach: { wildcard: 1, other: 3 },
  rewritePart: (_, seen, names) => nameSamples(seen, names),
};

/** A line, by its words. */
const BY_WORDS: Grain = {
  oldParts: wordsIn,
  seenParts: wordsIn,
  least: 1,
  reach: { wildcard: 20, other: 1 },
  rewritePart: (old, seen, names, line) => mix(BY_PIECES, old.pieces, seen, names, line),
};

/** The old text, with what was seen in place of the parts that no longer match. */
function mix(grain: Grain, old: readonly Piece[], seen: string, names: Names, line: number): string {
  const oldParts = grain.oldParts(old);
  const seenParts = grain.seenParts(split(seen.trimEnd()), oldParts);
  const patterns = oldParts.map(({ pieces }) => patternOf(pieces, line));
  const oldWords = oldParts.map(({ text }) => wordsOf(text));
  const seenWords = seenParts.map(({ text }) => wordsOf(text));
  const seenText = (from: number, end: number) =>
    seenParts.slice(from, end).reduce((all, { before, text }, at) => all + (at === 0 ? "" : before) + text, "");
  const moves = alignLines({
    expected: oldParts.length,
    seen: seenParts.length,
    isGap: (at) => oldParts[at]?.text === wildcard,
    least: grain.least,
    reach: (at) => (oldParts[at]?.text.includes(wildcard) ? grain.reach.wildcard : grain.reach.other),
    fits: (at, from, end) => matchesLine(patterns[at] as LinePattern, seenText(from, end), Bindings.none) !== undefined,
    likeness: (at, from) => similarity(oldWords[at] ?? [], seenWords[from] ?? []),
  });
  if (moves === undefined || vanishes(oldParts, moves)) return nameSamples(seen, names);
  const columns = oldParts.map(columnAt);
  const gone = new Set(moves.flatMap((move) => (move.kind === "gone" ? [move.expected] : [])));
  let now = names;
  let text = "";
  let place = 0;
  const gapsUntil = (end: number) => {
    for (; place < end; place += 1) {
      const { before, text: gap } = oldParts[place] as Part;
      if (gap === wildcard && !gone.has(place)) text += before + gap;
    }
    place = end + 1;
  };
  for (const move of moves) {
    if (move.kind === "new") {
      const { before, text: fresh } = seenParts[move.seen] as Part;
      text += before + nameSamples(fresh, now);
      continue;
    }
    gapsUntil(move.expected);
    if (move.kind === "gone") continue;
    const part = oldParts[move.expected] as Part;
    const { before } = seenParts[move.seen] as Part;
    const value = seenText(move.seen, move.kind === "kept" ? move.end : move.seen + 1);
    const after =
      move.kind === "kept" ? matchesLine(patterns[move.expected] as LinePattern, value, now.bindings) : undefined;
    // A part keeps its column. At a line's start the seen blanks count.
    text +=
      (part.before === "") === (before === "")
        ? blanks(part.before, before, columns[move.expected] as number, text.length)
        : before;
    text += after === undefined ? grain.rewritePart(part, value, now, line) : part.text;
    now = { ...now, bindings: after ?? now.bindings };
  }
  gapsUntil(oldParts.length);
  return text;
}

/** A line of a note, with what was seen in place of the words that no longer match. */
const mixed = (old: ExpectedLine, seen: string, names: Names): string =>
  mix(BY_WORDS, split(old.text.trimEnd(), old.around), seen, names, old.line);

/** The column of its line at which a part begins. */
const columnAt = ({ before }: Part, at: number, all: readonly Part[]): number =>
  all.slice(0, at).reduce((column, part) => column + part.before.length + part.text.length, before.length);

/** The blanks before a part: as many as keep its column, within the number of blanks that were there and that were seen. */
function blanks(old: string, seen: string, column: number, now: number): string {
  if (/[^ ]/.test(old + seen)) return old;
  const [least, most] = [Math.min(old.length, seen.length), Math.max(old.length, seen.length)];
  return " ".repeat(Math.min(most, Math.max(least, column - now)));
}

/** Whether no part between two `[..]`s has a seen one in its place: the `[..]`s would stand for all of it. */
function vanishes(oldParts: readonly Part[], moves: readonly AlignmentMove[]): boolean {
  const there = new Set(
    moves.flatMap((move) => (move.kind === "kept" || move.kind === "changed" ? [move.expected] : [])),
  );
  const wildcards = oldParts.flatMap(({ text }, at) => (text === wildcard ? [at] : []));
  const borders = [-1, ...wildcards, oldParts.length];
  return (
    wildcards.length > 0 &&
    borders.slice(1).some((end, run) => {
      const places = oldParts
        .keys()
        .toArray()
        .slice((borders[run] as number) + 1, end);
      return places.length > 0 && !places.some((at) => there.has(at));
    })
  );
}

/** A line for the note, and the bindings after it. */
export interface Written {
  text: string;
  bindings: Bindings;
}

/**
 * Writes what was seen in place of a line of the note. The parts of the line that still match stay as they are: words, wildcards, blanks,
 * and words that count only by their shape. A value for which the note has a word is written as that word.
 *
 * @returns `undefined` when no line of a note matches the seen line under these bindings
 */
export const rewritten = (old: ExpectedLine, seen: string, names: Names): Written | undefined =>
  firstThatHolds([mixed(old, seen, names), nameSamples(seen, names), seen], seen, names, old);

/** Writes a seen line that is new to the note. */
export const written = (seen: string, names: Names, place: Omit<ExpectedLine, "text">): Written | undefined =>
  firstThatHolds([nameSamples(seen, names), seen], seen, names, place);

function firstThatHolds(
  texts: readonly string[],
  seen: string,
  { bindings }: Names,
  place: Omit<ExpectedLine, "text">,
): Written | undefined {
  for (const each of texts) {
    const text = seenLine(each);
    const after = matchesLine(linePattern({ ...place, text }), seen, bindings);
    if (after !== undefined) return { text, bindings: after };
  }
  return undefined;
}
