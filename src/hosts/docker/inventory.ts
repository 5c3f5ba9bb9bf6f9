import { advice, labName, npm } from "../../common/advice.ts";
import { LabError, messageOf } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";
import { sanitizeLine } from "../../common/sanitize.ts";
import { DockerError, type DockerFault, docker, unlessMissing } from "../engine/cli.ts";
import { type Inventory, labsOf, type Proof, type Teardown } from "../inventory.ts";
import { CACHE, LABEL, ofSite, orphaned, type Site } from "../labels.ts";
import { TYPES } from "../urns.ts";
import { removeAbandoned } from "./baked-image.ts";

/** A thing of some lab on the engine. */
export interface Leftover {
  kind: LeftoverKind;
  name: string;
  /** The lab's id: its stack's name and eight hex digits. */
  lab: string;
  /** The folder and the machine that the lab was made from. */
  checkout: string;
  machine: string;
}

/** What an engine can hold of a lab. */
export type LeftoverKind = (typeof kinds)[number]["kind"];

/** In the order of removal: a thing stands before what it uses. */
const kinds = [
  { kind: "container", list: ["ps", "--all"], name: "{{.Names}}", remove: ["rm", "--force", "--volumes"] },
  { kind: "volume", list: ["volume", "ls"], name: "{{.Name}}", remove: ["volume", "rm", "--force"] },
  { kind: "network", list: ["network", "ls"], name: "{{.Name}}", remove: ["network", "rm"] },
] as const;

/** Everything on the engine that belongs to any lab. The engine itself is asked, not a state. */
async function leftovers(): Promise<Leftover[]> {
  return (await Promise.all(kinds.map(leftoversOf))).flat();
}

async function leftoversOf({ kind, list, name }: (typeof kinds)[number]): Promise<Leftover[]> {
  const labels = ["", ".checkout", ".machine"].map((suffix) => `{{.Label "${LABEL}${suffix}"}}`);
  const format = [name, ...labels].join("\t");
  const rows = await docker([...list, "--filter", `label=${LABEL}`, "--format", format]);
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => row.split("\t") as [string, string, string, string])
    .map(([name, lab, checkout, machine]): Leftover => ({ kind, name, lab, checkout, machine }))
    .filter(({ lab }) => lab !== CACHE);
}

/** Whether the engine has hosts of that site's labs, running or stopped. */
export const hasHosts = async (site: Site): Promise<boolean> => (await leftoversOf(kinds[0])).some(ofSite(site));

/** Removes them, each before what it uses. What is gone already is fine. */
async function remove(things: readonly Leftover[]): Promise<void> {
  for (const { kind, remove } of kinds) {
    const names = things.filter((thing) => thing.kind === kind).map(({ name }) => name);
    await Promise.all(names.map((name) => unlessMissing(docker([...remove, name]))));
  }
}

/**
 * Removes what is left of a lab after Pulumi has destroyed it, and looks again.
 * @returns what it removed
 * @throws LabError that names what is still there
 */
export async function sweep(mine: (thing: Leftover) => boolean): Promise<Leftover[]> {
  const left = (await leftovers()).filter(mine);
  await remove(left);
  const still = left.length === 0 ? [] : (await leftovers()).filter(mine);
  if (still.length > 0) {
    throw new LabError(`Not everything is gone: ${still.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`, {
      remedy: advice`see what uses them (docker inspect NAME), then run ${npm("down")} again`,
    });
  }
  return left;
}

/** An image that is kept between labs, with its size in Docker's words. */
export interface KeptImage {
  /** Its id where it has no name. */
  name: string;
  size: string;
}

/** The images that were made for labs and are kept on purpose: the next lab starts from them. */
export async function keptImages(): Promise<KeptImage[]> {
  const format = "{{.ID}}\t{{.Repository}}:{{.Tag}}\t{{.Size}}";
  const rows = await docker(["images", "--filter", `label=${LABEL}=${CACHE}`, "--format", format]);
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => row.split("\t") as [string, string, string])
    .map(([id, name, size]) => ({ name: name.includes("<none>") ? id : name, size }));
}

/** Removes kept images, the newest first, since newer ones are made from older ones. @returns those that a host still uses: they stay */
export async function removeImages(images: readonly KeptImage[]): Promise<KeptImage[]> {
  const used: KeptImage[] = [];
  for (const image of images) {
    try {
      await unlessMissing(docker(["rmi", image.name]));
    } catch (error) {
      if (!(error instanceof DockerError) || error.fault !== "in-use") throw error;
      used.push(image);
    }
  }
  return used;
}

/** Faults that mean that this machine has no engine on which a lab could be. */
const ABSENT: ReadonlySet<DockerFault> = new Set(["no-client", "no-engine", "no-rights"]);

/** The user's own Docker Engine. What is left of a lab there is removed: nobody else uses it. */
export const dockerInventory: Inventory = {
  asked: ({ known, target }) =>
    target === "container" || known.some(({ type }) => type === TYPES.containerHost) ? "must" : "may",

  async prove(teardown, say) {
    try {
      return await (teardown.all ? emptyAll : emptySite)(teardown, say);
    } catch (error) {
      const absent = error instanceof DockerError && ABSENT.has(error.fault);
      if (!absent || dockerInventory.asked(teardown) === "must") throw error;
      return {
        report: [`No Docker Engine answers, so none was asked: ${messageOf(error)}.`],
        problems: [],
        kept: [],
      };
    }
  },
};

async function emptySite({ site, known }: Teardown, say: Say): Promise<Proof> {
  sayRemoved(await sweep(ofSite(site, labsOf(known))), say);
  await removeAbandoned();
  const kept = (await keptImages()).map(({ name, size }) => `image ${name} (${size})`);
  const report = [`Nothing of ${labName(site.stack)} is left: no container, no volume, no network.`];
  return { report, problems: [], kept };
}

async function emptyAll({ site, known }: Teardown, say: Say): Promise<Proof> {
  sayRemoved(await sweep(ofSite(site, labsOf(known))), say);
  await removeAbandoned();
  sayRemoved(await sweep(orphaned(site.machine)), say);
  const used = (await removeImages(await keptImages())).map(({ name }) => name);
  const line =
    used.length === 0
      ? "Nothing of labnote is left on the Docker Engine, nor in its caches."
      : `Kept, because another lab uses them: ${used.join(", ")}.`;
  return { report: [line], problems: [], kept: [] };
}

function sayRemoved(things: readonly Leftover[], say: Say): void {
  for (const { kind, name, lab } of things)
    say(`Removed ${kind} ${name} of the lab ${sanitizeLine(lab)}, which no state knew.`);
}
