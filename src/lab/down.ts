import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { advice, npm, renderAdvice } from "../common/advice.ts";
import { combineErrors, Interrupted, LabError } from "../common/errors.ts";
import { CACHE_FOLDER, FOLDER, stateFolder } from "../common/paths.ts";
import type { Say } from "../common/progress.ts";
import { fullKey, readStackConfig } from "../common/stack-config.ts";
import type { Inventory, KnownResource, Proof, Teardown } from "../hosts/inventory.ts";
import { inventoriesFor, isHost, KINDS, targetOrDefault } from "../hosts/kinds.ts";
import type { Site } from "../hosts/labels.ts";
import { nameOfUrn, typeOfUrn } from "../hosts/urns.ts";
import { findLab } from "./find.ts";
import { otherHolders } from "./hold.ts";
import { installersIn } from "./pulumi/install-folder.ts";
import { PulumiError, withoutResult } from "./pulumi/stack.ts";
import { abandonedStates, localStacks, readState, type StackState, wholeState } from "./pulumi/state.ts";

/**
 * Destroys a lab, then asks every place that may hold something of it whether anything is left. It removes what is left on the Docker
 * Engine, and names what is left elsewhere.
 *
 * @throws LabError, or LabErrors, of all that is left or could not be proven to be gone; PulumiError when the state could not be brought in line,
 * though nothing is left; Interrupted.
 */
export async function takeDown(site: Site, say: Say, signal: AbortSignal, kinds = KINDS): Promise<void> {
  const { kept } = tell(await removeLab(site, { all: false, abandoned: [], kinds }, say, signal), say);
  if (kept.length === 0) return;
  say(renderAdvice(advice`Kept for the next lab; ${npm("down", "--all")} removes these as well:`, site.stack));
  for (const thing of kept) say(`  ${thing}`);
  say(`  folder ${CACHE_FOLDER}`);
}

/**
 * {@link takeDown}, then the labs that no command takes down any more, what is kept between labs, and the caches.
 *
 * @throws also a LabError when another command of this user works with the caches.
 */
export async function takeDownAll(site: Site, say: Say, signal: AbortSignal, kinds = KINDS): Promise<void> {
  const busy = await cachesInUse();
  if (busy !== undefined) throw busy;
  const folders = await abandonedStates();
  const stacks = await Promise.all(folders.map(localStacks));
  const abandoned = stacks.flatMap((each) => [...(each?.values() ?? [])]).flatMap(({ known }) => known);
  const { problems, ...found } = await removeLab(site, { all: true, abandoned, kinds }, say, signal);
  // Teardown takes minutes, and another command may have begun since.
  const begun = await cachesInUse();
  // While something is left, a state may be the last that knows of it, and the next `down` needs the Pulumi in the caches.
  if (problems.length > 0) say(`Kept while something is left: the folder ${CACHE_FOLDER}.`);
  else for (const folder of folders) await rm(folder, { recursive: true, force: true });
  if (problems.length === 0 && begun === undefined) await removeCaches(found.used ?? []);
  tell({ ...found, problems: [...problems, ...(begun === undefined ? [] : [begun])] }, say);
}

/** Removes the caches, without the parts of them that hosts of other labs use. */
async function removeCaches(used: readonly string[]): Promise<void> {
  const names = await readdir(CACHE_FOLDER).catch(() => []);
  const unused = names
    .map((name) => join(CACHE_FOLDER, name))
    .filter((path) => !used.some((each) => each.startsWith(path)));
  await Promise.all(unused.map((path) => rm(path, { recursive: true, force: true })));
  if (used.length === 0) await rm(CACHE_FOLDER, { recursive: true, force: true });
}

/** Says what was found. @throws all problems */
function tell(proof: Proof, say: Say): Proof {
  for (const line of proof.report) say(line);
  const left = combineErrors("The lab is not known to be gone", proof.problems);
  if (left !== undefined) throw left;
  return proof;
}

/** What another command of this user does with the caches at the moment; `undefined` when none does anything. */
async function cachesInUse(): Promise<LabError | undefined> {
  const [other] = await otherHolders();
  const users = [
    ...(other === undefined ? [] : [`${other.holder.command} (process ${other.holder.pid}) in ${other.checkout}`]),
    ...(await installersIn(join(CACHE_FOLDER, "pulumi"))).map((pid) => `process ${pid}, which installs Pulumi,`),
  ];
  if (users.length === 0) return undefined;
  return new LabError(`${users[0]} uses the caches, which --all removes`, {
    remedy: advice`wait until it ends, and run this again; ${npm("down")} takes down this lab alone`,
  });
}

/** What to remove beside the stack's own lab: with `all`, what the states of folders that are gone hold. */
interface Beside {
  all: boolean;
  abandoned: readonly KnownResource[];
  kinds: typeof KINDS;
}

/** Also looks for what Pulumi could not destroy. Pulumi's failure is then a problem even if nothing is left, because its state says otherwise. */
async function removeLab(site: Site, { all, abandoned, kinds }: Beside, say: Say, signal: AbortSignal): Promise<Proof> {
  const stack = await findLab(site.stack, say, signal);
  const settings = await readStackConfig(FOLDER, site.stack);
  const [target = "", region = ""] = ["target", "region"].map((key) => settings[fullKey(key)]);
  try {
    const state = stack === undefined ? undefined : await wholeState(await readState(stack), signal, kinds);
    const known = [...(state?.known ?? []), ...abandoned];
    const teardown: Teardown = {
      ...{ site, known, region, all },
      ...{ target: targetOrDefault(target, kinds), isKnown: isKnown(signal) },
    };
    const failure = state && (await destroy(state, say, kinds, signal));
    const proofs: Proof[] = [];
    for (const place of inventoriesFor(teardown, kinds)) proofs.push(await prove(place, teardown, say, signal));
    return {
      report: proofs.flatMap(({ report }) => report),
      problems: [...(failure === undefined ? [] : [failure]), ...proofs.flatMap(({ problems }) => problems)],
      kept: proofs.flatMap(({ kept }) => kept),
      used: proofs.flatMap(({ used = [] }) => used),
    };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted("Interrupted before all was gone", { remedy: advice`${npm("down")}` });
  }
}

/** @returns why not all that the state knows could be destroyed, in Pulumi's words. */
async function destroy(
  { stack, known }: StackState,
  say: Say,
  kinds: typeof KINDS,
  signal: AbortSignal,
): Promise<PulumiError | undefined> {
  if (known.length === 0) return undefined;
  const onEvent = ({ resourcePreEvent }: EngineEvent) => {
    const { op, urn } = resourcePreEvent?.metadata ?? {};
    if (op === "delete" && urn !== undefined && isHost(typeOfUrn(urn), kinds)) say(`Removing ${nameOfUrn(urn)} …`);
  };
  try {
    await withoutResult(stack).destroy({ signal, continueOnError: true, onEvent });
    return undefined;
  } catch (error) {
    if (error instanceof PulumiError) return error;
    throw error;
  } finally {
    signal.throwIfAborted();
  }
}

/** A place that cannot be asked is a problem of its own, and the other places are asked all the same. */
async function prove(place: Inventory, teardown: Teardown, say: Say, signal: AbortSignal): Promise<Proof> {
  try {
    return await place.prove(teardown, say, signal);
  } catch (error) {
    if (!(error instanceof LabError) || signal.aborted) throw error;
    return { report: [], problems: [error], kept: [] };
  }
}

/** Whether some state still knows a lab. The state of another folder that is not on this disk is taken to know it. */
const isKnown =
  (signal: AbortSignal) =>
  async ({ checkout, stack }: Site, lab: string): Promise<boolean> => {
    const stacks = await localStacks(stateFolder(checkout));
    if (stacks === undefined && checkout !== FOLDER) return true;
    const found = stacks === undefined ? await findLab(stack, () => {}, signal) : undefined;
    const state = found === undefined ? stacks?.get(stack) : await readState(found);
    return state?.known.some(({ id }) => id === lab) ?? false;
  };
