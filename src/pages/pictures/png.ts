import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { type Face, familyOf, theFont } from "./font.ts";
import { type Drawing, element, escapeXml, lettersOf, svgWith } from "./svg.ts";
import { byFace, decoration, type FaceRun, FONT_SIZE } from "./text.ts";

/** Pixels of a PNG for each pixel of the drawing, so that it is sharp on a projector. */
const ZOOM = 2;

/** Makes PNGs of drawings. Its temporary files are deleted when it is disposed of. */
export interface Painter extends AsyncDisposable {
  /** A drawing as PNG. Letters that the typefaces lack are drawn with this machine's fonts, if they have them. */
  png(drawing: Drawing): Promise<Buffer>;
}

/** Makes a painter, with a temporary folder for fonts: the library that draws takes files. */
export async function painter(): Promise<Painter> {
  const folder = await mkdtemp(join(tmpdir(), "labnote-fonts-"));
  const written = new Map<string, Promise<string>>();
  const write = async (face: Face) => {
    const file = join(folder, `${familyOf(face)}.ttf`);
    await writeFile(file, theFont().sfnt(face));
    return file;
  };
  const fontFile = (face: Face) => {
    const family = familyOf(face);
    if (!written.has(family)) written.set(family, write(face));
    return written.get(family) as Promise<string>;
  };
  return {
    async png(drawing) {
      const pieces = lettersOf(drawing).flatMap((piece) => byFace(piece).map((part) => ({ ...part, y: piece.y })));
      const faces = [usualFace(), ...pieces.flatMap(({ face }) => face ?? [])];
      const font = {
        fontFiles: [...new Set(await Promise.all(faces.map(fontFile)))],
        loadSystemFonts: pieces.some(({ stretch }) => stretch === undefined),
        defaultFontFamily: familyOf(usualFace()),
      };
      const svg = svgWith(drawing, "", pieces.map(text));
      return (await renderAsync(svg, { font, fitTo: { mode: "zoom", value: ZOOM } })).asPng();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** A drawing as PNG, by a painter of its own. */
export async function pngOf(drawing: Drawing): Promise<Buffer> {
  await using own = await painter();
  // The painter's fonts are deleted when this returns: without them, no letter is drawn.
  return await own.png(drawing);
}

/** The font by whose size and weight other fonts are chosen. */
const usualFace = (): Face => theFont().face("0", 400) as Face;

/** The typefaces have no italics, and the library does not slant letters as browsers do. */
const SLANT = " skewX(-14)";

/** A piece as an element. The library takes all letters of an element from one family. */
const text = ({ face = usualFace(), text, x, y, width, style }: FaceRun & { y: number }): string =>
  element(
    "text",
    {
      transform: `translate(${x} ${y})${style.italic ? SLANT : ""}`,
      textLength: width,
      lengthAdjust: "spacingAndGlyphs",
      fill: style.colour,
      "font-family": familyOf(face),
      "font-size": FONT_SIZE * face.scale,
      "text-decoration": decoration(style),
      "xml:space": "preserve",
    },
    escapeXml(text),
  );
