/** What `adopt` makes of the parts of a page, before it is written. */

/** Something that `adopt` says of a line of the input. */
export interface Remark {
  line: number;
  /** `done`: changed. `left`: not changed, for this reason. `open`: the author has to decide. */
  kind: "done" | "left" | "open";
  /** What stands there. */
  text: string;
  /** What was done with it, or why it was left, in words. */
  why: string;
}

/** A command of a session, with the lines around it that go with it. */
export interface DraftStep {
  /** The line of the input that it begins at. */
  line: number;
  /** Comments and blank lines above it. */
  above: readonly string[];
  /** `$`, a prompt of root's, or the prompt of a shell that a command above it has opened. */
  prompt: string;
  /** What is typed, in lines as a session shows them: those that go on may begin with `> `. */
  typed: readonly string[];
  /** What an editor had put in it, and is gone: "typographic quotes". */
  changed: readonly string[];
  /** What must be seen, and how it ends. */
  below: readonly string[];
  /** All its lines as they are in the input, for a command that stays prose. */
  raw: readonly string[];
}

/** A piece of what takes the place of a part. */
export type Piece =
  | { kind: "steps"; steps: readonly DraftStep[] }
  /** A file with its name; `line` is the first of the input. */
  | { kind: "file"; line: number; name: string; language: string; lines: readonly string[] }
  /** Code that stays prose. */
  | { kind: "code"; lines: readonly string[] }
  /** Prose. */
  | { kind: "prose"; lines: readonly string[] };

/** What takes the place of some lines of the input: those from `line` up to, but not including, `end`. */
export interface Draft {
  line: number;
  end: number;
  pieces: readonly Piece[];
  /** The fence's marks, the words behind them, their language and their other words, where it was a fence. */
  marks: string;
  info: string;
  language: string;
  meta: string;
  opening: string;
  indent: string;
}

/** The prompt that takes the place of root's own, and stands in the new note's front matter. */
export const ROOT_PROMPT = "root#";

/** What is typed, as a shell gets it. */
export const commandOf = ({ typed }: Pick<DraftStep, "typed">): string =>
  typed.map((line, index) => (index > 0 && /^>(?: |$)/.test(line) ? line.slice(2) : line)).join("\n");

/** A prompt at which nothing is typed, as at a session's end. */
export const barePrompt = /^(?:\S*@\S*|\[\S*@.*\]|[~/]\S*\s?)?[#$]\s*$/;
