/** The contract of `record.json`. `record.schema.json` beside this file describes it for other programs. */

import type { Reason } from "./reasons/reason.ts";

/** The version of the format that this labnote writes and reads. */
export const RECORD_VERSION = 4;

/** How a step ended. */
export type StepOutcome = "passed" | "failed" | "skipped";

/** One step as it went. Before a run (`npm run check -- --json`) it is `skipped`, with no output. */
export interface StepRecord {
  kind: "command" | "file" | "http";
  section: string;
  /** Where the step stands in the note. */
  line: number;
  /** The terminal of the section that it was typed in, 0 for the shell of its checks; `null` for files and requests. */
  terminal: number | null;
  /** Whether root's shell took it, in place of the user's. */
  root: boolean;
  /** The command as the note has it, the file's path, or the request line. */
  typed: string;
  /** What was really typed: the command with the run's own values in it. `null` where nothing was typed. */
  entered: string | null;
  /** The lines that were expected, as the note has them; a file's content. */
  expected: string[];
  /** What a person would have seen; `null` where it did not run. */
  output: string | null;
  /** The nested prompt that came: the one at which the next command is typed. `null` where none came. */
  nextPrompt: string | null;
  /** The status that the command ended with; `null` where there was none. */
  exit: number | null;
  seconds: number | null;
  outcome: StepOutcome;
  /** Why it failed or was skipped: how it ended first, the lines that differ last. None when it passed. */
  reasons: readonly Reason[];
  /** Bytes left out of the middle of `output`; 0 for all but very long ones. */
  cut: number;
}

/** An image of the note as the run had it. */
export interface ImageRecord {
  name: string;
  /** True when labnote made an image that took the place of the real one of that name. */
  standIn: boolean;
}

/** The host that a note was run on. */
export interface HostRecord {
  name: string;
  /** Which kind of host: "container", "vm", "ec2". */
  kind: string;
  /** What the host was made from: "Ubuntu 20.04", "Debian 13". */
  base: string;
  images: ImageRecord[];
  /** What else is known of the host: of a virtual machine how its processors are run, on EC2 its instance, image, region and type. */
  facts: { [name: string]: string };
  /** When the host ends by itself, ISO 8601, as known when the run began; `null` if it does not. */
  ends: string | null;
}

/** A run of a note on one host. */
export interface RunRecord {
  /** The version of this format. */
  version: typeof RECORD_VERSION;
  note: { file: string; title: string | null; sha256: string };
  host: HostRecord;
  /** ISO 8601. */
  started: string;
  /** `null` while it runs, or where it was killed. */
  ended: string | null;
  outcome: "passed" | "failed" | "interrupted" | "running";
  counts: { passed: number; failed: number; skipped: number };
  /** Why the whole run stopped early, when it did. */
  reasons: readonly Reason[];
  steps: StepRecord[];
}
