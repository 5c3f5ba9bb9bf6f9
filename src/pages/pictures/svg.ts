import { FOREGROUND, onPaper } from "./colours.ts";
import { type Face, FONT_FAMILIES, familyOf, theFont } from "./font.ts";
import { decoration, FONT_SIZE, type TextLine, type TextRun, weightOf } from "./text.ts";

/** A picture before it is written as SVG or PNG. */
export interface Drawing {
  /** Its title, for screen readers. */
  title: string;
  /** Its text, for screen readers; "" where the page has that text beside it. */
  description: string;
  /** In pixels. */
  width: number;
  height: number;
  /** Elements of SVG. */
  shapes: readonly string[];
  /** Text, above all shapes. */
  lines: readonly TextLine[];
}

/** The styles that a page with drawings needs. On paper, a terminal is light: a black one takes much ink. */
export const pictureCss = `svg.picture text{white-space:pre}@media print{${onPaper
  .map(([screen, paper]) => `svg.picture [fill="${screen}"]{fill:${paper}}`)
  .join("")}}`;

/**
 * A drawing as SVG. Its text can be selected, it refers to nothing outside, and it has no scripts.
 *
 * @param fonts embedded in a file of its own; none in a page that has the fonts, or uses the reader's own
 */
export const svgOf = (drawing: Drawing, fonts: "embedded" | "none"): string =>
  svgWith(
    drawing,
    fonts === "none" ? "" : `${pictureCss}${fontFaces(facesOf([drawing]))}`,
    textGroup(drawing.lines.map(textElement)),
  );

/** Elements of text in the typefaces, the size and the colour of pictures. */
export const textGroup = (text: readonly string[]): string[] => [
  `<g font-family="${FONT_FAMILIES}" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
  ...text,
  "</g>",
];

/** A drawing as SVG with these elements for its text. */
export function svgWith(
  { title, description, width, height, shapes }: Drawing,
  style: string,
  text: readonly string[],
): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    ...(description === "" ? [] : [`<desc>${escapeXml(description)}</desc>`]),
    ...(style === "" ? [] : [`<style>${style}</style>`]),
    ...shapes,
    ...text,
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

/** A line of text. */
export const textElement = ({ name, y, pieces }: TextLine): string =>
  element("text", { class: name, y }, pieces.map(span).join(""));

/** `textLength` keeps the columns in place with any font that the reader has. Only letters of another width are squeezed into their cells. */
function span({ x, width, text, style, hidden, stretch }: TextRun): string {
  const attributes = {
    x,
    textLength: width,
    lengthAdjust: stretch === 1 ? undefined : "spacingAndGlyphs",
    fill: style.colour === FOREGROUND ? undefined : style.colour,
    "fill-opacity": hidden ? 0 : undefined,
    "font-weight": style.bold ? 700 : undefined,
    "font-style": style.italic ? "italic" : undefined,
    "text-decoration": decoration(style),
  };
  return element("tspan", attributes, escapeXml(text));
}

/** An element of SVG. Attributes without a value are left out. */
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

/** The files of the typefaces that these drawings need. */
export function facesOf(drawings: readonly Drawing[]): Face[] {
  const faces = new Map<string, Face>();
  const seen = { 400: new Set<string>(), 700: new Set<string>() };
  for (const piece of drawings.flatMap(lettersOf)) {
    const weight = weightOf(piece);
    for (const letter of piece.text) {
      if (seen[weight].has(letter)) continue;
      seen[weight].add(letter);
      const face = theFont().face(letter, weight);
      if (face !== undefined) faces.set(familyOf(face), face);
    }
  }
  return [...faces.values()];
}

/** CSS with these files of the typefaces embedded. */
export const fontFaces = (faces: readonly Face[]): string =>
  faces
    .map((face) => {
      const { family, weight, unicodeRange, scale } = face;
      const data = theFont().woff2(face).toString("base64");
      const size = scale === 1 ? "" : `;size-adjust:${Number((100 * scale).toFixed(2))}%`;
      return `@font-face{font-family:"${family}";font-weight:${weight};unicode-range:${unicodeRange};src:url(data:font/woff2;base64,${data}) format("woff2")${size}}`;
    })
    .join("");

const entities: { [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for an element or an attribute. A program can print code points that XML does not allow. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?!\n)[\p{Cc}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"]/g, (sign) => entities[sign] as string);
