import { readFile, rename, writeFile } from "node:fs/promises";
import { LabError } from "./errors.ts";

/** A text file's content, or `undefined` when there is no such file. */
export async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new LabError(`${file} cannot be read`, { cause: error });
  }
}

/** A file is whole at any time: the new one is written beside it. */
export async function replaceFile(file: string, content: string): Promise<void> {
  try {
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw new LabError(`${file} could not be written`, {
      cause,
      remedy: "see that there is room on the disk and that the folder is yours",
    });
  }
}
