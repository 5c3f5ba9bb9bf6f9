import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../../common/errors.ts";
import type { MadePicture, MissingPicture } from "./draw.ts";
import { type Painter, painter } from "./png.ts";
import { svgOf } from "./svg.ts";

/** The number of pictures that are made at the same time. Each needs memory for all of its pixels. */
export const AT_ONCE = 2;

/**
 * Writes pictures into a folder, each as SVG and as PNG, as soon as it is drawn.
 *
 * @returns the number of written pictures, and those that are missing
 * @throws {LabError} when the folder cannot be written to
 */
export async function writePictures(
  pictures: AsyncIterable<MadePicture | MissingPicture>,
  folder: string,
): Promise<{ made: number; missing: MissingPicture[] }> {
  await using png = await painter();
  await writing(folder, mkdir(folder, { recursive: true }));
  const done = { made: 0, missing: [] as MissingPicture[] };
  const next = pictures[Symbol.asyncIterator]();
  const work = async () => {
    for await (const picture of { [Symbol.asyncIterator]: () => next }) {
      if ("drawing" in picture) {
        await writePicture(picture, folder, png);
        done.made += 1;
      } else done.missing.push(picture);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return done;
}

async function writePicture({ name, drawing }: MadePicture, folder: string, png: Painter): Promise<void> {
  const file = join(folder, name);
  const painted = await png.png(drawing);
  await writing(
    folder,
    Promise.all([writeFile(`${file}.svg`, svgOf(drawing, "embedded")), writeFile(`${file}.png`, painted)]),
  );
}

const writing = (folder: string, work: Promise<unknown>): Promise<unknown> =>
  work.catch((cause) => {
    throw new LabError(`The pictures could not be written to ${folder}`, {
      cause,
      remedy: "make room on the disk, check that the folder is yours, or name another folder with --out",
    });
  });
