import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { type Face, familyOf, theFont } from "./font.ts";
import { type Drawing, element, escapeXml, lettersOf, svgWith } from "./picture-svg.ts";
import { byFace, decoration, type FacePiece, FONT_SIZE } from "./picture-text.ts";

/** Pixels of a PNG for one of the drawing, so that it is sharp on a projector. */
const ZOOM = 2;

/** Drawings as PNG, in their order. Letters that the typeface has not are drawn with the fonts of this machine, if it has them. */
export async function pngsOf(drawings: readonly Drawing[]): Promise<Buffer[]> {
  // The program that draws takes files.
  const folder = await mkdtemp(join(tmpdir(), "labnote-fonts-"));
  try {
    const pngs: Buffer[] = [];
    const fontFiles = new Map<string, string>();
    // One after the other: each takes as much memory as it has pixels.
    for (const drawing of drawings) {
      const pieces = lettersOf(drawing).flatMap((piece) => byFace(piece).map((part) => ({ ...part, y: piece.y })));
      const faces = [usualFace(), ...pieces.flatMap(({ face }) => face ?? [])];
      for (const face of faces) {
        if (fontFiles.has(familyOf(face))) continue;
        const file = join(folder, `${familyOf(face)}.ttf`);
        fontFiles.set(familyOf(face), file);
        await writeFile(file, theFont().sfnt(face));
      }
      const svg = svgWith(drawing, "", pieces.map(text));
      const files = [...new Set(faces.map((face) => fontFiles.get(familyOf(face)) as string))];
      const font = {
        fontFiles: files,
        loadSystemFonts: pieces.some(({ stretch }) => stretch === undefined),
        defaultFontFamily: familyOf(usualFace()),
      };
      const image = await renderAsync(svg, { font, fitTo: { mode: "zoom", value: ZOOM } });
      pngs.push(image.asPng());
    }
    return pngs;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Whose size and weight other fonts' letters are chosen by. */
const usualFace = (): Face => theFont().face("0", 400) as Face;

/** The typeface has no italics, and the program slants no letters by itself, as browsers do. */
const SLANT = " skewX(-14)";

/** A piece as the program draws it: it takes all letters of an element from one family. */
const text = ({ face = usualFace(), text, x, y, width, style }: FacePiece & { y: number }): string =>
  element(
    "text",
    {
      transform: `translate(${x} ${y})${style.italic ? SLANT : ""}`,
      textLength: width,
      lengthAdjust: "spacingAndGlyphs",
      fill: style.colour,
      "font-family": familyOf(face),
      "font-size": FONT_SIZE,
      "text-decoration": decoration(style),
      "xml:space": "preserve",
    },
    escapeXml(text),
  );
