import type { LabError } from "../common/errors.ts";
import type { Say } from "../common/progress.ts";
import type { Site } from "./labels.ts";
import { TYPES } from "./urns.ts";

/** A resource, as a stack's state tells of it. */
export interface KnownResource {
  urn: string;
  type: string;
  /** The id its provider gave it; `undefined` while it is still to be made, and for what only groups others. */
  id: string | undefined;
  inputs: Properties;
  outputs: Properties;
  /** Whether the next update or destruction takes it away, since another is in its place. */
  leaving?: true;
}

/** As the state has them: what is secret is encrypted. */
export type Properties = { readonly [name: string]: unknown };

/** What teardown is about. */
export interface Sought {
  site: Site;
  /** What states held of it before anything was destroyed. */
  had: readonly KnownResource[];
  /** Settings as they are written, right or wrong. */
  target: string;
  region: string;
  /** Whether labs that no command takes down any more are looked for, too. */
  all: boolean;
  /** Whether a state still knows the lab, so that `npm run down` of its own takes it down. */
  isKnown(site: Site, lab: string): Promise<boolean>;
}

/** What a place was found to hold of that which is sought. */
export interface Proof {
  /** For people, each a line. */
  said: readonly string[];
  /** What is left, or could not be asked; nothing of either proves that all is gone. */
  problems: readonly LabError[];
  /** What stays there on purpose, in words. */
  kept: readonly string[];
}

/** A thing that was made though the state only knows that it was to be. */
export interface Adopted {
  urn: string;
  id: string;
}

/** A place where hosts are made, which can be asked itself what it holds, whatever any state says. */
export interface Inventory {
  /** `must` where things may well be there, so that not being able to ask is a failure; `may` where it is asked if it can be. */
  asked(sought: Sought): "must" | "may" | "no";
  /**
   * Refuses to go on where the things that a state knows there are not reached: they would be taken to be gone.
   *
   * @throws LabError with how they are
   */
  requireReach?(known: readonly KnownResource[], signal: AbortSignal): Promise<void>;
  /**
   * What came of creates that were under way when an update ended, beside what the state knows; what is not returned was never made. Without
   * it, nothing of that place needs to be in the state to be taken away.
   */
  made?(pending: readonly KnownResource[], known: readonly KnownResource[], signal: AbortSignal): Promise<Adopted[]>;
  /** Asks, and takes away what it may take away by itself. */
  prove(sought: Sought, say: Say, signal: AbortSignal): Promise<Proof>;
}

/** The ids of the labs that a state tells of. */
export const labsOf = (known: readonly Pick<KnownResource, "type" | "id">[]): ReadonlySet<string> =>
  new Set(known.filter(({ type }) => type === TYPES.lab).flatMap(({ id }) => id ?? []));
