import { existsSync } from "node:fs";
import { poll } from "../common/abort.ts";
import { advice, type LabCommand, labName, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import type { Say } from "../common/progress.ts";
import { PROJECT } from "../common/settings.ts";
import type { Host } from "../hosts/host.ts";
import { STOPPING, STOPPING_IN_WORDS } from "./hold.ts";
import { ensureBackend } from "./pulumi/backend.ts";
import { checkpointFile, mendCheckpoint } from "./pulumi/checkpoint.ts";
import { ensurePulumi, type Pulumi } from "./pulumi/cli.ts";
import { clearStaleLocks, StackLocked } from "./pulumi/locks.ts";
import { ensureProject } from "./pulumi/project.ts";
import { findStack, type Stack, type StackOptions } from "./pulumi/stack.ts";

/**
 * What it takes to open this folder's stack of that name. A lock that a killed command left on it is removed, and a state that was cut short
 * is mended.
 */
export async function stackOptions(name: string, pulumi: Pulumi, say: Say, signal: AbortSignal): Promise<StackOptions> {
  const { folder, env } = await ensureBackend();
  if (folder !== undefined) {
    await waitForLock(folder, name, say, signal);
    await mendCheckpoint(folder, name, say);
  }
  const known = folder !== undefined && holdsStack(folder, name);
  return { root: await ensureProject(), name, pulumi, known, env: { ...pulumi.env, ...env } };
}

/** Whether a local backend holds a stack. */
const holdsStack = (folder: string, name: string): boolean => existsSync(checkpointFile(folder, name));

/** Waits for the Pulumi of a command that was killed just now. A lock of another machine is not waited for. */
async function waitForLock(folder: string, name: string, say: Say, signal: AbortSignal): Promise<void> {
  const look = async (): Promise<StackLocked | undefined> => {
    try {
      await clearStaleLocks(folder, PROJECT, name);
      return undefined;
    } catch (error) {
      if (!(error instanceof StackLocked) || error.pid === undefined) throw error;
      return error;
    }
  };
  const locked = await poll(look, {
    ...STOPPING,
    until: (locked) => locked === undefined,
    onWait: (locked) =>
      say(`Pulumi (process ${locked?.pid}) still works on the lab; waiting up to ${STOPPING_IN_WORDS} for its end`),
    signal,
  });
  if (locked !== undefined) throw locked;
}

/** This folder's stack of that name, if it was ever made. */
export async function findLab(name: string, say: Say, signal: AbortSignal): Promise<Stack | undefined> {
  const { folder } = await ensureBackend();
  // A local backend that never held the stack is no reason to fetch Pulumi.
  if (folder !== undefined && !holdsStack(folder, name)) return undefined;
  const pulumi = await ensurePulumi(say, signal);
  return findStack(await stackOptions(name, pulumi, say, signal));
}

/** All hosts of a lab; none where it is not up. @param say shows what is installed meanwhile */
export async function hostsUp(stackName: string, say: Say, signal: AbortSignal): Promise<Host[]> {
  const stack = await findLab(stackName, say, signal);
  return (await stack?.outputs())?.hosts?.value ?? [];
}

/**
 * The hosts of a lab that is up.
 *
 * @param say shows what is installed meanwhile
 * @param wanted a host's name; all of them without it.
 * @throws LabError when the lab is not up, or has no host of that name; Interrupted.
 */
export async function findHosts(stackName: string, say: Say, signal: AbortSignal, wanted?: string): Promise<Host[]> {
  const hosts = await hostsUp(stackName, say, signal);
  if (hosts.length === 0)
    throw new LabError(`There are no hosts: ${labName(stackName)} is not up`, { remedy: advice`${npm("start")}` });
  const found = hosts.filter(({ name }) => wanted === undefined || name === wanted);
  if (found.length > 0) return found;
  throw new LabError(`There is no host ${wanted} in ${labName(stackName)}`, {
    remedy: `choose one of ${hosts.map(({ name }) => name).join(", ")}`,
  });
}

/**
 * The only one of a lab's hosts.
 *
 * @param command the command that names one
 * @throws LabError when there are several
 */
export function oneHost(hosts: readonly Host[], command: (name: string) => LabCommand): Host {
  const [host, another] = hosts;
  if (host !== undefined && another === undefined) return host;
  throw new LabError("The lab has several hosts", {
    remedy: hosts
      .map((each) => command(each.name))
      .reduce((all, each, index) => advice`${all}${index === 0 ? "" : ", "}${each}`, advice`name one: `),
  });
}
