import { existsSync } from "node:fs";
import { docker, unlessMissing } from "./docker.ts";
import { LabError } from "./errors.ts";

/** The label that everything labnote makes on an engine carries: a lab's id, or {@link CACHE} on what is kept between labs. */
export const LABEL = "labnote";
export const CACHE = "cache";

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

export type Kind = (typeof kinds)[number]["kind"];

/** In the order of removal: what uses a thing goes before it. */
const kinds = [
  { kind: "container", list: ["ps", "--all"], name: "{{.Names}}", remove: ["rm", "--force", "--volumes"] },
  { kind: "volume", list: ["volume", "ls"], name: "{{.Name}}", remove: ["volume", "rm", "--force"] },
  { kind: "network", list: ["network", "ls"], name: "{{.Name}}", remove: ["network", "rm"] },
] as const;

/** Everything on the engine that belongs to a lab, whichever; the engine itself is asked, not any state. */
export async function leftovers(): Promise<Leftover[]> {
  const labels = ["labnote", "labnote.checkout", "labnote.machine"].map((label) => `{{.Label "${label}"}}`);
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
export async function remove(things: readonly Leftover[]): Promise<void> {
  for (const { kind, remove } of kinds) {
    const names = things.filter((thing) => thing.kind === kind).map(({ name }) => name);
    await Promise.all(names.map((name) => unlessMissing(docker([...remove, name]))));
  }
}

/** Which lab a command is about. */
export interface LabSite {
  checkout: string;
  machine: string;
  stack: string;
}

/** What of the engine's things is of this stack of this checkout, whatever became of its state. */
export const ofSite =
  (site: LabSite) =>
  (thing: Leftover): boolean =>
    thing.checkout === site.checkout &&
    thing.machine === site.machine &&
    thing.lab.replace(/-[0-9a-f]{8}$/, "") === site.stack;

/** Labs of this machine whose checkout is gone, so that no command of theirs can take them down any more. */
export const orphaned =
  (machine: string) =>
  (thing: Leftover): boolean =>
    thing.machine === machine && !existsSync(thing.checkout);

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
  id: string;
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
    .map(([id, name, size]) => ({ id, name, size }));
}

/** Removes kept images; those that a lab still uses stay, and are returned. */
export async function removeImages(images: readonly KeptImage[]): Promise<KeptImage[]> {
  const used: KeptImage[] = [];
  // An image goes before the one it was made from: the newest are listed first.
  for (const image of images) {
    const target = image.name.includes("<none>") ? image.id : image.name;
    const removed = await unlessMissing(docker(["rmi", target])).catch((error) => {
      if (!/in use|is using|being used|dependent child/.test(String(error.cause?.message))) throw error;
      used.push(image);
    });
    void removed;
  }
  return used;
}
