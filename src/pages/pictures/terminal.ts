import { boxShapes } from "./boxes.ts";
import { type Cell, type CellRow, PLAIN } from "./cells.ts";
import { BACKGROUND, BAR, BAR_TEXT, dimmed, FOREGROUND, FRAME } from "./colours.ts";
import type { Drawing } from "./svg.ts";
import { cellsOfWords, cellWidth, LINE, lineOf, type TextLine, widthOf } from "./text.ts";

/** A row of a picture: the terminal's cells, or the number of rows that are left out here. */
export type PictureRow = CellRow | { leftOut: number };

/** Around the rows of a terminal, in pixels. */
export const MARGIN = 16;
/** The least width, in cells, so that a picture of a few words is not enlarged beside the others. */
const NARROWEST = 60;

/**
 * Rows of a terminal as a drawing, with every cell in its place with any font.
 *
 * @param bar the text of the window's bar
 */
export function drawTerminal({ title, bar }: { title: string; bar: string }, rows: readonly PictureRow[]): Drawing {
  const columns = Math.max(NARROWEST, ...rows.map((row) => widthOf(cellsIn(row))));
  const [width, height] = [columns * cellWidth() + 2 * MARGIN, BAR_HEIGHT + rows.length * LINE + 2 * MARGIN];
  const top = (index: number) => BAR_HEIGHT + MARGIN + index * LINE;
  return {
    title,
    description: rows.map(plainText).join("\n"),
    width,
    height,
    shapes: [
      ...windowShapes(width, height),
      ...rows.flatMap((row, index) => backgrounds(cellsIn(row), top(index))),
      ...boxShapes(
        rows.map(cellsIn),
        MARGIN,
        rows.map((_, index) => top(index)),
      ),
    ],
    lines: [barLine(bar, width), ...rows.map((row, index) => rowText(row, top(index)))].filter(
      ({ pieces }) => pieces.length > 0,
    ),
  };
}

/** At most `most` rows: the first ones, which have the command, and the last ones. */
export function abridged(rows: readonly CellRow[], most: number): PictureRow[] {
  if (rows.length <= most) return [...rows];
  const first = Math.floor(most / 5);
  const last = most - first - 1;
  return [...rows.slice(0, first), { leftOut: rows.length - first - last }, ...rows.slice(-last)];
}

const plainText = (row: PictureRow): string =>
  cellsIn(row)
    .map(({ text }) => text)
    .join("");

const leftOutStyle = { ...PLAIN, colour: dimmed(FOREGROUND, BACKGROUND) };
const cellsIn = (row: PictureRow): CellRow =>
  "leftOut" in row ? cellsOfWords(`⋮ +${row.leftOut}`, leftOutStyle) : row;

/** The text of a row. */
export const rowText = (row: PictureRow, top: number): TextLine =>
  lineOf(cellsIn(row), MARGIN, top, "leftOut" in row ? "left-out" : undefined);

/** The backgrounds of cells that differ from the terminal's own. */
export function backgrounds(row: CellRow, top: number): string[] {
  const found: { x: number; width: number; fill: string }[] = [];
  let x = 0;
  for (const { width, style } of row as readonly Cell[]) {
    const last = found.at(-1);
    if (last?.fill === style.background && last.x + last.width === x) last.width += width;
    else if (style.background !== BACKGROUND) found.push({ x, width, fill: style.background });
    x += width;
  }
  return found.map(
    ({ x, width, fill }) =>
      `<rect x="${MARGIN + x * cellWidth()}" y="${top}" width="${width * cellWidth()}" height="${LINE}" fill="${fill}"/>`,
  );
}

/** The height of a terminal's bar, in pixels. */
export const BAR_HEIGHT = 28;
const RADIUS = 8;
/** The places of the bar's dots, in pixels from the left. */
const dots = [18, 32, 46];

/** A terminal's window without its content. Its frame sets it apart from the page and from a block of code. */
export const windowShapes = (width: number, height: number): string[] => [
  `<rect width="${width}" height="${height}" rx="${RADIUS}" fill="${BACKGROUND}"/>`,
  `<path fill="${BAR}" d="M0 ${BAR_HEIGHT}V${RADIUS}q0-${RADIUS} ${RADIUS}-${RADIUS}H${width - RADIUS}q${RADIUS} 0 ${RADIUS} ${RADIUS}V${BAR_HEIGHT}z"/>`,
  ...dots.map((x) => `<circle cx="${x}" cy="${BAR_HEIGHT / 2}" r="4" fill="${FRAME}"/>`),
  `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="${RADIUS - 0.5}" fill="none" stroke="${FRAME}"/>`,
];

/** The words in the middle of the bar. */
export function barLine(words: string, width: number): TextLine {
  const cells = cellsOfWords(words, { ...PLAIN, colour: BAR_TEXT });
  const left = Math.round((width - widthOf(cells) * cellWidth()) / 2);
  return lineOf(cells, left, (BAR_HEIGHT - LINE) / 2, "bar");
}
