import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAlive } from "../../common/processes.ts";

/**
 * Makes a folder whole or not at all: it is filled under another name and renamed when `fill` is done. A folder that is
 * there is whole, and left as it is. Drafts of processes that died on the way are removed.
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
    // Another process was quicker, and what it made is as good.
    if (!existsSync(target)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeAbandonedDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = /^\.draft-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) await rm(join(parent, name), { recursive: true, force: true });
  }
}
