import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
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

/** Replaces a file so that readers never see half of it: writes the new one beside it, under a unique name, and renames it. */
export async function replaceFile(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.new`;
  try {
    await writeFile(draft, content);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new LabError(`${file} could not be written`, {
      cause,
      remedy: "make sure that the disk has room and that the folder is yours",
    });
  }
}
