import { rm } from "node:fs/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { fullKey, readConfiguration } from "./configuration.ts";
import { Interrupted, LabErrors } from "./errors.ts";
import { type Inventory, inventories, type KnownResource, type Proof, type Sought } from "./host/inventories.ts";
import type { Site } from "./host/labels.ts";
import { findLab } from "./lab.ts";
import type { Say } from "./say.ts";
import { CACHE_FOLDER, CHECKOUT, stateFolder } from "./setup/paths.ts";
import { abandonedStates, localStacks, type Resources } from "./setup/resources.ts";
import { adopt, PulumiError, readState, type Stack } from "./stack.ts";

/**
 * Destroys a lab, then asks every place that may hold something of it whether anything is left. What is left on the Docker Engine is taken
 * away as well; what is left elsewhere is named.
 *
 * @throws LabError, or LabErrors, of all that is left or could not be proven to be gone; PulumiError when the state could not be brought in line,
 * though nothing is left.
 */
export async function takeDown(site: Site, say: Say, signal: AbortSignal): Promise<void> {
  const { kept } = tell(await removeLab(site, { all: false, abandoned: [] }, say, signal), say);
  if (kept.length === 0) return;
  say("Kept for the next lab; `npm run down -- --all` removes these as well:");
  for (const thing of kept) say(`  ${thing}`);
  say(`  folder ${CACHE_FOLDER}`);
}

/** {@link takeDown}, then the labs that no command takes down any more, what is kept between labs, and the caches. */
export async function takeDownAll(site: Site, say: Say, signal: AbortSignal): Promise<void> {
  const folders = await abandonedStates();
  const stacks = await Promise.all(folders.map(localStacks));
  const abandoned = stacks.flatMap((each) => [...(each?.values() ?? [])]).flatMap(({ known }) => known);
  const found = await removeLab(site, { all: true, abandoned }, say, signal);
  await rm(CACHE_FOLDER, { recursive: true, force: true });
  // While something is left, a state may be the last that knows of it.
  if (found.problems.length === 0) for (const folder of folders) await rm(folder, { recursive: true, force: true });
  tell(found, say);
}

/** Says what was found. @throws all problems */
function tell(proof: Proof, say: Say): Proof {
  for (const line of proof.said) say(line);
  const [problem, ...more] = proof.problems;
  if (problem === undefined) return proof;
  throw more.length === 0 ? problem : new LabErrors("The lab is not known to be gone", proof.problems);
}

/** What is beside the stack's own lab: what the states of checkouts that are gone hold. */
interface Beside {
  all: boolean;
  abandoned: readonly KnownResource[];
}

/** What Pulumi could not destroy is looked for all the same; it says so then, since its state tells otherwise. */
async function removeLab(site: Site, { all, abandoned }: Beside, say: Say, signal: AbortSignal): Promise<Proof> {
  const stack = await findLab(site.stack, say);
  const state = stack === undefined ? { known: [], pending: [] } : await readState(stack);
  const settings = await readConfiguration(CHECKOUT, site.stack);
  const [target = "", region = ""] = ["target", "region"].map((key) => settings[fullKey(key)]);
  const sought: Sought = { site, had: [...state.known, ...abandoned], target, region, all, isKnown };
  const places = inventories(sought);
  try {
    if (stack !== undefined) await adoptPending(stack, state, places, signal);
    const failure = await destroy(stack, say, signal);
    signal.throwIfAborted();
    const proofs: Proof[] = [];
    for (const place of places) proofs.push(await place.prove(sought, say, signal));
    return {
      said: proofs.flatMap(({ said }) => said),
      problems: [...(failure === undefined ? [] : [failure]), ...proofs.flatMap(({ problems }) => problems)],
      kept: proofs.flatMap(({ kept }) => kept),
    };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted("Interrupted before all was gone", { remedy: "npm run down" });
  }
}

/** So that destroying takes away, in order, also what an update that was killed made and could not write down any more. */
async function adoptPending(
  stack: Stack,
  { known, pending }: Resources,
  places: readonly Inventory[],
  signal: AbortSignal,
): Promise<void> {
  if (pending.length === 0) return;
  const made = await Promise.all(places.map((place) => place.made?.(pending, known, signal) ?? []));
  if (made.flat().length > 0) await adopt(stack, made.flat());
}

async function destroy(stack: Stack | undefined, say: Say, signal: AbortSignal): Promise<PulumiError | undefined> {
  const onEvent = ({ resourcePreEvent }: EngineEvent) => {
    const [type, name] = resourcePreEvent?.metadata.urn.split("::").slice(2) ?? [];
    if (resourcePreEvent?.metadata.op === "delete" && /(:ContainerHost|:Instance)$/.test(type ?? ""))
      say(`Removing ${name} …`);
  };
  try {
    await stack?.destroy({ signal, continueOnError: true, onEvent });
    return undefined;
  } catch (error) {
    if (error instanceof PulumiError) return error;
    throw error;
  }
}

/** Whether some state still knows a lab. That of another checkout which is not on this disk is taken to know it. */
async function isKnown({ checkout, stack }: Site, lab: string): Promise<boolean> {
  const stacks = await localStacks(stateFolder(checkout));
  if (stacks === undefined && checkout !== CHECKOUT) return true;
  const found = stacks === undefined ? await findLab(stack, () => {}) : undefined;
  const state = found === undefined ? stacks?.get(stack) : await readState(found);
  return state?.known.some(({ id }) => id === lab) ?? false;
}
