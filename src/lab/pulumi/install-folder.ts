import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAlive } from "../../common/processes.ts";

/**
 * Makes a folder whole or not at all: `fill` fills a draft, which is then renamed. A folder that is there is whole, and stays as it
 * is. Drafts of processes that died on the way are removed.
 */
export async function installFolder(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const [parent, name] = [dirname(target), basename(target)];
  await mkdir(parent, { recursive: true });
  await removeAbandonedDrafts(parent);
  const draft = await mkdtemp(join(parent, `.draft-${process.pid}-${name}-`));
  try {
    await fill(draft);
    await rename(draft, target);
  } catch (error) {
    // Another process was quicker, and its folder is as good.
    if (!existsSync(target)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeAbandonedDrafts(parent: string): Promise<void> {
  for (const { path, maker } of await draftsIn(parent))
    if (!isAlive(maker)) await rm(path, { recursive: true, force: true });
}

/** The processes that are at this moment filling a folder in `parent`. */
export const installersIn = async (parent: string): Promise<number[]> =>
  (await draftsIn(parent)).map(({ maker }) => maker).filter(isAlive);

async function draftsIn(parent: string): Promise<{ path: string; maker: number }[]> {
  const names = existsSync(parent) ? await readdir(parent) : [];
  return names.flatMap((name) => {
    const maker = /^\.draft-(\d+)-/.exec(name)?.[1];
    return maker === undefined ? [] : [{ path: join(parent, name), maker: Number(maker) }];
  });
}
