import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Deployment, Stack } from "@pulumi/pulumi/automation/index.js";
import { readIfExists } from "../../common/files.ts";
import { DATA_FOLDER } from "../../common/paths.ts";
import type { Adopted, KnownResource } from "../../hosts/inventory.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { type DeploymentContent, type DeploymentResource, readCheckpoint, stacksIn } from "./checkpoint.ts";

/** The resources in the state of a stack. */
export interface StateResources {
  known: KnownResource[];
  /** Creates that were under way when the last update ended. They may have succeeded. */
  pending: KnownResource[];
}

/** The resources of a deployment. */
export function stateOf({ resources, pending_operations: pending }: DeploymentContent): StateResources {
  const known = ({ urn, type, id, inputs = {}, outputs = {}, delete: leaving }: DeploymentResource): KnownResource => ({
    ...{ urn, type, id, inputs, outputs },
    ...(leaving ? { leaving } : {}),
  });
  const creates = (pending ?? []).filter(({ type }) => type === "creating");
  return { known: (resources ?? []).map(known), pending: creates.map(({ resource }) => known(resource)) };
}

/** The stacks whose states are in a folder of states, by name; `undefined` when they are kept elsewhere. */
export async function localStacks(stateFolder: string): Promise<Map<string, StateResources> | undefined> {
  const backend = join(stateFolder, "pulumi");
  const stacks = (await stacksIn(backend))?.map(async (stack): Promise<[string, StateResources]> => {
    const checkpoint = await readCheckpoint(backend, stack);
    return [stack, stateOf(checkpoint?.checkpoint?.latest ?? {})];
  });
  return stacks && new Map(await Promise.all(stacks));
}

/** The folders that hold the states of labs whose folders are gone. */
export async function abandonedStates(): Promise<string[]> {
  const parent = join(DATA_FOLDER, "checkouts");
  const folders = existsSync(parent) ? await readdir(parent) : [];
  const gone = folders.map(async (name) => {
    const checkout = await readIfExists(join(parent, name, "checkout"));
    return checkout !== undefined && !existsSync(checkout.trim()) ? [join(parent, name)] : [];
  });
  return (await Promise.all(gone)).flat();
}

/**
 * Completes a stack's state before it is used: adds what a killed update made and could not write down. From then on that is kept or taken
 * away in order with the rest.
 *
 * @throws LabError when the credentials at hand do not reach what the state knows, or when a place cannot be asked
 */
export async function wholeState(state: StackState, signal: AbortSignal, kinds = KINDS): Promise<StackState> {
  const { known, pending } = state;
  for (const { inventory } of kinds) await inventory.requireReach?.(known, signal);
  if (pending.length === 0) return state;
  const made = await Promise.all(kinds.map(({ inventory }) => inventory.made?.(pending, known, signal) ?? []));
  return adopt(state, made.flat());
}

/** A stack's state as it was read. */
export interface StackState extends StateResources {
  stack: Stack;
  deployment: Deployment;
}

/** Reads a stack's state. */
export async function readState(stack: Stack): Promise<StackState> {
  const deployment = await stack.exportStack();
  return { stack, deployment, ...stateOf(deployment.deployment ?? {}) };
}

/**
 * Adds resources to a state that were created but not recorded; drops the other pending creates.
 *
 * @returns the state as it is now
 */
export async function adopt({ stack, deployment }: StackState, made: readonly Adopted[]): Promise<StackState> {
  const adopted = withAdopted(deployment, made);
  await stack.importStack(adopted);
  return { stack, deployment: adopted, ...stateOf(adopted.deployment) };
}

/**
 * The state with those of its pending creates that succeeded, under the ids that they got. The next refresh brings their outputs. If the
 * resource is in the state already, the added one is marked for deletion, as Pulumi marks one that was replaced.
 */
export function withAdopted(state: Deployment, made: readonly Adopted[]): Deployment {
  const { resources = [], pending_operations: pending = [], ...rest } = state.deployment as Checkpoint;
  const there = new Set(resources.map(({ urn }) => urn));
  const adopted = made.flatMap(({ urn, id }) => {
    const resource = pending.findLast((operation) => operation.resource.urn === urn)?.resource;
    if (resource === undefined) return [];
    const again = there.has(urn);
    there.add(urn);
    return [{ ...resource, id, ...(again ? { delete: true } : {}) }];
  });
  return { ...state, deployment: { ...rest, resources: [...resources, ...adopted] } };
}

interface Checkpoint {
  resources?: { urn: string }[];
  pending_operations?: { resource: { urn: string }; type: string }[];
}
