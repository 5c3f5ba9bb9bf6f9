import { existsSync } from "node:fs";
import type { Sought } from "../../inventory.ts";

/** Whose a thing is, by its tags; empty where it has none of ours. */
export interface Marks {
  lab?: string;
  checkout?: string;
  machine?: string;
  stack?: string;
  /** When it ends by itself, if it does. */
  expires?: string;
}

/**
 * Whether a thing should be gone once what is sought is taken down: what is the stack's own, what its state knew, and with `all` also what nobody takes
 * down any more, since its checkout, or the state that knew it, is lost. What other machines have is theirs.
 *
 * @param labs the ids of the labs that the state knew
 */
export async function isOurs(marks: Marks, sought: Sought, labs: ReadonlySet<string>): Promise<boolean> {
  const { site, all, isKnown } = sought;
  const { lab, checkout, machine, stack } = marks;
  if (lab === undefined) return false;
  if (labs.has(lab)) return true;
  const here = machine === site.machine;
  if (here && checkout === site.checkout && stack === site.stack) return true;
  if (!all || !here || checkout === undefined) return false;
  if (!existsSync(checkout)) return true;
  return stack !== undefined && !(await isKnown({ checkout, machine, stack }, lab));
}
