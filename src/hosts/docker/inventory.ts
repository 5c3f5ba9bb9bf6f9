import { existsSync } from "node:fs";
import { advice, npm } from "../../common/advice.ts";
import { LabError, messageOf } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";
import { type Inventory, labsOf, type Proof, type Sought } from "../inventory.ts";
import { CACHE, LABEL, type Site } from "../labels.ts";
import { TYPES } from "../urns.ts";
import { removeAbandoned } from "./baked-image.ts";
import { DockerError, type DockerFault, docker, unlessMissing } from "./cli.ts";

/** A thing of some lab that the dockerInventory holds. */
export interface Leftover {
  kind: LeftoverKind;
  name: string;
  /** The lab's id: its stack's name and eight hex digits. */
  lab: string;
  /** The folder and the machine that the lab was made from. */
  checkout: string;
  machine: string;
}

/** What of a lab an dockerInventory can hold. */
export type LeftoverKind = (typeof kinds)[number]["kind"];

/** In the order of removal: what uses a thing goes before it. */
const kinds = [
  { kind: "container", list: ["ps", "--all"], name: "{{.Names}}", remove: ["rm", "--force", "--volumes"] },
  { kind: "volume", list: ["volume", "ls"], name: "{{.Name}}", remove: ["volume", "rm", "--force"] },
  { kind: "network", list: ["network", "ls"], name: "{{.Name}}", remove: ["network", "rm"] },
] as const;

/** Everything on the dockerInventory that belongs to a lab, whichever; the dockerInventory itself is asked, not any state. */
async function leftovers(): Promise<Leftover[]> {
  const labels = ["", ".checkout", ".machine"].map((suffix) => `{{.Label "${LABEL}${suffix}"}}`);
  const found = kinds.map(async ({ kind, list, name }) => {
    const format = [name, ...labels].join("\t");
    const rows = await docker([...list, "--filter", `label=${LABEL}`, "--format", format]);
    return rows
      .split("\n")
      .filter((row) => row !== "")
      .map((row) => row.split("\t") as [string, string, string, string])
      .map(([name, lab, checkout, machine]): Leftover => ({ kind, name, lab, checkout, machine }));
  });
  return (await Promise.all(found)).flat().filter(({ lab }) => lab !== CACHE);
}

/** Removes them, users before what they use; what is gone already is fine. */
async function remove(things: readonly Leftover[]): Promise<void> {
  for (const { kind, remove } of kinds) {
    const names = things.filter((thing) => thing.kind === kind).map(({ name }) => name);
    await Promise.all(names.map((name) => unlessMissing(docker([...remove, name]))));
  }
}

/**
 * Things of that site's labs.
 *
 * @param labs ids of labs that the site's state knew. Theirs are the site's, whatever is written on them: a machine's name is another one
 *   in another network.
 */
export const ofSite =
  (site: Site, labs: ReadonlySet<string> = new Set()) =>
  ({ checkout, machine, lab }: Leftover): boolean =>
    labs.has(lab) ||
    (checkout === site.checkout && machine === site.machine && lab.replace(/-[0-9a-f]{8}$/, "") === site.stack);

/** Labs of this machine whose checkout is gone, so that no command of theirs takes them down any more. */
export const orphaned =
  (here: string) =>
  ({ checkout, machine }: Leftover): boolean =>
    machine === here && !existsSync(checkout);

/**
 * Takes away what a lab's own destruction left and proves that nothing is left.
 * @returns what it took away.
 * @throws LabError that names what is still there.
 */
export async function sweep(mine: (thing: Leftover) => boolean): Promise<Leftover[]> {
  const left = (await leftovers()).filter(mine);
  await remove(left);
  const still = left.length === 0 ? [] : (await leftovers()).filter(mine);
  if (still.length > 0) {
    throw new LabError(`Not everything is gone: ${still.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`, {
      remedy: advice`look at what holds them (docker inspect NAME), then run ${npm("down")} again`,
    });
  }
  return left;
}

/** An image that is kept between labs, and what it takes, as Docker says it. */
export interface KeptImage {
  /** Its id where it has no name. */
  name: string;
  size: string;
}

/** The images that were made for labs and are kept on purpose: a next lab starts from them. */
export async function keptImages(): Promise<KeptImage[]> {
  const format = "{{.ID}}\t{{.Repository}}:{{.Tag}}\t{{.Size}}";
  const rows = await docker(["images", "--filter", `label=${LABEL}=${CACHE}`, "--format", format]);
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => row.split("\t") as [string, string, string])
    .map(([id, name, size]) => ({ name: name.includes("<none>") ? id : name, size }));
}

/** Removes kept images, the newest first, since they are made from the older ones. Those that a host still uses stay, and are returned. */
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

/** By which faults an dockerInventory is known to be no place where a lab could be. */
const ABSENT: ReadonlySet<DockerFault> = new Set(["no-client", "no-engine", "no-rights"]);

/** The user's own Docker Engine. What is left there is taken away: it holds nothing that anybody else would miss. */
export const dockerInventory: Inventory = {
  asked: ({ had, target }) =>
    target !== "ec2" || had.some(({ type }) => type === TYPES.containerHost) ? "must" : "may",

  async prove(sought, say) {
    try {
      return await (sought.all ? emptyAll : emptySite)(sought, say);
    } catch (error) {
      const absent = error instanceof DockerError && ABSENT.has(error.fault);
      if (!absent || dockerInventory.asked(sought) === "must") throw error;
      return {
        said: [`The Docker Engine was not asked, since none answers: ${messageOf(error)}.`],
        problems: [],
        kept: [],
      };
    }
  },
};

async function emptySite({ site, had }: Sought, say: Say): Promise<Proof> {
  tellSwept(await sweep(ofSite(site, labsOf(had))), say);
  await removeAbandoned();
  const kept = (await keptImages()).map(({ name, size }) => `image ${name} (${size})`);
  const said = [`Nothing of the lab ${site.stack} is left: no container, no volume, no network.`];
  return { said, problems: [], kept };
}

async function emptyAll({ site, had }: Sought, say: Say): Promise<Proof> {
  tellSwept(await sweep(ofSite(site, labsOf(had))), say);
  await removeAbandoned();
  tellSwept(await sweep(orphaned(site.machine)), say);
  const used = (await removeImages(await keptImages())).map(({ name }) => name);
  const said =
    used.length === 0
      ? "Nothing of labnote is left on the Docker Engine, nor in its caches."
      : `Kept, since another lab uses them: ${used.join(", ")}.`;
  return { said: [said], problems: [], kept: [] };
}

function tellSwept(things: readonly Leftover[], say: Say): void {
  for (const { kind, name, lab } of things) say(`Removed ${kind} ${name} of the lab ${lab}, of which no state knew.`);
}
