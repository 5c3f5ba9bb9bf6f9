import type { LabError } from "../common/errors.ts";
import type { Say } from "../common/progress.ts";
import type { Site } from "./labels.ts";
import { TYPES } from "./urns.ts";

/** A resource, as a stack's state has it. */
export interface KnownResource {
  urn: string;
  type: string;
  /** The id its provider gave it; `undefined` while it is still to be made, and for what only groups others. */
  id: string | undefined;
  inputs: Properties;
  outputs: Properties;
  /** Whether the next update or destruction deletes it, since another one has replaced it. */
  leaving?: true;
}

/** As the state has them: what is secret is encrypted. */
export type Properties = { readonly [name: string]: unknown };

/** What is taken down. */
export interface Teardown {
  site: Site;
  /** What the states knew before anything was destroyed. */
  known: readonly KnownResource[];
  /** The kind of host that the settings choose. */
  target: string;
  /** The setting `region` as it is written, right or wrong. */
  region: string;
  /** Whether to look for labs, too, that no command takes down any more. */
  all: boolean;
  /** Whether a state still knows the lab, so that a `npm run down` can take it down. */
  isKnown(site: Site, lab: string): Promise<boolean>;
}

/** What a place was found to hold after a lab was taken down. */
export interface Proof {
  /** What was found, for people, each a line. */
  report: readonly string[];
  /** What is left, or could not be asked. Without any, all is proven to be gone. */
  problems: readonly LabError[];
  /** What stays there on purpose, in words. */
  kept: readonly string[];
}

/** A thing that an interrupted update made; the state only has that it was to be made. */
export interface Adopted {
  urn: string;
  id: string;
}

/** A place where hosts are made. It is asked itself what it holds: a state may be wrong. */
export interface Inventory {
  /** `must` where something may well be there, so that not being able to ask is a failure; `may`: asked if it can be. */
  asked(teardown: Teardown): "must" | "may" | "no";
  /**
   * Refuses to go on when this place cannot see the things that a state knows there: Pulumi would take them to be gone.
   *
   * @throws LabError that says how they are reached
   */
  requireReach?(known: readonly KnownResource[], signal: AbortSignal): Promise<void>;
  /**
   * Of the creates that were under way when an update ended, those that made something, beside what the state knows. Without this function,
   * what such creates made needs no place in the state to be removed.
   */
  made?(pending: readonly KnownResource[], known: readonly KnownResource[], signal: AbortSignal): Promise<Adopted[]>;
  /** Asks what is left, and removes what it may remove by itself. */
  prove(teardown: Teardown, say: Say, signal: AbortSignal): Promise<Proof>;
}

/** The ids of the labs that a state knows. */
export const labsOf = (known: readonly Pick<KnownResource, "type" | "id">[]): ReadonlySet<string> =>
  new Set(known.filter(({ type }) => type === TYPES.lab).flatMap(({ id }) => id ?? []));
