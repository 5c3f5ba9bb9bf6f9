import { type Face, FONT_FAMILY, theFont } from "./font.ts";
import { FOREGROUND } from "./picture-colours.ts";

/** A picture before it is a file. */
export interface Drawing {
  /** What it is called, for those who hear it. */
  title: string;
  /** What can be read in it. */
  description: string;
  /** In pixels. */
  width: number;
  height: number;
  /** Elements of SVG. */
  body: readonly string[];
  /** All text in it. */
  letters: readonly Letters[];
}

export interface Letters {
  text: string;
  bold: boolean;
}

/** In pixels. Such that a cell has a whole number of them. */
export const FONT_SIZE = 16;

/** What a page that shows drawings without fonts has among its styles. */
export const pictureCss = "svg.picture text{white-space:pre}";

/**
 * A drawing as SVG. Its text can be selected, nothing in it refers to anything outside, and nothing runs.
 *
 * @param fonts in a file of its own, the letters' fonts; in a page that has them, or takes the reader's own, none
 */
export function svgOf(
  { title, description, width, height, body, letters }: Drawing,
  fonts: "embedded" | "none",
): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    ...(fonts === "none" ? [] : [`<style>${pictureCss}${fontFaces(facesOf(letters))}</style>`]),
    `<g font-family="${FONT_FAMILY}, D2Coding, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
    ...body,
    "</g>",
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

/** The files of the typeface that letters are in. */
export function facesOf(letters: readonly Letters[]): Face[] {
  const faces = new Map<string, Face>();
  const seen = { 400: new Set<string>(), 700: new Set<string>() };
  for (const { text, bold } of letters) {
    const weight = bold ? 700 : 400;
    for (const letter of text) {
      if (seen[weight].has(letter)) continue;
      seen[weight].add(letter);
      const face = theFont().face(letter, weight);
      if (face !== undefined) faces.set(`${face.subset} ${weight}`, face);
    }
  }
  return [...faces.values()];
}

/** Files of the typeface as CSS that holds them. */
export const fontFaces = (faces: readonly Face[]): string =>
  faces
    .map((face) => {
      const data = theFont().woff2(face).toString("base64");
      return `@font-face{font-family:"${FONT_FAMILY}";font-weight:${face.weight};unicode-range:${face.unicodeRange};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
    })
    .join("");

const entities: { [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in an element or an attribute. A program can show what is no character, which XML has no way to write. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?!\n)[\p{Cc}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"]/g, (sign) => entities[sign] as string);
