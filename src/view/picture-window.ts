import { PLAIN } from "./picture-cells.ts";
import { BACKGROUND, BAR, BAR_TEXT, FRAME } from "./picture-colours.ts";
import { cellsOfWords, cellWidth, LINE, lineOf, type TextLine, widthOf } from "./picture-text.ts";

/** The height of a terminal's bar, in pixels. */
export const BAR_HEIGHT = 28;
const RADIUS = 8;
/** Where the bar's dots are, from the left, in pixels. */
const dots = [18, 32, 46];

/** A terminal's window without what is in it: by its frame it is told from the page around it, and from a block of code. */
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
