import type { IBufferCell, IBufferLine } from "@xterm/headless";
import { replay } from "../../run/terminal/emulator.ts";
import { BACKGROUND, dimmed, FOREGROUND, paletteColour, rgbColour } from "./colours.ts";

/** The style of a cell, after inverse and dim are applied. */
export interface Style {
  /** `#rrggbb`. */
  colour: string;
  background: string;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  overline: boolean;
  strike: boolean;
}

/** A character in one cell of a terminal, or in two. */
export interface Cell {
  /** A character with its combining marks; a blank if the cell is empty. */
  text: string;
  width: 1 | 2;
  style: Style;
}

/** The cells of a row up to the last visible one. */
export type CellRow = readonly Cell[];

/**
 * The cells of an empty terminal after it has shown this text, from the top of its scrollback to the last visible row. Pure: each call
 * has a terminal emulator of its own.
 */
export async function cellsOf(text: string): Promise<CellRow[]> {
  const { rows } = await replay(Buffer.from(text), readRow);
  const cells = rows.map(({ content }) => content);
  return cells.slice(0, cells.findLastIndex((row) => row.length > 0) + 1);
}

function readRow(line: IBufferLine): CellRow {
  const cells: Cell[] = [];
  let seen = 0;
  // One object is used for all cells: a new one for each would take longer than the emulation.
  let cell: IBufferCell | undefined;
  for (let x = 0; x < line.length; x += 1) {
    cell = line.getCell(x, cell);
    // The right half of a wide character is not a cell of its own.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const text = cell.isInvisible() ? "" : cell.getChars();
    const style = cell.isAttributeDefault() ? PLAIN : styleOf(cell);
    const width = cell.getWidth() === 2 ? 2 : 1;
    cells.push({ text: text === "" ? " ".repeat(width) : text, width, style });
    if (text.trim() !== "" || style.background !== BACKGROUND || isLined(style)) seen = cells.length;
  }
  return cells.slice(0, seen);
}

export const isLined = ({ underline, overline, strike }: Style): boolean => underline || overline || strike;

/** The style of a cell to which no program has given a style. */
export const PLAIN: Style = {
  colour: FOREGROUND,
  background: BACKGROUND,
  bold: false,
  italic: false,
  underline: false,
  overline: false,
  strike: false,
};

function styleOf(cell: IBufferCell): Style {
  const front = cell.isFgDefault() ? FOREGROUND : colourOf(cell.isFgRGB(), cell.getFgColor());
  const back = cell.isBgDefault() ? BACKGROUND : colourOf(cell.isBgRGB(), cell.getBgColor());
  const [colour, background] = cell.isInverse() ? [back, front] : [front, back];
  return {
    colour: cell.isDim() ? dimmed(colour, background) : colour,
    background,
    bold: cell.isBold() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    overline: cell.isOverline() !== 0,
    strike: cell.isStrikethrough() !== 0,
  };
}

const colourOf = (rgb: boolean, value: number): string => (rgb ? rgbColour(value) : paletteColour(value));
