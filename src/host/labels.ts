import { hostname } from "node:os";
import { join } from "node:path";

/** The label that everything of labnote's on an engine carries: a lab's id, or {@link CACHE} on what is kept between labs. */
export const LABEL = "labnote";
/** On images that are kept, and on what is only there while they are made. */
export const CACHE = "cache";

/** Whose a container or volume is. */
export interface Owner {
  /** The lab's id: its stack's name and eight hex digits. */
  lab: string;
  /** The folder and the machine that the lab is run from. */
  checkout: string;
  machine: string;
  student: string;
}

/** As labels on the engine, by which teardown finds them whatever became of any state. */
export const labels = ({ lab, checkout, machine, student }: Owner): string[] =>
  Object.entries({ "": lab, ".checkout": checkout, ".machine": machine, ".student": student }).map(
    ([suffix, value]) => `${LABEL}${suffix}=${value}`,
  );

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
