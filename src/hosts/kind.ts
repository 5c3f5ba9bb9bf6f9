import type * as pulumi from "@pulumi/pulumi";
import type { Advice } from "../common/advice.ts";
import type { Say } from "../common/progress.ts";
import type { Settings } from "../common/settings.ts";
import type { Note } from "../note/note.ts";
import type { Host } from "./host.ts";
import type { KnownResource } from "./inventory.ts";
import type { Site } from "./labels.ts";

/**
 * What the commands ask of a kind of host, beside the resources that it puts into the program. Nothing outside `host/` knows which kind
 * it asks.
 */
export interface HostKind {
  /** Whether this machine's Docker Engine makes the hosts. */
  onEngine: boolean;
  /** Pulumi's plugins that make its resources, beside those that every lab uses. */
  plugins: readonly ProviderPlugin[];
  /** What has to be there, or to hold, before the first resource; done side by side, as soon as an engine that they need answers. */
  preparations(plan: Plan): Preparation[];
  /**
   * What the hosts that are still to be made will cost, in words, each a line; `undefined` where that is nothing.
   *
   * @param known reads what the state has of the lab, which takes a moment
   * @throws LabError when the lab that is there cannot become the one that is planned
   */
  estimate?(
    plan: Plan,
    known: () => Promise<readonly KnownResource[]>,
    signal: AbortSignal,
  ): Promise<Estimate | undefined>;
  /** What to do about a failure of the provider's, by its words; `undefined` where that is not known. */
  remedyFor?(words: string): Advice | string | undefined;
  /** Tells whoever looks from outside that the lab's hosts now end at that time. */
  announceEnd?(plan: Plan, at: Date, signal: AbortSignal): Promise<void>;
  /** What this machine has for it, seen without asking anybody elsewhere. */
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
export interface Plan {
  settings: Settings;
  note: Note;
  site: Site;
}

/** A thing that must be there before a lab can be made. */
export interface Preparation {
  /** What it is, for people: `AWS account`. */
  title: string;
  /** Has it, or gets it, and says in a few words what it is, quickly when it is there; LabErrors of all that stands in the way. */
  ensure(say: Say, signal: AbortSignal): Promise<string>;
  /** What can be had only with this one at hand. */
  followedBy?: readonly Preparation[];
}

/** What is about to be spent. */
export interface Estimate {
  /** For people, before they are asked. */
  lines: (Advice | string)[];
  /** What they agree to, as a question without its mark: "Make 3 hosts on EC2 for about $0.24". */
  question: string;
}

/** The hosts of a lab, whichever kind they are of. */
export interface Hosts {
  /** The lab's id. */
  id: pulumi.Output<string>;
  /** One a student, under the student's name. `host` holds a secret: the login key. */
  hosts: { name: string; host: pulumi.Output<Host> }[];
}
