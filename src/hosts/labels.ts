import { hostname } from "node:os";
import { join } from "node:path";

/** The label that everything of labnote's carries: a lab's id, or {@link CACHE} on what an engine keeps between labs. */
export const LABEL = "labnote";
/** On images that are kept, and on what is only there while they are made. */
export const CACHE = "cache";

/** Whose a thing is. */
export interface Owner {
  /** The lab's id: its stack's name and eight hex digits. */
  lab: string;
  /** The folder and the machine that the lab is run from. */
  checkout: string;
  machine: string;
  /** Only of what is one student's. */
  student?: string;
}

/** What is said of a thing at a cloud, where whoever pays for it may know nothing of labnote. */
export interface CloudOwner extends Owner {
  stack: string;
  /** The note's file, as the user wrote it. */
  note: string;
  /** When the hosts end by themselves, if they do, as was known last: ISO 8601, UTC. */
  expires?: string;
  /** The name of the image that an instance was made from. */
  image?: string;
}

/** As labels on the engine, by which teardown finds them whatever became of any state. */
export const labels = (owner: Owner): string[] => Object.entries(marks(owner)).map(([key, value]) => `${key}=${value}`);

/**
 * As tags on EC2, in the same words.
 *
 * @param resource the thing's name in the Pulumi program; with the lab's id it is its name in AWS's console.
 */
export const tags = (resource: string, rented: CloudOwner): { [key: string]: string } => ({
  ...marks(rented),
  Name: `${LABEL}-${rented.lab}-${resource}`,
});

/** The key of one of them: `labnote.student`; a lab's id has none but {@link LABEL}. */
export const labelOf = (word: Exclude<keyof CloudOwner, "lab">): string => `${LABEL}.${word}`;

const marks = ({ lab, ...words }: Owner): { [key: string]: string } => ({
  [LABEL]: lab,
  ...Object.fromEntries(
    Object.entries(words)
      .filter(([, value]) => value !== undefined)
      .map(([word, value]) => [`${LABEL}.${word}`, value]),
  ),
});

/** Where this lab is run from: this checkout on this machine. */
export const thisSite = (): Pick<Owner, "checkout" | "machine"> => ({
  checkout: join(import.meta.dirname, "../.."),
  machine: hostname(),
});

/** The labs of a stack of a checkout on a machine, whatever became of their state. */
export interface Site {
  checkout: string;
  machine: string;
  stack: string;
}
