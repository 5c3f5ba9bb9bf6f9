import { createInterface } from "node:readline/promises";
import { advice, type LabCommand } from "../common/advice.ts";
import { Interrupted, LabError } from "../common/errors.ts";
import { isWatched } from "../common/progress.ts";
import type { Estimate } from "../hosts/kind.ts";
import type { LabConsole } from "./console.ts";

/**
 * Asks somebody at the terminal. Resolves to what was typed, `undefined` where the input has ended.
 *
 * @param interrupted what is said when `signal` is aborted: what was not done
 * @throws {Interrupted} on Ctrl-C
 */
export async function askOnTerminal(
  question: string,
  signal: AbortSignal,
  interrupted: string,
): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Only the reader of the terminal gets Ctrl-C, and the code that stops for it does not.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const ended = new Promise<undefined>((resolve) => terminal.once("close", () => resolve(undefined)));
  try {
    return await Promise.race([terminal.question(question, { signal }), ended]);
  } catch (cause) {
    if (signal.aborted) throw new Interrupted(interrupted, { cause: signal.reason });
    throw cause;
  } finally {
    terminal.close();
  }
}

/** How somebody may say that they agree. */
export interface Asker {
  /** Whether they did by `--yes`. */
  yes: boolean;
  /** Whether somebody reads what is printed, and can type an answer. */
  terminal: boolean;
}

/** Also the console that shows what is asked about, and the command with `--yes`. */
export type ConsentContext = Asker & { console: LabConsole; withYes: LabCommand };

/** Whether money may be spent: it may, it is to be asked, or nobody can be asked. */
export const consent = ({ yes, terminal }: Asker): "given" | "ask" | "missing" => {
  if (yes) return "given";
  return terminal ? "ask" : "missing";
};

/** Whether this process talks with somebody. */
export const onTerminal = (): boolean => process.stdin.isTTY === true && isWatched();

/** Whether an answer agrees: only a clear yes does. */
export const agrees = (answer: string): boolean => /^y(es)?$/i.test(answer.trim());

/**
 * Says what is about to be spent, and has it agreed to.
 *
 * @throws LabError when it is not; Interrupted on Ctrl-C
 */
export async function agree({ lines, question }: Estimate, asker: ConsentContext, signal: AbortSignal): Promise<void> {
  asker.console.print("");
  for (const line of lines) asker.console.print(line);
  asker.console.print("");
  switch (consent(asker)) {
    case "given":
      return;
    case "missing":
      throw new LabError("This costs money, and nobody is here to be asked, so nothing was made", {
        remedy: advice`say yes beforehand: ${asker.withYes}`,
      });
    case "ask":
      if (!agrees((await askOnTerminal(`${question}? [y/N] `, signal, "Interrupted before anything was made")) ?? ""))
        throw new LabError("You did not agree, so nothing was made");
  }
}
