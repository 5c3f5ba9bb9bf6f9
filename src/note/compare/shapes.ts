import { type Cells, noCells } from "./shapes/columns.ts";
import { anyOf, placed, placeOf, type Shape, wholeWord } from "./shapes/shape.ts";
import { shapes } from "./shapes/table.ts";

/** Words of a section that have a shape wherever they stand, since another line of the section shows what they are. */
export type KnownWords = ReadonlyMap<string, Shape>;

/** An output: what the words of its lines depend on. Without it, their form and their line alone decide. */
export interface Output {
  /** The command that prints it. */
  typed?: string | undefined;
  known?: KnownWords | undefined;
}

/** What surrounds a line. */
export interface Around {
  output: Output;
  cells?: Cells;
}

/** A piece of a line: text to the letter, or a word of a shape. */
export interface PatternPiece {
  text: string;
  /** Its offset in the line. */
  at: number;
  shape: Shape | undefined;
}

type ShapedPiece = PatternPiece & { shape: Shape };

/** The pieces of a line, in order. Together they are the line. */
export function split(line: string, { output, cells = noCells }: Around = nowhere): PatternPiece[] {
  const { given, placed, known } = readerOf(output);
  const found = [given(line), inCells(line, cells), placed(line), known(line)].reduce(withoutOverlap);
  const pieces: PatternPiece[] = [];
  let end = 0;
  for (const piece of found) {
    if (piece.at > end) pieces.push({ text: line.slice(end, piece.at), at: end, shape: undefined });
    pieces.push(piece);
    end = piece.at + piece.text.length;
  }
  if (line.length > end) pieces.push({ text: line.slice(end), at: end, shape: undefined });
  return pieces;
}

const nowhere: Around = { output: {} };

/** The first pieces, and those of the others that overlap none of them. Both are in order. */
function withoutOverlap(first: ShapedPiece[], others: ShapedPiece[]): ShapedPiece[] {
  if (first.length === 0 || others.length === 0) return first.length === 0 ? others : first;
  const merged: ShapedPiece[] = [];
  let next = 0;
  for (const piece of others) {
    while (next < first.length && endOf(first[next] as ShapedPiece) <= piece.at)
      merged.push(first[next++] as ShapedPiece);
    const after = first[next];
    if (after === undefined || endOf(piece) <= after.at) merged.push(piece);
  }
  return [...merged, ...first.slice(next)];
}

const endOf = ({ at, text }: PatternPiece): number => at + text.length;

/** Finds shaped words in a line. */
type Finder = (line: string) => ShapedPiece[];

/** What finds the words of an output's lines: those that the note names, those that form and place show, those that are known. */
interface Reader {
  given: Finder;
  placed: Finder;
  known: Finder;
}

const readers = new WeakMap<KnownWords, Map<string, Reader>>();
const noWords: KnownWords = new Map();

function readerOf({ typed = "", known = noWords }: Output): Reader {
  const byCommand = readers.get(known) ?? new Map<string, Reader>();
  const reader = byCommand.get(typed) ?? { ...knownWords(known), placed: placedWords(typed) };
  readers.set(known, byCommand.set(typed, reader));
  return reader;
}

const none: Finder = () => [];

function knownWords(words: KnownWords): { given: Finder; known: Finder } {
  const given = [...words].flatMap(([word, { name }]) => (name === "varies" ? [word] : []));
  return {
    given: given.length === 0 ? none : finder(new RegExp(wholeWord(anyOf(given)), "gu"), words),
    known: words.size === 0 ? none : finder(/[\p{L}\p{N}_]+/gu, words),
  };
}

/** Finds the words that match the pattern and have a shape. */
const finder =
  (pattern: RegExp, words: KnownWords): Finder =>
  (line) =>
    Array.from(line.matchAll(pattern)).flatMap(({ 0: text, index: at }) => {
      const shape = words.get(text);
      return shape === undefined ? [] : [{ text, at, shape }];
    });

const placedRows = shapes.filter(({ column }) => column === undefined);
const commands = new Map(
  placedRows.flatMap(({ typed }) => (typed === undefined ? [] : [[typed, new RegExp(typed, "u")] as const])),
);
const patterns = new Map<string, Finder>();
const places = new Map(placedRows.filter(({ before }) => before !== undefined).map((row) => [row, placeOf(row)]));

/** Finds the words that form and place show, in the output of a command. */
function placedWords(typed: string): Finder {
  const rows = placedRows.filter((row) => row.typed === undefined || commands.get(row.typed)?.test(typed));
  const key = rows.map((row) => placedRows.indexOf(row)).join();
  const finder = patterns.get(key) ?? finderByPlace(rows);
  patterns.set(key, finder);
  return finder;
}

/** Few lines have the places of most rows: the others are not looked for. */
function finderByPlace(rows: readonly Shape[]): Finder {
  const finders = new Map<string, Finder>();
  const placeRows = rows.flatMap((row) => {
    const place = places.get(row);
    return place === undefined ? [] : [{ row, place }];
  });
  return (line) => {
    const here = placeRows.filter(({ place }) => place.test(line)).map(({ row }) => row);
    const key = here.map((row) => placedRows.indexOf(row)).join();
    const finder = finders.get(key) ?? finderOf(rows.filter((row) => !places.has(row) || here.includes(row)));
    finders.set(key, finder);
    return finder(line);
  };
}

function finderOf(rows: readonly Shape[]): Finder {
  const any = new RegExp(wholeWord(rows.map((row) => `(${placed(row)})`).join("|")), "gu");
  const groups = rows.map((row) => 1 + groupsIn(row));
  const shapeOfGroup = rows.flatMap((row, at) => Array<Shape>(groups[at] as number).fill(row));
  // Not `matchAll`, which makes a pattern of this size anew for each line.
  return (line) => {
    const found: ShapedPiece[] = [];
    any.lastIndex = 0;
    for (let match = any.exec(line); match !== null; match = any.exec(line)) {
      const group = match.findIndex((text, at) => at > 0 && text !== undefined);
      found.push({ text: match[0], at: match.index, shape: shapeOfGroup[group - 1] as Shape });
    }
    return found;
  };
}

/** The groups that a row has of its own. */
const groupsIn = (row: Shape): number => (new RegExp(`${placed(row)}|`, "u").exec("")?.length ?? 1) - 1;

/** The shaped words of a line's cells. */
const inCells = (line: string, cells: Cells): ShapedPiece[] =>
  cells.size === 0
    ? []
    : Array.from(line.matchAll(/\S+/g)).flatMap(({ 0: cell, index }, place) => {
        const found = (cells.get(place) ?? []).flatMap((shape) => {
          const match = cellPattern(shape).exec(cell);
          return match === null ? [] : [{ text: match[0], at: index + match.index, shape }];
        });
        return found.slice(0, 1);
      });

const cellPatterns = new Map<Shape, RegExp>();

function cellPattern(shape: Shape): RegExp {
  const pattern = cellPatterns.get(shape) ?? new RegExp(`^(?:${shape.pattern})(?=$|/)`, "u");
  cellPatterns.set(shape, pattern);
  return pattern;
}

const seenPatterns = new WeakMap<Shape, { here: RegExp; next: RegExp }>();

function seenPattern(shape: Shape): { here: RegExp; next: RegExp } {
  const known = seenPatterns.get(shape);
  if (known !== undefined) return known;
  const source = wholeWord(shape.seen ?? shape.pattern);
  const pattern = { here: new RegExp(source, "uy"), next: new RegExp(source, "gu") };
  seenPatterns.set(shape, pattern);
  return pattern;
}

/** The word of that shape that begins at `at` in a seen line, or `undefined`. */
export const wordAt = (shape: Shape, line: string, at: number): string | undefined =>
  find(shape, "here", line, at)?.[0];

/** The place where the next word of that shape begins, at `from` or later; -1 if there is none. */
export const nextWord = (shape: Shape, line: string, from: number): number =>
  find(shape, "next", line, from)?.index ?? -1;

function find(shape: Shape, where: "here" | "next", line: string, from: number): RegExpExecArray | null {
  const pattern = seenPattern(shape)[where];
  pattern.lastIndex = from;
  return pattern.exec(line);
}
