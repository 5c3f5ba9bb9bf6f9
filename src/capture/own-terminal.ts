import { spawnSync } from "node:child_process";
import type { ReadStream, WriteStream } from "node:tty";
import { LabError } from "../common/errors.ts";
import { TERMINAL, type TerminalSize } from "../hosts/ssh/connection.ts";

/** The user's own terminal. */
export interface OwnTerminal {
  input: Pick<ReadStream, "on" | "off" | "resume" | "pause">;
  output: Pick<WriteStream, "on" | "off" | "write" | "columns" | "rows">;
  /** Passes all keys and all output through as they are. Returns what makes it as it was before. */
  raw(): () => void;
}

/** This process's terminal; `undefined` if it has none. */
export const ownTerminal = (): OwnTerminal | undefined =>
  process.stdin.isTTY && process.stdout.isTTY ? { input: process.stdin, output: process.stdout, raw } : undefined;

/** The size of a terminal. Some do not tell theirs. */
export const sizeOf = ({ columns, rows }: OwnTerminal["output"]): TerminalSize => ({
  columns: columns || TERMINAL.columns,
  rows: rows || TERMINAL.rows,
});

/**
 * Node's own raw mode still changes each newline that is printed, which breaks what editors draw. So `stty` does it, as POSIX describes it.
 *
 * @throws {LabError} when the terminal refuses
 */
function raw(): () => void {
  const before = stty("-g");
  stty("raw", "-echo");
  const restore = () => {
    process.off("exit", restore);
    // A window that was closed cannot be set, and need not be.
    spawnSync("stty", [before], { stdio: ["inherit", "ignore", "ignore"] });
  };
  process.on("exit", restore);
  return restore;
}

function stty(...words: string[]): string {
  const { status, stdout, stderr, error } = spawnSync("stty", words, {
    stdio: ["inherit", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (status === 0) return stdout.trim();
  throw new LabError("The terminal could not be set", {
    cause: error ?? stderr,
    remedy: "make sure that `stty -g` works in this window",
  });
}
