import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Interrupted } from "./errors.ts";
import { readIfThere } from "./files.ts";
import { removeAbandoned } from "./host/baked.ts";
import { keptImages, type Leftover, ofSite, orphaned, removeImages, sweep } from "./host/inventory.ts";
import type { Site } from "./host/labels.ts";
import { findLab } from "./lab.ts";
import type { Say } from "./say.ts";
import { CACHE_FOLDER, DATA_FOLDER } from "./setup/paths.ts";
import { PulumiError } from "./stack.ts";

/**
 * Destroys a lab, then asks the Docker Engine itself whether anything of it is left, and takes that away as well.
 *
 * @throws LabError that names what cannot be removed; PulumiError when the state could not be brought in line, though nothing is left on the engine.
 */
export async function takeDown(site: Site, say: Say, signal: AbortSignal): Promise<void> {
  await removeLab(site, say, signal);
  say(`Nothing of the lab ${site.stack} is left: no container, no volume, no network.`);
  const images = await keptImages();
  if (images.length === 0) return;
  say("Kept for the next lab; `npm run down -- --all` removes these as well:");
  for (const { name, size } of images) say(`  image ${name} (${size})`);
  say(`  folder ${CACHE_FOLDER}`);
}

/** {@link takeDown}, then the labs whose checkout is gone, the images that are kept between labs, and the caches. */
export async function takeDownAll(site: Site, say: Say, signal: AbortSignal): Promise<void> {
  await removeLab(site, say, signal);
  tellSwept(await sweep(orphaned(site.machine)), say);
  const used = await removeImages(await keptImages());
  await rm(CACHE_FOLDER, { recursive: true, force: true });
  for (const folder of await abandonedStates()) await rm(folder, { recursive: true, force: true });
  if (used.length === 0) say("Nothing of labnote is left on the Docker Engine, nor in its caches.");
  else say(`Kept, since another lab uses them: ${used.map(({ name }) => name).join(", ")}.`);
}

/** What Pulumi could not destroy is taken away all the same; it says so then, since its state tells otherwise. */
async function removeLab(site: Site, say: Say, signal: AbortSignal): Promise<void> {
  const failure = await destroy(site.stack, say, signal).catch((error) => {
    if (error instanceof PulumiError && !signal.aborted) return error;
    throw error;
  });
  if (signal.aborted) throw new Interrupted("Interrupted before all was gone", { remedy: "npm run down" });
  tellSwept(await sweep(ofSite(site)), say);
  await removeAbandoned();
  if (failure !== undefined) throw failure;
}

async function destroy(stackName: string, say: Say, signal: AbortSignal): Promise<void> {
  const stack = await findLab(stackName, say);
  await stack?.destroy({
    signal,
    continueOnError: true,
    onEvent: ({ resourcePreEvent }) => {
      const [type, name] = resourcePreEvent?.metadata.urn.split("::").slice(2) ?? [];
      if (resourcePreEvent?.metadata.op === "delete" && type?.endsWith("Host")) say(`Removing ${name} …`);
    },
  });
}

function tellSwept(things: readonly Leftover[], say: Say): void {
  for (const { kind, name, lab } of things) say(`Removed ${kind} ${name} of the lab ${lab}, of which no state knew.`);
}

/** The folders that hold the state of checkouts which are gone. */
async function abandonedStates(): Promise<string[]> {
  const parent = join(DATA_FOLDER, "checkouts");
  const folders = existsSync(parent) ? await readdir(parent) : [];
  const known = folders.map(async (name) => {
    const checkout = await readIfThere(join(parent, name, "checkout"));
    return checkout !== undefined && !existsSync(checkout.trim()) ? [join(parent, name)] : [];
  });
  return (await Promise.all(known)).flat();
}
