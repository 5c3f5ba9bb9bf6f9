import { randomUUID } from "node:crypto";
import { link, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../common/errors.ts";
import { readIfExists } from "../common/files.ts";
import { stateFolder } from "../common/paths.ts";
import { isRunning } from "../common/processes.ts";

/**
 * Lets one command at a time change a lab of this checkout. The hold ends with the process, however that ends.
 *
 * @param command the npm command that asks, for whoever comes second.
 * @throws LabError that names the command which is at work.
 */
export async function holdLab(
  stack: string,
  command: string,
  folder: string = stateFolder(),
): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${stack}.at-work`);
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${process.pid} ${command}`);
  try {
    const holder = await take(draft, file);
    if (holder !== undefined)
      throw new LabError(`${holder.command} (process ${holder.pid}) is at work on the lab ${stack}`, {
        remedy: `wait until it ends, or stop it: kill -INT ${holder.pid}`,
      });
  } finally {
    await rm(draft, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

interface Holder {
  pid: number;
  command: string;
}

/** Links a draft to the file of a hold, unless a process that lives has it: then this one is returned. */
async function take(draft: string, file: string): Promise<Holder | undefined> {
  while (!(await linked(draft, file))) {
    const text = await readIfExists(file);
    if (text === undefined) continue;
    const holder = await livingHolder(text);
    if (holder !== undefined) return holder;
    // Of those that find it left over one alone removes it; another would remove what the first has put in its place.
    const clearing = `${file}.clearing`;
    const other = await take(draft, clearing);
    if (other !== undefined) return other;
    try {
      if ((await readIfExists(file)) === text) await rm(file);
    } finally {
      await rm(clearing);
    }
  }
  return undefined;
}

async function livingHolder(text: string): Promise<Holder | undefined> {
  const [, id, command = ""] = /^(\d+) (.+)$/.exec(text) ?? [];
  const pid = Number(id);
  return id !== undefined && (await isRunning(pid, "node")) ? { pid, command } : undefined;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
