import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { FONT_FAMILY, theFont } from "./font.ts";
import { type Drawing, facesOf, svgOf } from "./picture-svg.ts";

/** Pixels of a PNG for one of the drawing, so that it is sharp on a projector. */
const ZOOM = 2;

/** Drawings as PNG, in their order. Letters that the typeface has not are drawn with the fonts of this machine, if it has them. */
export async function pngsOf(drawings: readonly Drawing[]): Promise<Buffer[]> {
  // The program that draws takes files.
  const folder = await mkdtemp(join(tmpdir(), "labnote-fonts-"));
  try {
    const faces = facesOf(drawings.flatMap(({ letters }) => letters));
    const fontFiles = faces.map(({ subset, weight }) => join(folder, `${subset}-${weight}.ttf`));
    await Promise.all(faces.map((face, index) => writeFile(fontFiles[index] as string, theFont().sfnt(face))));
    const pngs: Buffer[] = [];
    // One after the other: each takes as much memory as it has pixels.
    for (const drawing of drawings) {
      const font = { fontFiles, loadSystemFonts: lacksLetters(drawing), defaultFontFamily: FONT_FAMILY };
      const image = await renderAsync(svgOf(drawing, "none"), { font, fitTo: { mode: "zoom", value: ZOOM } });
      pngs.push(image.asPng());
    }
    return pngs;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const lacksLetters = ({ letters }: Drawing): boolean =>
  [...new Set(letters.flatMap(({ text }) => [...text]))].some((letter) => theFont().advance(letter) === undefined);
