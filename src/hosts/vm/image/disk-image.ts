import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readIfExists } from "../../../common/files.ts";
import type { Boot } from "../machine/store.ts";

/** A disk that machines are laid over, complete. Nobody writes to it. */
export interface DiskImage {
  /** Its folder in the cache. Another folder means another disk, also if both were made from the same. */
  folder: string;
  /** The disk itself, in that folder. */
  file: string;
  format: "raw" | "qcow2";
  /** The disk, in another folder, that it is laid over itself. */
  over: string[];
  boot: Boot;
  /** In words, for the record. */
  base: string;
  /** The registry on the machine that has the stand-ins; `null` where the machine uses Docker Hub itself. */
  mirror: string | null;
  /** Names of the images that have a stand-in there. */
  standIns: string[];
}

/** The file that describes a disk, beside it. */
export const DESCRIPTION = "disk.json";

/** The disk in a folder; `undefined` when it, or what it is laid over itself, is not there any more. */
export async function readDiskImage(folder: string): Promise<DiskImage | undefined> {
  const text = await readIfExists(join(folder, DESCRIPTION));
  if (text === undefined) return undefined;
  const image = { ...(JSON.parse(text) as Omit<DiskImage, "folder">), folder };
  const { boot } = image;
  if ("kernel" in boot) image.boot = { kernel: resolve(folder, boot.kernel), initrd: resolve(folder, boot.initrd) };
  const needed = [
    join(folder, image.file),
    ...image.over,
    ...("kernel" in image.boot ? Object.values(image.boot) : []),
  ];
  const there = await Promise.all(
    needed.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return there.every(Boolean) ? image : undefined;
}
