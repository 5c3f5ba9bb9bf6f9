import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../errors.ts";
import { pngsOf } from "./picture-png.ts";
import { svgOf } from "./picture-svg.ts";
import type { MadePicture } from "./pictures.ts";

/**
 * Writes pictures into a folder, each as SVG and as PNG.
 *
 * @throws {LabError} when the folder cannot be written to
 */
export async function writePictures(pictures: readonly MadePicture[], folder: string): Promise<void> {
  const pngs = await pngsOf(pictures.map(({ drawing }) => drawing));
  try {
    await mkdir(folder, { recursive: true });
    for (const [index, { name, drawing }] of pictures.entries()) {
      await writeFile(join(folder, `${name}.svg`), svgOf(drawing, "embedded"));
      await writeFile(join(folder, `${name}.png`), pngs[index] as Buffer);
    }
  } catch (cause) {
    throw new LabError(`The pictures could not be written to ${folder}`, {
      cause,
      remedy: "see that there is room on the disk and that the folder is yours, or give another with --out",
    });
  }
}
