import type { IBufferCell, IBufferLine } from "@xterm/headless";
import { TERMINAL } from "../../hosts/ssh/connection.ts";
import { replay } from "../../run/terminal/screen.ts";
import { BACKGROUND, dimmed, FOREGROUND, PROMPT, paletteColour, rgbColour } from "./colours.ts";

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

/** The cells of a line up to the last visible one. */
export type CellRow = readonly Cell[];

/** In columns: a line that the terminal wrapped is shown unwrapped up to this width, so that the columns of a table stay below each other. */
const WIDEST = 160;

/**
 * The cells of an empty terminal after it has shown this text, from the top of its scrollback to the last visible row. A line that the
 * terminal wrapped is one row, unless it is very wide. Pure: each call has a terminal emulator of its own.
 */
export async function cellsOf(text: string): Promise<CellRow[]> {
  const { rows } = await replay(Buffer.from(text), cellsOfLine);
  const lines: CellRow[][] = [];
  for (const { content, wrapped } of rows)
    if (wrapped && lines.length > 0) lines.at(-1)?.push(content);
    else lines.push([content]);
  const cells = lines
    .flatMap((parts) => (width(parts.flat()) <= WIDEST ? [parts.flat()] : parts))
    .map(toTheLastVisible);
  return cells.slice(0, cells.findLastIndex((row) => row.length > 0) + 1);
}

const toTheLastVisible = (row: CellRow): CellRow => row.slice(0, row.findLastIndex(isVisible) + 1);

const isVisible = ({ text, style }: Cell): boolean =>
  text.trim() !== "" || style.background !== BACKGROUND || isLined(style);

/** The cells of a row up to the last one in which something was written, a blank included: a wrapped line goes on behind it. */
export function cellsOfLine(line: IBufferLine): CellRow {
  const cells: Cell[] = [];
  let written = 0;
  // One object is used for all cells: a new one for each would take longer than the emulation.
  let cell: IBufferCell | undefined;
  for (let x = 0; x < line.length; x += 1) {
    cell = line.getCell(x, cell);
    // The right half of a wide character is not a cell of its own.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const text = cell.isInvisible() ? "" : cell.getChars();
    const style = cell.isAttributeDefault() ? PLAIN : styleOf(cell);
    const width = cell.getWidth() === 2 ? 2 : 1;
    const shown: Cell = { text: text === "" ? " ".repeat(width) : text, width, style };
    cells.push(shown);
    if (cell.getChars() !== "" || isVisible(shown)) written = cells.length;
  }
  return cells.slice(0, written);
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

/**
 * Rows of a terminal in which what was typed is bold, and the prompt before it green, as students know it. A row counts as typed only if
 * it ends in what the record says was typed there, so no output is taken for a command.
 *
 * @param rows what a command showed, from its prompt on
 * @param entered what was typed; `null` if nothing was
 */
export function withTyped(rows: readonly CellRow[], entered: string | null): CellRow[] {
  const told = [...rows];
  let at = 0;
  for (const line of entered?.split("\n") ?? []) {
    const count = rowsWith(rows.slice(at), line.trimEnd());
    if (count === undefined) break;
    let left = rows.slice(at, at + count).flat().length - [...segments.segment(line.trimEnd())].length;
    for (let row = at; row < at + count; row += 1) {
      const prompt = left;
      told[row] = (rows[row] as CellRow).map((cell, index) => (index < prompt ? asPrompt(cell) : asTyped(cell)));
      left -= (rows[row] as CellRow).length;
    }
    at += count;
  }
  return told;
}

const segments = new Intl.Segmenter();

/** The number of rows that end in a typed line: a terminal wraps a long one. */
function rowsWith(rows: readonly CellRow[], line: string): number | undefined {
  let text = "";
  for (const [index, row] of rows.entries()) {
    text += row.map(({ text }) => text).join("");
    if (text.endsWith(line)) return index + 1;
    // Only a full row is wrapped. A wide letter may have left its last cell empty.
    if (width(row) < TERMINAL.columns - 1) return undefined;
  }
  return undefined;
}

const width = (row: CellRow): number => row.reduce((sum, cell) => sum + cell.width, 0);

const asTyped = (cell: Cell): Cell => ({ ...cell, style: { ...cell.style, bold: true } });

const asPrompt = ({ style, ...cell }: Cell): Cell => ({
  ...cell,
  style: { ...style, bold: true, colour: style.colour === FOREGROUND ? PROMPT : style.colour },
});
