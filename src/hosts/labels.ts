import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { FOLDER } from "../common/paths.ts";

/** The label on everything that labnote makes. Its value is a lab's id, or {@link CACHE} on what an engine keeps between labs. */
export const LABEL = "labnote";
/** The value on images that are kept, and on what exists only while they are made. */
export const CACHE = "cache";

/** The lab, and the place it is run from, that a thing belongs to. */
export interface Owner {
  /** The lab's id: its stack's name and eight hex digits. */
  lab: string;
  /** The folder that the lab is of, a checkout or any other, and the machine that the folder is on. */
  checkout: string;
  machine: string;
  /** Only on what belongs to one student. */
  student?: string;
}

/** What tags at a cloud say: the person who pays may know nothing of labnote. */
export interface CloudOwner extends Owner {
  stack: string;
  /** The note's file, as the user wrote it. */
  note: string;
  /** When the hosts end by themselves, if they do, as last known: ISO 8601, UTC. */
  expires?: string;
  /** The name of the image that an instance was made from. */
  image?: string;
}

/** Labels on the engine. Teardown finds things by them, also without a state. */
export const labels = (owner: Owner): string[] => Object.entries(marks(owner)).map(([key, value]) => `${key}=${value}`);

/**
 * Tags on EC2, in the same words.
 *
 * @param resource the thing's name in the Pulumi program; the name in AWS's console is made of it and the lab's id
 */
export const tags = (resource: string, rented: CloudOwner): { [key: string]: string } => ({
  ...marks(rented),
  Name: `${LABEL}-${rented.lab}-${resource}`,
});

/** The key of a label or tag: `labnote.student`. The key of a lab's id is {@link LABEL}. */
export const labelOf = (word: Exclude<keyof CloudOwner, "lab">): string => `${LABEL}.${word}`;

const marks = ({ lab, ...words }: Owner): { [key: string]: string } => ({
  [LABEL]: lab,
  ...Object.fromEntries(
    Object.entries(words)
      .filter(([, value]) => value !== undefined)
      .map(([word, value]) => [`${LABEL}.${word}`, value]),
  ),
});

/** Where this lab is run from: this folder on this machine. */
export const thisSite = (): Pick<Owner, "checkout" | "machine"> => ({ checkout: FOLDER, machine: hostname() });

/** A stack of a folder on a machine. It stands for all labs of it, also those that no state has any more. */
export interface Site {
  checkout: string;
  machine: string;
  stack: string;
}

/** What a thing of a lab says of its owner. */
type Marked = Pick<Owner, "lab" | "checkout" | "machine">;

/**
 * Whether a thing belongs to a lab of that site.
 *
 * @param labs ids of labs that the site's state knew. Their things are the site's even if the labels say otherwise: a machine may have another
 *   name in another network.
 */
export const ofSite =
  (site: Site, labs: ReadonlySet<string> = new Set()) =>
  ({ checkout, machine, lab }: Marked): boolean =>
    labs.has(lab) ||
    (checkout === site.checkout && machine === site.machine && lab.replace(/-[0-9a-f]{8}$/, "") === site.stack);

/** Whether a thing belongs to a lab of this machine whose folder is gone, so that no command takes it down any more. */
export const orphaned =
  (here: string) =>
  ({ checkout, machine }: Marked): boolean =>
    machine === here && !existsSync(checkout);
