import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { readIfThere } from "../files.ts";
import type { KnownResource } from "../host/inventories.ts";
import { PROJECT } from "../settings.ts";
import { DATA_FOLDER } from "./paths.ts";

/** What the state of a stack tells. */
export interface Resources {
  known: KnownResource[];
  /** What was being made when the last update ended, whatever came of it. */
  pending: KnownResource[];
}

/** A deployment as Pulumi keeps it, version 3, as far as it is read here. */
interface Deployment {
  resources?: Resource[] | null;
  pending_operations?: { resource: Resource; type: string }[] | null;
}

type Resource = Pick<KnownResource, "urn" | "type"> & Partial<KnownResource> & { delete?: boolean };

/** The resources of a deployment. */
export function stateOf({ resources, pending_operations: pending }: Deployment): Resources {
  const known = ({ urn, type, id, inputs = {}, outputs = {}, delete: leaving }: Resource): KnownResource => ({
    ...{ urn, type, id, inputs, outputs },
    ...(leaving ? { leaving } : {}),
  });
  const creates = (pending ?? []).filter(({ type }) => type === "creating");
  return { known: (resources ?? []).map(known), pending: creates.map(({ resource }) => known(resource)) };
}

/** The stacks that a checkout keeps in a folder of its own, by name; `undefined` when it keeps its states elsewhere. */
export async function localStacks(stateFolder: string): Promise<Map<string, Resources> | undefined> {
  const parent = join(stateFolder, "pulumi", ".pulumi", "stacks");
  if (!existsSync(parent)) return undefined;
  const folder = join(parent, PROJECT);
  const files = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".json")) : [];
  const stacks = files.map(async (file): Promise<[string, Resources]> => {
    const text = await readIfThere(join(folder, file));
    const latest = text === undefined ? undefined : JSON.parse(text).checkpoint?.latest;
    return [basename(file, ".json"), stateOf(latest ?? {})];
  });
  return new Map(await Promise.all(stacks));
}

/** The folders that hold the states of checkouts which are gone. */
export async function abandonedStates(): Promise<string[]> {
  const parent = join(DATA_FOLDER, "checkouts");
  const folders = existsSync(parent) ? await readdir(parent) : [];
  const gone = folders.map(async (name) => {
    const checkout = await readIfThere(join(parent, name, "checkout"));
    return checkout !== undefined && !existsSync(checkout.trim()) ? [join(parent, name)] : [];
  });
  return (await Promise.all(gone)).flat();
}
