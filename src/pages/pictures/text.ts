import type { Cell, Style } from "./cells.ts";
import { type Face, theFont, type Weight } from "./font.ts";

/** In pixels. With this size, a cell is a whole number of pixels wide. */
export const FONT_SIZE = 16;
/** The height of a line, in pixels. */
export const LINE = 20;

/** The width of a terminal's cell, in pixels. */
export const cellWidth = (): number => FONT_SIZE * (theFont().advance("0") as number);

/** A line of text in a drawing. */
export interface TextLine {
  /** What it is, unless it is a row of a terminal. */
  name?: string;
  /** The baseline, in pixels from the top. */
  y: number;
  pieces: readonly TextRun[];
}

/** A part of a line that is drawn as one piece. */
export interface TextRun {
  text: string;
  /** In pixels. */
  x: number;
  width: number;
  style: Style;
  /** Shapes show it. The text is invisible, and only there to be selected. */
  hidden: boolean;
  /** The cells' width divided by the letters' width; `undefined` if the typefaces lack the letter, and the reader's own font is used. */
  stretch: number | undefined;
}

/** Cells as a line of text, from these pixels at the left and at the top. */
export function lineOf(cells: readonly Cell[], left: number, top: number, name?: string): TextLine {
  const pieces: TextRun[] = [];
  let x = left;
  for (const { text, width: columns, style } of cells) {
    const width = columns * cellWidth();
    const piece: TextRun = { text, x, width, style, hidden: isBox(text), stretch: stretch(text, width) };
    const last = pieces.at(-1);
    if (last !== undefined && isOneWith(last, piece)) {
      last.text += text;
      last.width += width;
    } else pieces.push(piece);
    x += width;
  }
  return { y: Number((top + baseline()).toFixed(2)), pieces, ...(name === undefined ? {} : { name }) };
}

/** Words as the cells of a terminal. */
export const cellsOfWords = (words: string, style: Style): Cell[] =>
  Array.from(new Intl.Segmenter().segment(words), ({ segment: text }) => ({
    text,
    width: theFont().advance(text) === 1 ? 2 : 1,
    style,
  }));

/** Whether a cell is a line of a box, a block or a shade. Those must touch their neighbours, which a typeface's own do not. */
export const isBox = (text: string): boolean => /^[\u2500-\u259f]$/.test(text);

/** The number of columns that cells take. */
export const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, { width }) => sum + width, 0);

/** The baseline of a line, in pixels from its top. */
function baseline(): number {
  const { ascent, descent } = theFont().lines;
  return (LINE - FONT_SIZE * (ascent + descent)) / 2 + FONT_SIZE * ascent;
}

function stretch(text: string, width: number): number | undefined {
  const advance = [...text].length === 1 ? theFont().advance(text) : undefined;
  return advance ? width / (advance * FONT_SIZE) : undefined;
}

const isOneWith = (a: TextRun, b: TextRun): boolean =>
  a.hidden === b.hidden &&
  (a.hidden || (a.stretch !== undefined && a.stretch === b.stretch)) &&
  isSame(a.style, b.style);

const isSame = (a: Style, b: Style): boolean =>
  a === b || (Object.keys(a) as (keyof Style)[]).every((key) => a[key] === b[key]);

export const weightOf = ({ style: { bold } }: TextRun): Weight => (bold ? 700 : 400);

/** A piece whose letters are all in one file of a typeface, or in none. */
export interface FaceRun extends TextRun {
  face: Face | undefined;
}

/** Splits a piece by the files of the typefaces that have its letters. */
export function byFace(piece: TextRun): FaceRun[] {
  const { text, x, stretch } = piece;
  const weight = weightOf(piece);
  // Combining marks stay with their letter.
  if (stretch === undefined) return [{ ...piece, face: theFont().face(text, weight) }];
  const parts: FaceRun[] = [];
  let left = x;
  for (const letter of text) {
    const face = theFont().face(letter, weight);
    const width = stretch * FONT_SIZE * (theFont().advance(letter) as number);
    const last = parts.at(-1);
    if (last !== undefined && isOneFace(last.face, face)) {
      last.text += letter;
      last.width += width;
    } else parts.push({ ...piece, text: letter, x: left, width, face });
    left += width;
  }
  return parts;
}

const isOneFace = (a: Face | undefined, b: Face | undefined): boolean =>
  a?.family === b?.family && a?.subset === b?.subset;

/** The lines of a style along its text, as CSS and SVG name them; `undefined` if there are none. */
export function decoration({ underline, overline, strike }: Style): string | undefined {
  const lines = [underline && "underline", overline && "overline", strike && "line-through"];
  return lines.filter((line) => line !== false).join(" ") || undefined;
}
