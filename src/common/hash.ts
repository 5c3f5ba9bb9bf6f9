import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** A short hash of values, for names. */
export const digest = (...content: unknown[]): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);

/** The parts of a folder that an image made from it depends on: paths, execute permissions, and bytes. */
export async function contentOf(folder: string): Promise<unknown[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.sort().map(async (path) => {
      const executable = ((await stat(path)).mode & 0o100) !== 0;
      return [relative(folder, path), executable, await readFile(path, "base64")];
    }),
  );
}
