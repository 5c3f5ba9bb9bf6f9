import { randomUUID } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { glob, link, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { poll } from "../common/abort.ts";
import { labName } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { readIfExists } from "../common/files.ts";
import { stateFolder } from "../common/paths.ts";
import { startOf } from "../common/processes.ts";
import type { Say } from "../common/progress.ts";

/**
 * How a command that stops, or its Pulumi, is waited for, in milliseconds: Pulumi's engine stops what it began, and writes its state.
 */
export const STOPPING = { every: 250, within: 30_000 };
/** The same, for a message. */
export const STOPPING_IN_WORDS = `${STOPPING.within / 1000} s`;
const SUFFIX = ".at-work";

/** A command that holds a lab, as the file of the hold has it. */
export interface Holder {
  pid: number;
  /** As {@link startOf} has it: another process may have the id by now. */
  started: string;
  /** The npm command. */
  command: string;
  /** Whether the command was asked to stop. */
  stopping: boolean;
}

export interface HoldOptions {
  /** Says that it waits for a command that is stopping. */
  say: Say;
  /** Ends the wait. Once the lab is held, it also marks the hold as that of a command that is stopping. */
  signal: AbortSignal;
  /** The folder of the hold's file. */
  folder?: string;
}

/**
 * Lets one command at a time change a lab of this folder. The hold ends with the process, also with one that is killed. A command that is
 * stopping is waited for.
 *
 * @param command the npm command that asks, for the error that another command gets.
 * @throws LabError that names the command which holds the lab.
 */
export async function holdLab(
  stack: string,
  command: string,
  { say, signal, folder = stateFolder() }: HoldOptions,
): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const started = await startOf(process.pid);
  if (started === undefined) throw new Error(`the start of process ${process.pid} is unknown`);
  const file = join(folder, `${stack}${SUFFIX}`);
  const draft = `${file}.${randomUUID()}`;
  const own: Holder = { pid: process.pid, started, command, stopping: false };
  await writeFile(draft, JSON.stringify(own));
  try {
    const holder = await poll(() => take(draft, file), {
      ...STOPPING,
      until: (holder) => !holder?.stopping,
      onWait: (holder) =>
        holder && say(`${inWords(holder)} is stopping; waiting up to ${STOPPING_IN_WORDS} for its end`),
      signal,
    });
    if (holder !== undefined) throw held(stack, holder);
  } finally {
    await rm(draft, { force: true });
  }
  const mark = () => {
    writeFileSync(draft, JSON.stringify({ ...own, stopping: true }));
    renameSync(draft, file);
  };
  signal.addEventListener("abort", mark, { once: true });
  return {
    [Symbol.asyncDispose]: () => {
      signal.removeEventListener("abort", mark);
      return rm(file, { force: true });
    },
  };
}

const inWords = ({ command, pid }: Holder): string => `${command} (process ${pid})`;

const held = (stack: string, holder: Holder): LabError =>
  holder.stopping
    ? new LabError(`${inWords(holder)} did not end within ${STOPPING_IN_WORDS}, and still holds ${labName(stack)}`, {
        remedy: "wait until it ends, and run this again",
      })
    : new LabError(`${inWords(holder)} is at work on ${labName(stack)}`, {
        remedy: `wait until it ends, or stop it: kill -INT ${holder.pid}`,
      });

/** Links a draft to the file of a hold. Returns the holder if another process that lives has the file. */
async function take(draft: string, file: string): Promise<Holder | undefined> {
  while (!(await linked(draft, file))) {
    const text = await readIfExists(file);
    if (text === undefined) continue;
    const holder = await livingHolder(text);
    if (holder !== undefined) return holder;
    // Only one process may remove a stale file; a second one could delete the new holder's file.
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
  const holder = parse(text);
  return holder !== undefined && (await startOf(holder.pid)) === holder.started ? holder : undefined;
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text);
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
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

/** The other commands of this user that hold a lab at this moment, in any folder, with the folder of each. */
export async function otherHolders(
  checkouts: string = dirname(stateFolder()),
): Promise<{ holder: Holder; checkout: string }[]> {
  const found = [];
  for await (const file of glob(`*/*${SUFFIX}`, { cwd: checkouts })) {
    const holder = await livingHolder((await readIfExists(join(checkouts, file))) ?? "");
    const checkout = (await readIfExists(join(checkouts, dirname(file), "checkout"))) ?? dirname(file);
    if (holder !== undefined && holder.pid !== process.pid) found.push({ holder, checkout: checkout.trim() });
  }
  return found;
}
