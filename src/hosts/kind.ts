import type * as pulumi from "@pulumi/pulumi";
import type { Advice } from "../common/advice.ts";
import type { Say } from "../common/progress.ts";
import type { KindSettings, Settings } from "../common/settings.ts";
import type { Note } from "../note/note.ts";
import type { Host } from "./host.ts";
import type { Inventory, KnownResource } from "./inventory.ts";
import type { Site } from "./labels.ts";

/**
 * A kind of host, as its row in `kinds.ts` registers it. The row has what commands need of each kind, also of those that are not chosen, and
 * so must load nothing that takes long. What only the chosen kind needs is in the {@link HostKind} that it loads.
 */
export interface RegisteredKind extends KindSettings {
  /** The type of the resource in the program that is a host itself, and not what only groups it with its keys. */
  resourceType: string;
  /** How its hosts are proven to be gone. */
  inventory: Inventory;
  load(): Promise<HostKind>;
}

/**
 * What commands and the Pulumi program ask of the kind of host that is chosen. Only `src/hosts/` knows which kind that is.
 *
 * @typeParam S the settings that its row reads
 */
export interface HostKind<S extends Settings = Settings> {
  /** Whether this machine's Docker Engine makes the hosts. */
  onEngine: boolean;
  /** Pulumi's plugins that make its resources, beside those that every lab uses. */
  plugins: readonly ProviderPlugin[];
  /** What must be there, or hold, before the first resource. All are done side by side, as soon as an engine that they need answers. */
  preparations(plan: Plan<S>): Preparation[];
  /**
   * What the hosts that are still to be made will cost, in words; `undefined` where that is nothing.
   *
   * @param known reads what the state has of the lab, which takes a moment
   * @throws LabError when the existing lab cannot become the planned one
   */
  estimate?(
    plan: Plan<S>,
    known: () => Promise<readonly KnownResource[]>,
    signal: AbortSignal,
  ): Promise<Estimate | undefined>;
  /** In the Pulumi program: asks for the resources of all hosts. */
  create(settings: S, note: Note): Promise<Hosts>;
  /** What to do about a failure of the provider, by its words; `undefined` where that is not known. */
  remedyFor?(words: string): Advice | string | undefined;
  /** Writes the lab's new end where people see it who know nothing of labnote. */
  announceEnd?(plan: Plan<S>, at: Date, signal: AbortSignal): Promise<void>;
  /** For `npm run doctor`: what this machine has for it, seen without a question over the network. */
  checks?(): Promise<Check[]>;
}

/** A provider of resources, as Pulumi's registry has it. */
export interface ProviderPlugin {
  name: string;
  version: string;
}

/** One thing that a lab needs, as it stands on this machine. */
export interface Check {
  name: string;
  /** `get`: not there, but `npm start` gets it. `note`: good to know, and no hindrance. */
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
   * @throws LabErrors of all that stands in the way
   */
  ensure(say: Say, signal: AbortSignal): Promise<string>;
  /** What needs this one first. */
  followedBy?: readonly Preparation[];
}

/** What is about to be spent. */
export interface Estimate {
  /** For people, before they are asked. */
  lines: (Advice | string)[];
  /** What they agree to, as a question without its mark: "Make 3 hosts on EC2 for about $0.24". */
  question: string;
}

/** The hosts of a lab, of any kind. */
export interface Hosts {
  /** The lab's id. */
  id: pulumi.Output<string>;
  /** One for each student, under the student's name. `host` holds a secret: the login key. */
  hosts: { name: string; host: pulumi.Output<Host> }[];
}
