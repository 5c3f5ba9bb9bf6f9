import type * as pulumi from "@pulumi/pulumi";
import type { Advice } from "../common/advice.ts";
import type { Say } from "../common/progress.ts";
import type { KindSettings, Settings } from "../common/settings.ts";
import type { Note } from "../note/note.ts";
import type { Host } from "./host.ts";
import type { Inventory, KnownResource } from "./inventory.ts";
import type { Site } from "./labels.ts";

/**
 * A kind of host, as its row in `kinds.ts` registers it. The row has what commands need of every kind, chosen or not, so it must load
 * quickly. The {@link HostKind} that it loads has what only the chosen kind needs.
 */
export interface RegisteredKind extends KindSettings {
  /** The type of the resource that is the host itself, not of the component that groups it with its keys. */
  resourceType: string;
  /** Proves that its hosts are gone. */
  inventory: Inventory;
  load(): Promise<HostKind>;
}

/**
 * What commands and the Pulumi program need of the chosen kind of host. Only `src/hosts/` knows which kind that is.
 *
 * @typeParam S the settings that its row reads
 */
export interface HostKind<S extends Settings = Settings> {
  /** Whether this machine's Docker Engine is needed for the hosts of a plan; without a plan, for those of usual settings. */
  needsEngine(plan?: Plan<S>, signal?: AbortSignal): Promise<boolean>;
  /** The Pulumi plugins that make its resources, without those that every lab uses. */
  plugins: readonly ProviderPlugin[];
  /** What must be there, or hold, before the first resource. They run in parallel, as soon as an engine that they need answers. */
  preparations(plan: Plan<S>): Preparation[];
  /**
   * What the hosts that do not exist yet will cost, in words; `undefined` if they cost nothing.
   *
   * @param known reads the resources of the lab from the state, which takes a moment
   * @throws LabError when the existing lab cannot become the planned one
   */
  estimate?(
    plan: Plan<S>,
    known: () => Promise<readonly KnownResource[]>,
    signal: AbortSignal,
  ): Promise<Estimate | undefined>;
  /** In the Pulumi program: declares the resources of all hosts. */
  create(settings: S, note: Note): Promise<Hosts>;
  /** What to do about a failure of the provider, found by its words; `undefined` for an unknown one. */
  remedyFor?(words: string): Advice | string | undefined;
  /** Writes the lab's new end where people who do not use labnote see it. */
  announceEnd?(plan: Plan<S>, at: Date, signal: AbortSignal): Promise<void>;
  /** For `npm run doctor`: what this machine has for this kind. Must not use the network. */
  checks?(): Promise<Check[]>;
}

/** A provider in Pulumi's registry. */
export interface ProviderPlugin {
  name: string;
  version: string;
}

/** One thing that a lab needs, and its state on this machine. */
export interface Check {
  name: string;
  /** `get`: not there, but `npm start` gets it. `note`: good to know, not a problem. */
  state: "ok" | "get" | "missing" | "note";
  seen: Advice | string;
  /** What to do about it, when it is missing. */
  how?: Advice | string;
}

/** The lab that is about to be made, or made again. */
export interface Plan<S extends Settings = Settings> {
  settings: S;
  note: Note;
  site: Site;
}

/** Something that must be there before a lab can be made. */
export interface Preparation {
  /** What it is, for people: `AWS account`. */
  title: string;
  /**
   * Finds it, or gets it; quick where it is there.
   *
   * @returns what it is, in a few words
   * @throws LabErrors with every problem
   */
  ensure(say: Say, signal: AbortSignal): Promise<string>;
  /** Preparations that need this one first. */
  followedBy?: readonly Preparation[];
}

/** What is about to be spent. */
export interface Estimate {
  /** Shown before the question. */
  lines: (Advice | string)[];
  /** The question without its question mark: "Make 3 hosts on EC2 for about $0.24". */
  question: string;
}

/** The hosts of a lab, of any kind. */
export interface Hosts {
  /** The lab's id. */
  id: pulumi.Output<string>;
  /** One for each student, under the student's name. `host` holds a secret: the login key. */
  hosts: { name: string; host: pulumi.Output<Host> }[];
}
