import { boxShapes } from "./picture-boxes.ts";
import { type Cell, type CellRow, PLAIN } from "./picture-cells.ts";
import { BACKGROUND, dimmed, FOREGROUND } from "./picture-colours.ts";
import type { Drawing } from "./picture-svg.ts";
import { cellsOfWords, cellWidth, LINE, lineOf, type TextLine, widthOf } from "./picture-text.ts";
import { BAR_HEIGHT, barLine, windowShapes } from "./picture-window.ts";

/** What a picture of a terminal has in a row: the terminal's cells, or how many of its rows are left out here. */
export type PictureRow = CellRow | { leftOut: number };

/** In pixels. */
const MARGIN = 16;
/** A picture of a few words is not blown up beside the others, in cells. */
const NARROWEST = 60;

/**
 * Rows of a terminal as a drawing: every cell in its place, whatever fonts there are.
 *
 * @param bar what the window's bar says
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
    lines: [barLine(bar, width), ...rows.map((row, index) => textOf(row, top(index)))].filter(
      ({ pieces }) => pieces.length > 0,
    ),
  };
}

/** At most so many rows of each command, as a screenful: the first ones, with what was typed, and the last ones. */
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

const textOf = (row: PictureRow, top: number): TextLine =>
  lineOf(cellsIn(row), MARGIN, top, "leftOut" in row ? "left-out" : undefined);

/** What stands behind the cells that have another ground than the terminal's own. */
function backgrounds(row: CellRow, top: number): string[] {
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
