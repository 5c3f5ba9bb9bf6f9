import { existsSync } from "node:fs";
import type { Teardown } from "../../inventory.ts";

/** What the tags of a thing say of its owner; empty where it has none of labnote's. Anybody in the account can have written them. */
export interface OwnerTags {
  lab?: string;
  checkout?: string;
  machine?: string;
  stack?: string;
  /** When it ends by itself, if it does. */
  expires?: string;
}

/**
 * Whether a thing should be gone after a teardown: the stack's own things and those that its state knew; with `all`, also things of this
 * machine that no command takes down any more, since their folder or their state is lost. Things of other machines are not ours.
 *
 * @param labs the ids of the labs that the state knew
 */
export async function isOurs(tags: OwnerTags, teardown: Teardown, labs: ReadonlySet<string>): Promise<boolean> {
  const { site, all, isKnown } = teardown;
  const { lab, checkout, machine, stack } = tags;
  if (lab === undefined) return false;
  if (labs.has(lab)) return true;
  const here = machine === site.machine;
  if (here && checkout === site.checkout && stack === site.stack) return true;
  if (!all || !here || checkout === undefined) return false;
  if (!existsSync(checkout)) return true;
  return stack !== undefined && !(await isKnown({ checkout, machine, stack }, lab));
}
