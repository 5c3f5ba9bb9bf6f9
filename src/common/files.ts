import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
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

/** Where a file is written before it gets its name: beside its place, so on the same file system, and nobody else's. */
const draftOf = (file: string): string => `${file}.${randomUUID()}.new`;

/** Replaces a file so that readers never see half of it: writes the new one beside it, under a unique name, and renames it. */
export async function replaceFile(file: string, content: string, mode = 0o666): Promise<void> {
  const draft = draftOf(file);
  try {
    await writeFile(draft, content, { mode });
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new LabError(`${file} could not be written`, {
      cause,
      remedy: "make sure that the disk has room and that the folder is yours",
    });
  }
}

/** What a file system says that has no hard links. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/**
 * Makes a file that was not there, so that readers never see half of it: writes it beside its place, under a unique name, and links it.
 *
 * @throws the system's own error, with the code EEXIST where there is such a file
 */
export async function createFile(file: string, content: string, mode = 0o666): Promise<void> {
  const draft = draftOf(file);
  try {
    await writeFile(draft, content, { mode });
    await link(draft, file);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
    await writeFile(file, content, { flag: "wx", mode });
  } finally {
    await rm(draft, { force: true });
  }
}
