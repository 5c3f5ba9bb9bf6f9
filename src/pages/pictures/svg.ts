import { type Face, FONT_FAMILY, theFont } from "./font.ts";
import { FOREGROUND } from "./colours.ts";
import { decoration, FONT_SIZE, type TextRun, type TextLine, weightOf } from "./text.ts";

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
  shapes: readonly string[];
  /** Text, above all shapes. */
  lines: readonly TextLine[];
}

/** What a page that shows drawings without fonts has among its styles. */
export const pictureCss = "svg.picture text{white-space:pre}";

/**
 * A drawing as SVG. Its text can be selected, nothing in it refers to anything outside, and nothing runs.
 *
 * @param fonts in a file of its own, the letters' fonts; in a page that has them, or takes the reader's own, none
 */
export const svgOf = (drawing: Drawing, fonts: "embedded" | "none"): string =>
  svgWith(drawing, fonts === "none" ? "" : `${pictureCss}${fontFaces(facesOf([drawing]))}`, [
    `<g font-family="${FONT_FAMILY}, D2Coding, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
    ...drawing.lines.map(text),
    "</g>",
  ]);

/** A drawing as SVG with its text as it is given. */
export function svgWith(
  { title, description, width, height, shapes }: Drawing,
  style: string,
  text: readonly string[],
): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    ...(style === "" ? [] : [`<style>${style}</style>`]),
    ...shapes,
    ...text,
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

const text = ({ name, y, pieces }: TextLine): string => element("text", { class: name, y }, pieces.map(span).join(""));

/** Its length is told, so that nothing drifts with whatever font a reader has. */
function span({ x, width, text, style, hidden }: TextRun): string {
  const attributes = {
    x,
    textLength: width,
    lengthAdjust: "spacingAndGlyphs",
    fill: style.colour === FOREGROUND ? undefined : style.colour,
    "fill-opacity": hidden ? 0 : undefined,
    "font-weight": style.bold ? 700 : undefined,
    "font-style": style.italic ? "italic" : undefined,
    "text-decoration": decoration(style),
  };
  return element("tspan", attributes, escapeXml(text));
}

/** An element of SVG, with those of its attributes that have a value. */
export function element(
  name: string,
  attributes: { [name: string]: string | number | undefined },
  content: string,
): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return `<${name}${written.map(([name, value]) => ` ${name}="${value}"`).join("")}>${content}</${name}>`;
}

/** The pieces of a drawing's text that are drawn by a font. */
export const lettersOf = ({ lines }: Drawing): (TextRun & Pick<TextLine, "y">)[] =>
  lines.flatMap(({ y, pieces }) => pieces.filter(({ hidden }) => !hidden).map((piece) => ({ ...piece, y })));

/** The files of the typeface that drawings have letters of. */
export function facesOf(drawings: readonly Drawing[]): Face[] {
  const faces = new Map<string, Face>();
  const seen = { 400: new Set<string>(), 700: new Set<string>() };
  for (const piece of drawings.flatMap(lettersOf)) {
    const weight = weightOf(piece);
    for (const letter of piece.text) {
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
