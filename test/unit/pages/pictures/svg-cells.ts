import xterm, { type IBufferCell, type IBufferLine } from "@xterm/headless";
import { BACKGROUND, FOREGROUND, paletteColour } from "../../../../src/pages/pictures/colours.ts";
import { FONT_SIZE } from "../../../../src/pages/pictures/text.ts";

/** A cell in a picture. */
export interface Seen {
  text: string;
  colour: string;
  background: string;
  marks: string;
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const entities: { [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"' };
const unescaped = (text: string) => text.replace(/&(\w+);/g, (_, name) => entities[name] as string);

/** The top of a picture's first row, in pixels. */
export const TOP = 28 + 16;

/**
 * The cells of a terminal's picture, read from its SVG alone, by row and column from the top left. The characters of a piece share its
 * length: a wide one has two parts.
 */
export function cellsOfSvg(svg: string): Map<string, Seen> {
  const [cell, line, margin] = [FONT_SIZE / 2, 20, 16];
  const at = (x: number, y: number) => `${y}:${x}`;
  const backgrounds = new Map<string, string>();
  for (const [tag] of svg.matchAll(/<rect x=[^>]*>/g)) {
    const number = (name: string) => Number(attribute(tag, name));
    for (let x = 0; x < number("width") / cell; x += 1)
      backgrounds.set(
        at((number("x") - margin) / cell + x, (number("y") - TOP) / line),
        attribute(tag, "fill") as string,
      );
  }
  const ground = /<rect width[^>]*fill="([^"]*)"/.exec(svg)?.[1] as string;
  const usual = /<g [^>]*fill="([^"]*)"/.exec(svg)?.[1] as string;
  const seen = new Map<string, Seen>();
  for (const [, rowTag = "", row = ""] of svg.matchAll(/<text( y="[^>]*)>(.*?)<\/text>/gs)) {
    const y = Math.floor((Number(attribute(rowTag, "y")) - TOP) / line);
    for (const [, tag = "", escaped = ""] of row.matchAll(/<tspan([^>]*)>(.*?)<\/tspan>/gs)) {
      let x = (Number(attribute(tag, "x")) - margin) / cell;
      const end = x + Number(attribute(tag, "textLength")) / cell;
      const marks = ["font-weight", "font-style", "text-decoration"]
        .map((name) => attribute(tag, name) ?? "")
        .join(" ");
      for (const { segment } of new Intl.Segmenter().segment(unescaped(escaped))) {
        seen.set(at(x, y), {
          text: segment,
          colour: attribute(tag, "fill") ?? usual,
          background: backgrounds.get(at(x, y)) ?? ground,
          marks,
        });
        x += wide(segment) ? 2 : 1;
      }
      if (Math.abs(x - end) > 1e-6) throw new Error(`${JSON.stringify(unescaped(escaped))} ends at ${x}, not ${end}`);
    }
  }
  return seen;
}

/** The visible cells of a new terminal after a text, by place in a picture: a line that was wrapped is one row, if it has 160 columns at most. */
export async function held(text: string): Promise<Map<string, Seen>> {
  const terminal = new xterm.Terminal({
    cols: 120,
    rows: 40,
    allowProposedApi: true,
    logLevel: "off",
    scrollback: 9000,
  });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const cells = new Map<string, Seen>();
  const { active } = terminal.buffer;
  const lineOf = (y: number) => active.getLine(y) as IBufferLine;
  const rows = Array.from({ length: active.length }, (_, y) => y);
  const firsts = rows.filter((y) => y === 0 || !lineOf(y).isWrapped);
  let top = 0;
  for (const [index, first] of firsts.entries()) {
    const parts = rows.slice(first, firsts[index + 1]);
    const ends = parts.map((y) => rowEnd(lineOf(y)));
    const one = ends.reduce((sum, end) => sum + end, 0) <= 160;
    let left = 0;
    for (const [part, y] of parts.entries()) {
      const end = ends[part] as number;
      for (let x = 0; x < end; x += 1) {
        const cell = lineOf(y).getCell(x);
        if (cell === undefined || cell.getWidth() === 0) continue;
        const seen = seenOf(cell);
        if (seen.text.trim() !== "" || seen.background !== BACKGROUND || /line/.test(seen.marks))
          cells.set(`${top}:${left + x}`, seen);
      }
      if (one && part < parts.length - 1) left += end;
      else [top, left] = [top + 1, 0];
    }
  }
  terminal.dispose();
  return cells;
}

/** The columns of a row up to the last cell that a program has written. */
function rowEnd(line: IBufferLine): number {
  for (let x = 119; x >= 0; x -= 1) {
    const cell = line.getCell(x);
    // The right half of a wide character has its background.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const { text, background, marks } = seenOf(cell);
    if (cell.getChars() !== "" || text.trim() !== "" || background !== BACKGROUND || /line/.test(marks))
      return x + cell.getWidth();
  }
  return 0;
}

function seenOf(cell: IBufferCell): Seen {
  const rgb = (value: number) => `#${value.toString(16).padStart(6, "0")}`;
  const colour = (isDefault: boolean, isRgb: boolean, value: number, usual: string) =>
    isDefault ? usual : isRgb ? rgb(value) : paletteColour(value);
  let front = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor(), FOREGROUND);
  let back = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor(), BACKGROUND);
  if (cell.isInverse()) [front, back] = [back, front];
  const lines = [
    cell.isUnderline() && "underline",
    cell.isOverline() && "overline",
    cell.isStrikethrough() && "line-through",
  ].filter(Boolean);
  return {
    text: cell.isInvisible() ? " " : cell.getChars() || " ",
    colour: front,
    background: back,
    marks: [cell.isBold() ? "700" : "", cell.isItalic() ? "italic" : "", lines.join(" ")].join(" "),
  };
}

/** Whether a character takes two cells. */
export const wide = (character: string) => /[\u1100-\u115f\u3000-\u9fff\uac00-\ud7a3\uff00-\uff60]/.test(character);

/** Without the blanks that a picture has between words. */
export const visible = (cells: Map<string, Seen>) =>
  new Map(
    [...cells]
      .filter(([, seen]) => seen.text.trim() !== "" || seen.background !== BACKGROUND || /line/.test(seen.marks))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
