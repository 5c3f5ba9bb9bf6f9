import { existsSync } from "node:fs";
import { DockerError, docker, unlessMissing } from "../docker.ts";
import { LabError } from "../errors.ts";
import { CACHE, LABEL, type Site } from "./labels.ts";

/** A thing of some lab that the engine holds. */
export interface Leftover {
  kind: Kind;
  name: string;
  /** The lab's id: its stack's name and eight hex digits. */
  lab: string;
  /** The folder and the machine that the lab was made from. */
  checkout: string;
  machine: string;
}

/** What of a lab an engine can hold. */
export type Kind = (typeof kinds)[number]["kind"];

/** In the order of removal: what uses a thing goes before it. */
const kinds = [
  { kind: "container", list: ["ps", "--all"], name: "{{.Names}}", remove: ["rm", "--force", "--volumes"] },
  { kind: "volume", list: ["volume", "ls"], name: "{{.Name}}", remove: ["volume", "rm", "--force"] },
  { kind: "network", list: ["network", "ls"], name: "{{.Name}}", remove: ["network", "rm"] },
] as const;

/** Everything on the engine that belongs to a lab, whichever; the engine itself is asked, not any state. */
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
      remedy: "look at what holds them (docker inspect NAME), then run `npm run down` again",
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
