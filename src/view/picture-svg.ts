import { type Face, FONT_FAMILY, theFont } from "./font.ts";
import { type CellRow, isLined, type Style } from "./picture-cells.ts";
import { BACKGROUND, dimmed, FOREGROUND } from "./picture-colours.ts";

/** What is drawn: rows of a terminal, and now and then that some were left out. */
export type PictureRow = CellRow | { leftOut: number };

/** A picture of what a terminal showed. */
export interface Picture {
  /** What it is called, for those who hear it. */
  title: string;
  rows: readonly PictureRow[];
}

/** In pixels. The size is such that cells have whole ones: letters keep their places at any zoom. */
const SIZE = 16;
const LINE = 20;
const MARGIN = 16;
/** A picture of a few words is not blown up beside the others, in cells. */
const NARROWEST = 60;

/** What a page that shows pictures of {@link pictureSvg} has among its styles. */
export const pictureCss = "svg.terminal text{white-space:pre}";

/** Where letters stand in a line, from its top. */
function baseline(size: number): number {
  const { ascent, descent } = theFont().lines;
  return (LINE - size * (ascent + descent)) / 2 + size * ascent;
}

const cellWidth = (): number => SIZE * (theFont().advance("0") as number);

/**
 * A picture as SVG: what the terminal held as text that can be selected, every cell in its place whatever fonts there are. Nothing in
 * it refers to anything outside, or runs.
 *
 * @param fonts in a file of its own, the letters' fonts; in a page that has them, or takes the reader's own, none
 */
export function pictureSvg({ title, rows }: Picture, fonts: "embedded" | "none" = "embedded"): string {
  const columns = Math.max(NARROWEST, ...rows.map((row) => ("leftOut" in row ? 0 : widthOf(row))));
  const [width, height] = [columns * cellWidth() + 2 * MARGIN, rows.length * LINE + 2 * MARGIN];
  const family = `${FONT_FAMILY}, D2Coding, Menlo, Consolas, monospace`;
  const style = fonts === "none" ? "" : `<style>${pictureCss}${fontFaces(facesOf(rows))}</style>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="terminal" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(rows.map(plainText).join("\n"))}</desc>`,
    style,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="${family}" font-size="${SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
    ...rows.map((row, index) => ("leftOut" in row ? leftOut(row.leftOut, index) : cells(row, index))),
    "</g>",
    "</svg>",
    "",
  ]
    .filter((line) => line !== "")
    .join("\n")
    .concat("\n");
}

const widthOf = (row: CellRow): number => row.reduce((sum, { width }) => sum + width, 0);
const plainText = (row: PictureRow): string =>
  "leftOut" in row ? `⋮ ${row.leftOut}` : row.map(({ text }) => text).join("");

const leftOut = (count: number, row: number): string =>
  `<text class="left-out" x="${MARGIN}" y="${MARGIN + row * LINE + baseline(SIZE)}" fill="${dimmed(FOREGROUND, BACKGROUND)}">⋮ +${count}</text>`;

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
    ...(spans === "" ? [] : [`<text y="${top + baseline(SIZE)}">${spans}</text>`]),
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
  return advance && (width * cellWidth()) / (advance * SIZE);
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

/** The files of the typeface that the rows' letters are in. */
export function facesOf(rows: readonly PictureRow[]): Face[] {
  const faces = new Map<string, Face>();
  const take = (text: string, bold: boolean) => {
    for (const character of text) {
      const face = theFont().face(character, bold ? 700 : 400);
      if (face !== undefined) faces.set(`${face.subset} ${face.weight}`, face);
    }
  };
  for (const row of rows) {
    if ("leftOut" in row) take(plainText(row), false);
    else for (const { text, style } of row) take(text, style.bold);
  }
  return [...faces.values()];
}

/** As CSS. */
export const fontFaces = (faces: readonly Face[]): string =>
  faces
    .map((face) => {
      const data = theFont().woff2(face).toString("base64");
      return `@font-face{font-family:"${FONT_FAMILY}";font-weight:${face.weight};unicode-range:${face.unicodeRange};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
    })
    .join("");

const entities: { [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in an element or an attribute: XML has no way to write most control characters. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?!\n)[\p{Cc}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"]/g, (sign) => entities[sign] as string);
