import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { advice, labName, npm, renderAdvice } from "../../common/advice.ts";
import { readIfExists, replaceFile } from "../../common/files.ts";
import type { Say } from "../../common/progress.ts";
import { PROJECT } from "../../common/settings.ts";
import type { KnownResource } from "../../hosts/inventory.ts";

/** The part that is read here of a file with a stack's state, in Pulumi's version 3 of it. */
export interface Checkpoint {
  checkpoint?: { latest?: DeploymentContent | null };
}

/** The part of a deployment that is read here. */
export interface DeploymentContent {
  resources?: DeploymentResource[] | null;
  pending_operations?: { resource: DeploymentResource; type: string }[] | null;
}

/** A resource of a deployment. `delete` marks one that another has replaced. */
export type DeploymentResource = Pick<KnownResource, "urn" | "type"> & Partial<KnownResource> & { delete?: boolean };

/** The folder with the states of all stacks of a local backend. */
const stacksFolder = (backend: string): string => join(backend, ".pulumi", "stacks");

/** The file with the state of a stack. Where there is none, the stack was never made. */
export const checkpointFile = (backend: string, stack: string): string =>
  join(stacksFolder(backend), PROJECT, `${stack}.json`);

/** The names of the stacks in a local backend; `undefined` where no Pulumi ever used it. */
export async function stacksIn(backend: string): Promise<string[] | undefined> {
  if (!existsSync(stacksFolder(backend))) return undefined;
  return jsonIn(join(stacksFolder(backend), PROJECT)).then((names) => names.map((name) => basename(name, ".json")));
}

/** What a file has; `undefined` where it was cut short. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The state of a stack: the newest that is whole of those that Pulumi keeps. */
export async function readCheckpoint(backend: string, stack: string): Promise<Checkpoint | undefined> {
  return (await newestWhole(await keptCheckpoints(backend, stack)))?.checkpoint;
}

/**
 * Sees to it that Pulumi can read the state of a stack, as long as no Pulumi works on it.
 *
 * Pulumi replaces the file by another, so a Pulumi that was killed leaves a whole one. A machine that lost its power may not.
 *
 * @param say told when the state is another than it was
 */
export async function mendCheckpoint(backend: string, stack: string, say: Say): Promise<void> {
  const file = checkpointFile(backend, stack);
  // A Pulumi without our variables writes these in place, and reads no file beside which one is empty: it says "EOF". Nothing needs them.
  for (const each of [file, join(backend, ".pulumi", "meta.yaml")]) await rm(`${each}.attrs`, { force: true });
  const files = await keptCheckpoints(backend, stack);
  const whole = await newestWhole(files);
  if (files[0] !== file || whole?.file === file) return;
  if (whole === undefined) await rm(file);
  else await replaceFile(file, whole.text);
  const [instead, when] =
    whole === undefined
      ? ["and no earlier one is whole, so labnote begins anew", "before"]
      : ["so labnote took an earlier one", "since"];
  const said = advice`The state of ${labName(stack)} was cut short, ${instead}; ${npm("down")} also finds what was made ${when}.`;
  say(renderAdvice(said, stack));
}

/**
 * The files that hold a state of a stack, the newest first: the state itself, if there is one, the one that its last write replaced, and those at
 * the ends of updates (pulumi/pkg/backend/diy/state.go).
 */
async function keptCheckpoints(backend: string, stack: string): Promise<string[]> {
  const file = checkpointFile(backend, stack);
  const folder = join(backend, ".pulumi", "backups", PROJECT, stack);
  const ends = await jsonIn(folder);
  const earlier = await Promise.all([`${file}.bak`, ...ends.map((name) => join(folder, name))].map(timeOf));
  const sorted = earlier.flat().sort((a, b) => b.time - a.time);
  return [...(await timeOf(file)), ...sorted].map(({ path }) => path);
}

/** The names of a folder's files with JSON; none where it is not there. */
const jsonIn = async (folder: string): Promise<string[]> =>
  existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".json")) : [];

/** When a file was written; none where it is not there. */
const timeOf = (path: string): Promise<{ path: string; time: number }[]> =>
  stat(path).then(
    ({ mtimeMs }) => [{ path, time: mtimeMs }],
    () => [],
  );

async function newestWhole(
  files: readonly string[],
): Promise<{ file: string; text: string; checkpoint: Checkpoint } | undefined> {
  for (const file of files) {
    const text = (await readIfExists(file)) ?? "";
    const checkpoint = parseCheckpoint(text);
    if (checkpoint !== undefined) return { file, text, checkpoint };
  }
  return undefined;
}
