import { theFont } from "./font.ts";
import { type CellRow, isLined, type Style } from "./picture-cells.ts";
import { BACKGROUND, dimmed, FOREGROUND } from "./picture-colours.ts";
import { type Drawing, escapeXml, FONT_SIZE } from "./picture-svg.ts";

/** What a picture of a terminal has in a row: the terminal's cells, or how many of its rows are left out here. */
export type PictureRow = CellRow | { leftOut: number };

/** In pixels. */
const LINE = 20;
const MARGIN = 16;
/** A picture of a few words is not blown up beside the others, in cells. */
const NARROWEST = 60;

/** Rows of a terminal as a drawing: every cell in its place, whatever fonts there are. */
export function drawTerminal(title: string, rows: readonly PictureRow[]): Drawing {
  const columns = Math.max(NARROWEST, ...rows.map((row) => ("leftOut" in row ? 0 : widthOf(row))));
  const [width, height] = [columns * cellWidth() + 2 * MARGIN, rows.length * LINE + 2 * MARGIN];
  return {
    title,
    description: rows.map(plainText).join("\n"),
    width,
    height,
    body: [
      `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
      ...rows.map((row, index) => ("leftOut" in row ? leftOut(row, index) : cells(row, index))),
    ],
    letters: rows.flatMap((row) =>
      "leftOut" in row
        ? [{ text: plainText(row), bold: false }]
        : row.map(({ text, style: { bold } }) => ({ text, bold })),
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

const cellWidth = (): number => FONT_SIZE * (theFont().advance("0") as number);
const widthOf = (row: CellRow): number => row.reduce((sum, { width }) => sum + width, 0);
const plainText = (row: PictureRow): string =>
  "leftOut" in row ? `⋮ +${row.leftOut}` : row.map(({ text }) => text).join("");

/** Where letters stand in a line, from its top. */
function baseline(size: number): number {
  const { ascent, descent } = theFont().lines;
  return (LINE - size * (ascent + descent)) / 2 + size * ascent;
}

const leftOut = (row: { leftOut: number }, index: number): string =>
  `<text class="left-out" x="${MARGIN}" y="${MARGIN + index * LINE + baseline(FONT_SIZE)}" fill="${dimmed(FOREGROUND, BACKGROUND)}">${plainText(row)}</text>`;

/** A part of a row that is drawn in one piece. */
interface Run {
  /** In cells, from the left edge. */
  x: number;
  width: number;
  text: string;
  style: Style;
  /** Of the letters' own width to the cells'; `undefined` where the typeface has no letter for it, and a reader's own font is used. */
  stretch: number | undefined;
  /** Lines of boxes, and blocks, meet those of the cells around them: they fill the cell. */
  fills: boolean;
}

function cells(row: CellRow, index: number): string {
  const top = MARGIN + index * LINE;
  const runs = runsOf(row);
  const spans = runs.map((run) => span(run, top)).join("");
  return [
    ...runs.filter(({ style }) => style.background !== BACKGROUND).map((run) => background(run, top)),
    ...(spans === "" ? [] : [`<text y="${top + baseline(FONT_SIZE)}">${spans}</text>`]),
  ].join("");
}

function runsOf(row: CellRow): Run[] {
  const runs: Run[] = [];
  let x = 0;
  for (const { text, width, style } of row) {
    const run: Run = { x, width, text, style, stretch: stretch(text, width), fills: /^[\u2500-\u259f]/.test(text) };
    const last = runs.at(-1);
    if (last !== undefined && isOneWith(last, run)) {
      last.text += text;
      last.width += width;
    } else runs.push(run);
    x += width;
  }
  return runs;
}

function stretch(text: string, width: number): number | undefined {
  const advance = [...text].length === 1 ? theFont().advance(text) : undefined;
  return advance && (width * cellWidth()) / (advance * FONT_SIZE);
}

const isOneWith = (a: Run, b: Run): boolean =>
  a.stretch !== undefined && a.stretch === b.stretch && a.fills === b.fills && isSame(a.style, b.style);

const isSame = (a: Style, b: Style): boolean =>
  a === b || (Object.keys(a) as (keyof Style)[]).every((key) => a[key] === b[key]);

const left = ({ x }: Run): number => MARGIN + x * cellWidth();

const background = (run: Run, top: number): string =>
  `<rect x="${left(run)}" y="${top}" width="${run.width * cellWidth()}" height="${LINE}" fill="${run.style.background}"/>`;

/** Its length is told, so that nothing drifts with whatever font a reader has. */
function span(run: Run, top: number): string {
  const { style, text, width, fills } = run;
  const lines = [style.underline && "underline", style.overline && "overline", style.strike && "line-through"];
  const attributes = {
    x: left(run),
    ...(fills ? { y: top + baseline(LINE), "font-size": LINE } : {}),
    textLength: width * cellWidth(),
    lengthAdjust: "spacingAndGlyphs",
    ...(style.colour === FOREGROUND ? {} : { fill: style.colour }),
    ...(style.bold ? { "font-weight": 700 } : {}),
    ...(style.italic ? { "font-style": "italic" } : {}),
    ...(isLined(style) ? { "text-decoration": lines.filter((line) => line !== false).join(" ") } : {}),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<tspan ${written.join(" ")}>${escapeXml(text)}</tspan>`;
}
