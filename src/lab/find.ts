import { existsSync } from "node:fs";
import { join } from "node:path";
import { poll } from "../common/abort.ts";
import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { CHECKOUT } from "../common/paths.ts";
import type { Say } from "../common/progress.ts";
import { PROJECT } from "../common/settings.ts";
import type { Host } from "../hosts/host.ts";
import { ensureBackend } from "./pulumi/backend.ts";
import { ensurePulumi, type Pulumi } from "./pulumi/cli.ts";
import { clearStaleLocks, StackLocked } from "./pulumi/locks.ts";
import { findStack, type Stack, type StackOptions } from "./pulumi/stack.ts";

/** Milliseconds in which a command that was just killed comes to its end: it stops what it began, and leaves its state whole. */
const PATIENCE = 20_000;

/** What it takes to open this checkout's stack of that name. A lock that a killed command left on it is gone. */
export async function stackOptions(name: string, pulumi: Pulumi): Promise<StackOptions> {
  const state = await ensureBackend();
  if (state.folder !== undefined) await freeOfLocks(state.folder, name);
  return { root: CHECKOUT, name, pulumi, env: { ...pulumi.env, ...state.env } };
}

async function freeOfLocks(folder: string, name: string): Promise<void> {
  const clear = () =>
    clearStaleLocks(folder, PROJECT, name).catch((error: unknown) => {
      if (!(error instanceof StackLocked)) throw error;
      return error;
    });
  const locked = await poll(clear, { until: (locked) => locked === undefined, every: 250, within: PATIENCE });
  if (locked !== undefined) throw locked;
}

/** This checkout's stack of that name, if it was ever made. */
export async function findLab(name: string, say: Say): Promise<Stack | undefined> {
  const { folder } = await ensureBackend();
  // A local backend that never held the stack is no reason to fetch Pulumi.
  if (folder !== undefined && !existsSync(join(folder, ".pulumi", "stacks", PROJECT, `${name}.json`))) return undefined;
  return findStack(await stackOptions(name, await ensurePulumi(say)));
}

/**
 * The hosts of a lab that is up.
 *
 * @param wanted a host's name; all of them without it.
 * @throws LabError when the lab is not up, or has no host of that name.
 */
export async function findHosts(stackName: string, wanted?: string): Promise<Host[]> {
  const stack = await findLab(stackName, (line) => console.error(line));
  const hosts: Host[] = (await stack?.outputs())?.hosts?.value ?? [];
  if (hosts.length === 0) throw new LabError(`The lab ${stackName} is not up`, { remedy: advice`${npm("start")}` });
  const found = hosts.filter(({ name }) => wanted === undefined || name === wanted);
  if (found.length > 0) return found;
  throw new LabError(`The lab ${stackName} has no host ${wanted}`, {
    remedy: `choose one of ${hosts.map(({ name }) => name).join(", ")}`,
  });
}
