/** What a run leaves: the contract of `record.json`, described to others by `record.schema.json` beside this file. */

/** The version of the format that this labnote writes and reads. */
export const RECORD_VERSION = 2;

/** What became of a step. */
export type StepOutcome = "passed" | "failed" | "skipped";

/** One step as it went. Before a run (`npm run check -- --json`) it is `skipped`, with no output. */
export interface StepRecord {
  kind: "command" | "file" | "http";
  section: string;
  /** Where the step stands in the note. */
  line: number;
  /** The terminal of the section that it was typed in; `null` for files and requests. */
  terminal: number | null;
  /** The command as the note has it, the file's path, or the request line. */
  typed: string;
  /** What was really typed: the command with the run's own values in it. `null` where nothing was typed. */
  entered: string | null;
  /** The lines it was held to, as the note has them; a file's content. */
  expected: string[];
  /** What a person would have seen; `null` until it ran. */
  output: string | null;
  /** The nested prompt that came: the one at which the next command is typed. `null` where none came. */
  nextPrompt: string | null;
  /** `null` where there was no status. */
  exit: number | null;
  seconds: number | null;
  outcome: StepOutcome;
  /** Why it failed or was skipped, in words for people; `null` when it passed. */
  reason: string | null;
  /** Bytes left out of the middle of `output`; 0 for all but very long ones. */
  cut: number;
}

/** An image of the note as the run had it. */
export interface ImageRecord {
  name: string;
  /** True when it is not the image of that name but one that labnote made to take its place. */
  standIn: boolean;
}

/** The host that a note was run on. */
export interface HostRecord {
  name: string;
  /** Which kind of host: "container", "ec2". */
  kind: string;
  /** What it was made from, in words: "Ubuntu 20.04", "Debian 12". */
  base: string;
  images: ImageRecord[];
  /** What else is known of it: on EC2 its instance, image, region and type. */
  facts: { [name: string]: string };
  /** When it ends by itself, ISO 8601, as known when the run began; `null` if it does not. */
  ends: string | null;
}

/** A run of a note on one host. */
export interface RunRecord {
  /** Of this format. */
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
  reason: string | null;
  steps: StepRecord[];
}
