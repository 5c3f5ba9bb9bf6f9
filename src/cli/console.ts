import { type Advice, renderAdvice } from "../common/advice.ts";
import { isWatched } from "../common/progress.ts";
import { escapeForLog, type Job, sanitize } from "../common/sanitize.ts";

/** Where a command writes; `process` is one. */
export interface Streams extends Job {
  stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  stderr: { write(text: string): unknown };
}

/** The colours that `styleText` of node:util sets and resets. They are ours, and harmless in any text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COLOUR = /(\x1b\[(?:1|2|4|7|22|24|27|3\d)m)/;

/**
 * The one place where a command prints. It writes advice for the command's lab. No text that passes through it, from any author, gives
 * orders to a terminal or to the runner of GitHub Actions.
 */
export class LabConsole {
  readonly env: Job["env"];
  /** Whether somebody watches it on a terminal. */
  readonly watched: boolean;
  readonly #stack: string;
  readonly #streams: Streams;

  constructor(stack: string, streams: Streams = process) {
    this.env = streams.env;
    this.watched = isWatched(streams);
    this.#stack = stack;
    this.#streams = streams;
  }

  /** The columns of the terminal; `undefined` where lines have no end. */
  get columns(): number | undefined {
    return this.watched ? this.#streams.stdout.columns : undefined;
  }

  /** Prints a line, or several, on standard output. */
  readonly print = (said: Advice | string): void => {
    this.#streams.stdout.write(this.#safe(said));
  };

  /** Prints on standard error: failures, and what is no result of the command. */
  readonly warn = (said: Advice | string): void => {
    this.#streams.stderr.write(this.#safe(said));
  };

  /**
   * Prints a value on standard output for programs. What would be an order is escaped as JSON can, so the value stays what it is.
   *
   * @param indent 0 for one line
   */
  json(value: unknown, indent = 2): void {
    const text = JSON.stringify(value, null, indent).replaceAll("##[", "#\\u0023[");
    this.#streams.stdout.write(`${text}\n`);
  }

  /**
   * Gives the runner of GitHub Actions an order. It goes to standard error, since standard output may be a file (`check -- --json`); the
   * runner reads both.
   *
   * @param workflowCommand one line, with its values escaped
   */
  order(workflowCommand: string): void {
    this.#streams.stderr.write(`${workflowCommand}\n`);
  }

  #safe(said: Advice | string): string {
    const parts = renderAdvice(said, this.#stack).split(COLOUR);
    const text = parts.map((part, index) => (index % 2 === 1 ? part : sanitize(part))).join("");
    return `${escapeForLog(text, this)}\n`;
  }
}

/**
 * Lets a command go on when the reader of its output has seen enough, as `| head` has, or when the user's terminal is closed: what it writes
 * from then on is dropped.
 */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
}
