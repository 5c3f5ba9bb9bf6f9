import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LabError } from "../errors.ts";
import type { Note } from "../note/note.ts";
import { renderHandout } from "./handout.ts";
import type { MadePicture } from "./pictures.ts";

/**
 * Writes a note's handout.
 *
 * @throws {LabError} when the file cannot be written
 */
export async function writeHandout(
  note: Note,
  markdown: string,
  pictures: readonly MadePicture[],
  file: string,
): Promise<void> {
  const own = (name: string) => readFile(join(import.meta.dirname, name), "utf8");
  const [style, ...scripts] = await Promise.all(["handout.css", "copy.js", "scroll.js", "handout-client.js"].map(own));
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      renderHandout({ note, markdown, pictures, style: style as string, script: scripts.join("") }),
    );
  } catch (cause) {
    throw new LabError(`The handout could not be written to ${file}`, {
      cause,
      remedy: "see that there is room on the disk and that the folder is yours, or give another with --out",
    });
  }
}
