import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE_FOLDER } from "../../../common/paths.ts";
import { isAlive, singleFlight } from "../../../common/processes.ts";
import { DESCRIPTION, type DiskImage, readDiskImage } from "./disk-image.ts";

/** The folder with a folder for each disk that is kept between labs. */
export const disksFolder = (): string => join(CACHE_FOLDER, "machines", "disks");

/** The beginning of a folder's name in which a disk is being made; the process that does it follows. */
const DRAFT = "draft-";

/** What a maker returns: paths are within the folder it was given, or absolute. */
export type Description = Omit<DiskImage, "folder">;

/**
 * The disk of a name, which is the hash of all that goes into it; `undefined` if there is none. There may be more than one, each in a folder of
 * its own: a disk that is made again is never put in the place of one that machines are laid over.
 */
export async function findDisk(name: string): Promise<DiskImage | undefined> {
  const folders = (await foldersThere()).filter((folder) => folder.startsWith(`${name}-`)).sort();
  const images = await Promise.all(folders.map((folder) => readDiskImage(join(disksFolder(), folder))));
  return images.find((image) => image !== undefined);
}

const foldersThere = (): Promise<string[]> => readdir(disksFolder()).catch(() => []);

/** The disk of a name, made if there is none. Only a complete disk gets a name; of two that make it at once, the later gets the first one's. */
export const ensureDisk = singleFlight(
  async (name: string, make: (folder: string) => Promise<Description>): Promise<DiskImage> => {
    const there = await findDisk(name);
    if (there !== undefined) return there;
    await removeDrafts();
    const mark = randomBytes(4).toString("hex");
    const draft = join(disksFolder(), `${DRAFT}${process.pid}-${mark}`);
    await mkdir(draft, { recursive: true });
    try {
      const description = await make(draft);
      await writeFile(join(draft, DESCRIPTION), JSON.stringify(description, undefined, 2));
      const first = await findDisk(name);
      if (first !== undefined) return first;
      const folder = join(disksFolder(), `${name}-${mark}`);
      await rename(draft, folder);
      return { ...description, ...((await readDiskImage(folder)) as DiskImage) };
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  },
);

/** Removes what makers that were killed have left. */
export async function removeDrafts(): Promise<void> {
  const drafts = (await foldersThere()).filter((folder) => folder.startsWith(DRAFT));
  const abandoned = drafts.filter((folder) => !isAlive(Number(folder.split("-")[1])));
  await Promise.all(abandoned.map((folder) => rm(join(disksFolder(), folder), { recursive: true, force: true })));
}

/** A disk that is kept between labs. */
export interface KeptDisk {
  folder: string;
  /** What it takes of the user's disk. */
  bytes: number;
}

/** All disks that are kept. */
export async function keptDisks(): Promise<KeptDisk[]> {
  const folders = (await foldersThere())
    .filter((folder) => !folder.startsWith(DRAFT))
    .map((name) => join(disksFolder(), name));
  return Promise.all(folders.map(async (folder) => ({ folder, bytes: await bytesOf(folder) })));
}

/** Bytes that the files of a folder take: a disk has holes. */
async function bytesOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const blocks = names.map(async (name) => (await stat(join(folder, name)).catch(() => undefined))?.blocks ?? 0);
  return (await Promise.all(blocks)).reduce((sum, count) => sum + count * 512, 0);
}
