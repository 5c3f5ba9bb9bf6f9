import { boxShapes } from "../pictures/boxes.ts";
import type { CellRow } from "../pictures/cells.ts";
import {
  type Drawing,
  element,
  facesOf,
  fontFaces,
  pictureCss,
  svgWith,
  textElement,
  textGroup,
} from "../pictures/svg.ts";
import { BAR_HEIGHT, backgrounds, barLine, MARGIN, rowText, windowShapes } from "../pictures/terminal.ts";
import { cellWidth, LINE } from "../pictures/text.ts";
import type { SeenScreen, SeenTerminal } from "./screens.ts";

/** How an animation is shown. */
export interface ShownAs {
  title: string;
  /** The text of the window's bar. */
  bar: string;
  /** How many times faster than it was. */
  speed: number;
}

/** Milliseconds for which the last screen stays before the animation begins again. */
const HELD = 6000;
/** The longest time without a change that is shown, in milliseconds. */
const LONGEST = 1500;

/**
 * A recorded terminal as an SVG that moves without scripts and begins again at its end. A reader who wants no motion sees the last screen.
 *
 * Each row of the terminal is a strip with all that the row ever shows, one below the other, behind a window as high as a row. Styles move
 * the strips.
 */
export function animatedSvg({ columns, screens }: SeenTerminal, { title, bar, speed }: ShownAs): string {
  const shown = paced(screens, speed);
  const last = (shown.at(-1) as SeenScreen).rows;
  const height = Math.max(...shown.map(({ rows }) => rows.findLastIndex((row) => row.length > 0) + 1));
  const length = (shown.at(-1) as SeenScreen).time + HELD;
  const strips = Array.from({ length: height }, (_, y) =>
    stripOf(
      shown.map(({ time, rows }) => ({ time, row: rows[y] ?? [] })),
      { name: `r${y}`, top: BAR_HEIGHT + MARGIN + y * LINE, length },
    ),
  );
  const size = { width: columns * cellWidth() + 2 * MARGIN, height: BAR_HEIGHT + height * LINE + 2 * MARGIN };
  const all = shown.flatMap(({ rows }) => rows.map((row) => rowText(row, 0)));
  const drawing: Drawing = {
    ...{ title, ...size, shapes: windowShapes(size.width, size.height), lines: [barLine(bar, size.width), ...all] },
    description: last
      .map((row) => row.map(({ text }) => text).join(""))
      .join("\n")
      .trimEnd(),
  };
  const faces = facesOf([drawing]).filter(({ name }) => name === "cascadia-mono");
  const style = [pictureCss, fontFaces(faces), ...strips.map(({ css }) => css), STILL].join("");
  return svgWith(drawing, style, textGroup([textElement(barLine(bar, size.width)), ...strips.map(({ svg }) => svg)]));
}

const STILL = "@media(prefers-reduced-motion:reduce){svg.picture g{animation:none!important}}";

/** Screens that differ, at the pace at which they are shown, from 0 on. */
function paced(screens: readonly SeenScreen[], speed: number): SeenScreen[] {
  const shown: SeenScreen[] = [];
  let time = 0;
  for (const [index, screen] of screens.entries()) {
    const before = screens[index - 1];
    time += before === undefined ? 0 : Math.min(LONGEST, (screen.time - before.time) / speed);
    shown.push({ ...screen, time });
  }
  return shown;
}

/** What one row shows, as a strip, and the styles that move it. */
function stripOf(
  rows: readonly { time: number; row: CellRow }[],
  { name, top, length }: { name: string; top: number; length: number },
): { svg: string; css: string } {
  const places = new Map<string, number>();
  const moves: { time: number; place: number }[] = [];
  for (const { time, row } of rows) {
    const content = rowSvg(row, 0);
    const place = places.get(content) ?? places.size;
    places.set(content, place);
    if (moves.at(-1)?.place !== place) moves.push({ time, place });
  }
  const contents = [...places.keys()];
  if (contents.length === 1) return { svg: moved(contents[0] as string, top), css: "" };
  const strip = element("g", { class: name }, contents.map((content, place) => moved(content, place * LINE)).join(""));
  const steps = moves.map(({ time, place }) => `${percent(time / length)}{${to(place)}}`).join("");
  return {
    svg: element("svg", { y: top, height: LINE }, strip),
    css: `.${name}{${to(moves.at(-1)?.place ?? 0)};animation:${name} ${seconds(length)} step-end infinite}@keyframes ${name}{${steps}}`,
  };
}

const rowSvg = (row: CellRow, top: number): string => {
  const line = rowText(row, top);
  const text = line.pieces.length === 0 ? "" : textElement(line);
  return [...backgrounds(row, top), ...boxShapes([row], MARGIN, [top]), text].join("");
};

const moved = (content: string, y: number): string =>
  content === "" || y === 0 ? content : element("g", { transform: `translate(0 ${y})` }, content);
const to = (place: number): string => `transform:translateY(${place === 0 ? 0 : `-${place * LINE}px`})`;
const percent = (share: number): string => `${Number((100 * share).toFixed(2))}%`;
const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(1))}s`;
