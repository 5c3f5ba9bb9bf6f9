/**
 * What a note says, after reading: the contract between the reader and everything behind it.
 * Lines are those of the note's file and count from 1.
 */

/** Front matter: what the page says of itself. All of it is optional in the file. */
export interface FrontMatter {
  title: string | undefined;
  /** BCP 47; "en" unless said. */
  language: string;
  /** Images the note pulls or runs, as `docker pull` takes them. */
  images: readonly string[];
  /** TCP ports of the host that `http` steps and readers' browsers reach. */
  ports: readonly number[];
}

/** A note, read and found fit to be run. */
export interface Note {
  file: string;
  /** SHA-256 of the file's bytes, in hex. */
  hash: string;
  frontMatter: FrontMatter;
  /** Sections with steps, in the order of the page. */
  sections: readonly Section[];
  /** Things worth saying that do not stop a run ("shown, not typed", an id nobody showed before, …). */
  warnings: readonly Warning[];
}

/** Something worth saying of a line. */
export interface Warning {
  line: number;
  message: string;
}

/** A heading with what is to be done below it, in a folder of its own. */
export interface Section {
  /** The heading's leading number ("1.5.2"), else its slug; unique in a note; the name of its folder in the home. */
  id: string;
  title: string;
  line: number;
  steps: readonly Step[];
}

/** What is done, one after the other. */
export type Step = CommandStep | FileStep | HttpStep;

/**
 * A line of the note that a step is held to. `text` is as written, and the end of that line of the file: what stands before it
 * there is the indentation of lists, quotes and the fence, so that a note can be rewritten.
 */
export interface ExpectedLine {
  line: number;
  text: string;
}

/** `^C` among the lines: sent when the lines above it have been seen. */
export interface Interrupt {
  line: number;
  interrupt: true;
}

/** What stands below what is typed. */
export type Expected = ExpectedLine | Interrupt;

/**
 * How a step is known to have ended.
 * - `mark`: the shell says so, with a status.
 * - `prompt`: a nested terminal shows this prompt, as the note has it (it may hold shapes).
 * - `running`: its lines have been seen; it still runs.
 * - `reboot`: the host went down and is back as a new boot.
 */
export type Ending =
  | { kind: "mark" }
  | { kind: "prompt"; prompt: ExpectedLine }
  | { kind: "running" }
  | { kind: "reboot" };

/** A command that is typed in a terminal, and what must be seen of it. */
export interface CommandStep {
  kind: "command";
  section: string;
  line: number;
  /** 1, unless the fence says otherwise; at most 9. */
  terminal: number;
  /**
   * What is typed, continuation lines joined by newlines as a person would type them; `undefined` when the block goes on
   * with what that terminal already runs.
   */
  typed: string | undefined;
  /** The nested prompt that it is typed at; `undefined` at the outer shell's own. */
  prompt: string | undefined;
  /** What must be seen, in order. With none, only the status counts; `[empty]` is {@link empty}. */
  expected: readonly Expected[];
  /** `[empty]`: it prints nothing. */
  empty: boolean;
  ending: Ending;
  /** The status it must end with; `undefined` where a status does not count. */
  exit: number | undefined;
  /** Milliseconds for which the step is tried again until it holds; all steps of a block have the same. */
  within: number | undefined;
  /** Milliseconds. */
  timeout: number;
}

/** A file that is written. */
export interface FileStep {
  kind: "file";
  section: string;
  line: number;
  /** Relative to the section's folder, with `/`. */
  path: string;
  content: string;
}

/** A page that is asked for from outside the host, and what must be in the answer. */
export interface HttpStep {
  kind: "http";
  section: string;
  line: number;
  /** A port of the front matter. */
  port: number;
  /** With its leading `/`, and the query if any. */
  path: string;
  /** The request line as written. */
  typed: string;
  expected: readonly ExpectedLine[];
  within: number | undefined;
  /** Milliseconds. */
  timeout: number;
}
