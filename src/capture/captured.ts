import type { WrittenFile } from "./events.ts";

/** What a session was, in the order in which a note tells it. */

/** A `^C` among the lines. */
export const INTERRUPT = Symbol("^C");

/** Lines that are not kept, since there were too many. */
export const GAP = Symbol("...");

/** A line that a terminal showed, or what stands between such lines. */
export type CapturedLine = string | typeof INTERRUPT | typeof GAP;

/** Why labnote cannot type a command again. */
export type Obstacle =
  /** A program took the whole screen, and keys were typed into it. */
  | "screen"
  /** A person typed what the command read. */
  | "answer"
  /** Ctrl-Z was typed. */
  | "stop"
  /** labnote would read the lines as something else. */
  | "reading";

/** A command that a person typed. */
export interface CapturedCommand {
  terminal: number;
  /** The nested prompt at which it was typed; `undefined` at the shell's own. */
  prompt: string | undefined;
  /** What was typed. Lines are joined by newlines. */
  typed: string;
  /** Comments that were typed above it. */
  comments: readonly string[];
  /** The same for a command at the shell's own prompt and all that was typed into the shells which it opened. */
  group: number;
  /** The status; `undefined` where none is known. */
  status: number | undefined;
  /** Milliseconds from its start to its last output. */
  took: number;
  /** The host went down in it. */
  reboots: boolean;
  obstacle: Obstacle | undefined;
  /** The questions that a person has answered in it: the lines before anything was typed there. */
  questions: string[];
  /** Files that were written by hand in it. */
  files: WrittenFile[];
}

/** A command that begins. */
export const newCommand = (
  begun: Pick<CapturedCommand, "terminal" | "prompt" | "typed" | "comments" | "group">,
): CapturedCommand => ({
  ...begun,
  ...{ status: undefined, took: 0, reboots: false, obstacle: undefined, questions: [], files: [] },
});

/** A command that runs, and what it has shown so far: up to the nested prompt, if it rests at one. */
export interface RunningCommand {
  command: CapturedCommand;
  lines: readonly CapturedLine[];
  prompt: string | undefined;
}

/** A part of a command's output that stands in one piece in the note. */
export interface CapturedStep {
  command: CapturedCommand;
  /** It goes on with what ran when a person turned to another terminal. */
  goesOn: boolean;
  lines: CapturedLine[];
  /** The command still ran at its end. */
  running: boolean;
}
