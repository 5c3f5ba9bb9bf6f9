import type { Around, KnownWords } from "./compare/shapes.ts";

/**
 * What a note says: the contract between its reader and all code that uses notes.
 * Lines are those of the note's file, and count from 1.
 */

/** Front matter: facts about the page. Every key is optional in the file. */
export interface FrontMatter {
  title: string | undefined;
  /** A BCP 47 tag; "en" by default. */
  language: string;
  /** Images that the note pulls or runs, as `docker pull` takes them. */
  images: readonly string[];
  /** TCP ports of the host that `http` steps and readers' browsers must reach. */
  ports: readonly number[];
  /**
   * Languages of blocks that are sessions, as `console` is, in lower case: "" for a fence without a language, `indented` for indented code. A
   * block right below a session whose language is `output` shows what its last command prints.
   */
  sessions: readonly string[];
  /** Prompts of the section's own shells, beside `$ `. `[..]` stands for any characters; at a prompt that ends in `#`, root types. */
  prompts: readonly string[];
  /** Languages of blocks in which each whole command is typed, without a prompt, in lower case. */
  unprompted: readonly string[];
  /** Words that differ at every run, and are of no shape. */
  varies: readonly string[];
}

/** A note that breaks no rule. */
export interface Note {
  file: string;
  /** SHA-256 of the file's bytes, in hex. */
  hash: string;
  frontMatter: FrontMatter;
  /** The sections that have steps, in the order of the page. */
  sections: readonly Section[];
  /** Remarks that do not stop a run ("shown, not typed", an id that no output has shown, …). */
  warnings: readonly Warning[];
  passedOver: PassedOver;
}

/** What a page has beside its note. */
export interface PassedOver {
  /** The keys of the front matter that are for other programs. */
  keys: readonly string[];
  /** The blocks that hold typed lines, it seems, which are read as prose or as outputs. */
  blocks: readonly UnreadBlock[];
  /** What front matter would have to say, to have the page read as it seems to be meant; `undefined` if it says so. */
  suggested: Suggested | undefined;
}

/** A block that seems to hold typed lines. */
export interface UnreadBlock {
  line: number;
  /** As front matter would name it. */
  language: string;
  /** The lines that seem typed, as they stand. A block that is the output of the block above has none. */
  typed: readonly ExpectedLine[];
  /** The key of front matter with which labnote would read them; `undefined` if there is none. */
  key: keyof Suggested | undefined;
}

/** Keys of front matter that say how a page is read, with all their values. */
export type Suggested = Pick<FrontMatter, "sessions" | "prompts" | "unprompted">;

/** A remark on a line. */
export interface Warning {
  line: number;
  message: string;
}

/** A heading and the steps below it, which are done in a folder of their own. */
export interface Section {
  /** The heading's leading number ("1.5.2"), else its slug. Unique in a note. Also the name of the section's folder in the home folder. */
  id: string;
  title: string;
  line: number;
  steps: readonly Step[];
}

/** One thing that a run does. Steps are done one after the other. */
export type Step = CommandStep | FileStep | HttpStep;

/**
 * A line that must be seen. `text` is as written, and is the end of that line of the file: before it stands only the indentation of lists,
 * quotes and the fence. So a program can rewrite the note.
 */
export interface ExpectedLine {
  line: number;
  text: string;
  /** What its words depend on beside the line, once the section is whole. */
  around?: Around;
}

/** Keys among the lines, such as `^C`: they are pressed when the lines above them were seen. */
export interface Keys {
  line: number;
  /** As written. A line that must be seen may stand behind them, in the same line of the file. */
  keys: string;
  /** What they send. */
  bytes: string;
}

/** A line below a typed line. */
export type Expected = ExpectedLine | Keys;

/**
 * How the runner knows that a step has ended.
 * - `mark`: the shell says so, with a status.
 * - `prompt`: a nested shell shows this prompt. It is as in the note, and may have shapes in it.
 * - `running`: its lines were seen, and it still runs.
 * - `reboot`: the host went down, and is back as a new boot.
 */
export type Ending =
  | { kind: "mark" }
  | { kind: "prompt"; prompt: ExpectedLine }
  | { kind: "running" }
  | { kind: "reboot" };

/** The terminal of a section's checks: its shell is beside those into which a reader types. */
export const CHECKS = 0;

/** A command that is typed in a terminal, and what must be seen. */
export interface CommandStep {
  kind: "command";
  section: string;
  line: number;
  /** The number in the fence, 1 to 9; by default 1. Of a check, {@link CHECKS}. */
  terminal: number;
  /**
   * What is typed. Continuation lines are joined by newlines, as a person would type them. `undefined` when the block continues a command
   * that already runs in that terminal.
   */
  typed: string | undefined;
  /** The nested prompt at which it is typed; `undefined` at the outer shell's prompt. */
  prompt: string | undefined;
  /** Whether a shell of root takes it, in place of the user's: it stands at an outer prompt that ends in `#`, or is nested in that shell. */
  root: boolean;
  /** What must be seen, in order. Without lines only the status counts, unless the step is {@link empty}. */
  expected: readonly Expected[];
  /** `[empty]`: it must print nothing. */
  empty: boolean;
  ending: Ending;
  /** The status with which it must end; `undefined` where the status does not count. */
  exit: number | undefined;
  /** Milliseconds for which the step is tried again until it passes. All steps of a block have the same. */
  within: number | undefined;
  /** Milliseconds. */
  timeout: number;
  /** The words of the section that have a shape wherever they stand, once the section is whole. */
  known?: KnownWords | undefined;
}

/** A file that the runner writes. */
export interface FileStep {
  kind: "file";
  section: string;
  line: number;
  /** Relative to the section's folder, with `/`. */
  path: string;
  content: string;
}

/** A page that the runner requests from outside the host, and what must be in the answer. */
export interface HttpStep {
  kind: "http";
  section: string;
  line: number;
  /** A port of the front matter. */
  port: number;
  /** With the leading `/`, and with the query if there is one. */
  path: string;
  /** The request line, as written. */
  typed: string;
  expected: readonly ExpectedLine[];
  within: number | undefined;
  /** Milliseconds. */
  timeout: number;
  /** The words of the section that have a shape wherever they stand, once the section is whole. */
  known?: KnownWords | undefined;
}
