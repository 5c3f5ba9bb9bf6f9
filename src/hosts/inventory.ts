import type { LabError } from "../common/errors.ts";
import type { Say } from "../common/progress.ts";
import type { Site } from "./labels.ts";
import { TYPES } from "./urns.ts";

/** A resource in a stack's state. */
export interface KnownResource {
  urn: string;
  type: string;
  /** The id that its provider gave it; `undefined` before it is made, and for a component, which only groups others. */
  id: string | undefined;
  inputs: Properties;
  outputs: Properties;
  /** Set when another resource has replaced it: the next update or destruction deletes it. */
  leaving?: true;
}

/** As they are in the state: secrets are encrypted. */
export type Properties = { readonly [name: string]: unknown };

/** What is taken down. */
export interface Teardown {
  site: Site;
  /** The resources in the states before Pulumi destroyed any. */
  known: readonly KnownResource[];
  /** The kind of host that the settings choose. */
  target: string;
  /** The setting `region`, unchecked. */
  region: string;
  /** Whether to look also for labs that no command takes down any more. */
  all: boolean;
  /** Whether a state still has the lab, so that `npm run down` can take it down. */
  isKnown(site: Site, lab: string): Promise<boolean>;
}

/** What an inventory found after a lab was taken down. */
export interface Proof {
  /** The findings for people, one a line. */
  report: readonly string[];
  /** What is left, or could not be checked. Empty: everything is proven to be gone. */
  problems: readonly LabError[];
  /** What stays on purpose, in words. */
  kept: readonly string[];
  /** Paths in labnote's cache folder that hosts of other labs use. */
  used?: readonly string[];
}

/** A thing that an interrupted update made; the state has only a pending create. */
export interface Adopted {
  urn: string;
  id: string;
}

/** A place where hosts are made: an engine, or a cloud. labnote asks the place itself what is there, since a state may be wrong. */
export interface Inventory {
  /** `must`: something may well be there, so it is a failure if the place cannot be asked. `may`: it is asked if possible. */
  asked(teardown: Teardown): "must" | "may" | "no";
  /**
   * Fails when labnote cannot see the things that a state has in this place: Pulumi would take them to be gone.
   *
   * @throws LabError that says how to reach them
   */
  requireReach?(known: readonly KnownResource[], signal: AbortSignal): Promise<void>;
  /**
   * Of the creates that were pending when an update ended, those that made something that the state does not have. A place without this
   * function can remove such things without a state.
   */
  made?(pending: readonly KnownResource[], known: readonly KnownResource[], signal: AbortSignal): Promise<Adopted[]>;
  /** Asks what is left, and removes what labnote may remove. */
  prove(teardown: Teardown, say: Say, signal: AbortSignal): Promise<Proof>;
}

/** The ids of the labs in a state. */
export const labsOf = (known: readonly Pick<KnownResource, "type" | "id">[]): ReadonlySet<string> =>
  new Set(known.filter(({ type }) => type === TYPES.lab).flatMap(({ id }) => id ?? []));
