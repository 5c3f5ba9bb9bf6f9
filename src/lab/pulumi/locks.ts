import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Advice, advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";
import { isRunning } from "../../common/processes.ts";

/** What Pulumi writes into the lock file of a stack (pulumi/pkg/backend/diy/lock.go). */
export interface Lock {
  pid: number;
  username: string;
  hostname: string;
  timestamp: string;
}

/** Another process works on the stack, or may do so. */
export class StackLocked extends LabError {
  /** The process, when it runs on this machine. */
  readonly pid: number | undefined;

  constructor(what: string, { pid, remedy }: { pid?: number; remedy: Advice | string }) {
    super(what, { remedy });
    this.pid = pid;
  }
}

/** Whether the holder of a lock is known to be dead. A process of another machine never is. */
export const isStale = (lock: Lock, machine: string, holderRuns: boolean): boolean =>
  lock.hostname === machine && !holderRuns;

/**
 * Removes the locks on a stack that a killed Pulumi left in a local backend, and the drafts of locks, which Pulumi takes for locks.
 *
 * @param backend the backend's folder.
 * @throws StackLocked that names the holder of a lock that is not stale.
 */
export async function clearStaleLocks(backend: string, project: string, stack: string): Promise<void> {
  const folder = join(backend, ".pulumi", "locks", "organization", project, stack);
  for (const name of await filesOf(folder)) {
    const text = await readIfExists(join(folder, name));
    if (text === undefined) continue;
    const lock = parse(text);
    const held = lock === undefined ? isLock(name) : !isStale(lock, hostname(), await isRunning(lock.pid, "pulumi"));
    if (held) throw lockedBy(stack, join(folder, name), lock);
    await rm(join(folder, name), { force: true });
  }
}

/** Whether a file that says nothing of its process is a lock all the same. A draft has another name, and is empty for no longer than a write takes. */
const isLock = (name: string): boolean => name.endsWith(".json");

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new LabError(`${folder} cannot be read`, { cause: error });
  }
}

function parse(text: string): Lock | undefined {
  try {
    const lock = JSON.parse(text);
    return Number.isInteger(lock.pid) && typeof lock.hostname === "string" ? lock : undefined;
  } catch {
    return undefined;
  }
}

function lockedBy(stack: string, file: string, lock: Lock | undefined): StackLocked {
  if (lock === undefined)
    return new StackLocked(`The stack ${stack} is locked, and ${file} does not say by which process`, {
      remedy: advice`when no other command works on it, run \`pulumi cancel\` with the variables that ${npm("doctor")} prints`,
    });
  const { pid, username, hostname: machine, timestamp } = lock;
  const what = `Process ${pid} of ${username} on ${machine} has worked on the stack ${stack} since ${timestamp}`;
  return machine === hostname()
    ? new StackLocked(what, { pid, remedy: `wait until it ends, or stop it (kill ${pid}), and run this again` })
    : new StackLocked(what, { remedy: `wait until it ends; if it was killed there, remove ${file}` });
}
