import { readFile } from "node:fs/promises";
import { LabError } from "./errors.ts";

/** A text file's content, or `undefined` when there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new LabError(`${file} cannot be read`, { cause: error });
  }
}
