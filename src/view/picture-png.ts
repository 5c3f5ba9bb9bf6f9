import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { FONT_FAMILY, theFont } from "./font.ts";
import { facesOf, type Picture, type PictureRow, pictureSvg } from "./picture-svg.ts";

/** Pixels of a PNG for one of the picture, so that it is sharp on a projector. */
const ZOOM = 2;

/** Pictures as PNG, in their order. Letters that the typeface has not are drawn with the fonts of this machine, if it has them. */
export async function picturePngs(pictures: readonly Picture[]): Promise<Buffer[]> {
  // The program that draws takes files.
  const folder = await mkdtemp(join(tmpdir(), "labnote-fonts-"));
  try {
    const rows = pictures.flatMap((picture) => picture.rows);
    const fontFiles = await Promise.all(
      facesOf(rows).map(async (face) => {
        const file = join(folder, `${face.subset}-${face.weight}.ttf`);
        await writeFile(file, theFont().sfnt(face));
        return file;
      }),
    );
    const pngs: Buffer[] = [];
    // One after the other: each takes as much memory as it has pixels.
    for (const picture of pictures) {
      const svg = pictureSvg(picture, "none");
      const font = { fontFiles, loadSystemFonts: lacksLetters(picture.rows), defaultFontFamily: FONT_FAMILY };
      const image = await renderAsync(svg, { font, fitTo: { mode: "zoom", value: ZOOM } });
      pngs.push(image.asPng());
    }
    return pngs;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const lacksLetters = (rows: readonly PictureRow[]): boolean =>
  rows.some(
    (row) =>
      !("leftOut" in row) &&
      row.some(({ text }) => [...text].some((letter) => theFont().advance(letter) === undefined)),
  );
