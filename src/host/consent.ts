import { askOnTerminal } from "../ask.ts";
import { LabError } from "../errors.ts";
import type { Estimate } from "./kind.ts";

/** How somebody may say that they agree. */
export interface Asker {
  /** Whether they did by `--yes`. */
  yes: boolean;
  /** Whether somebody reads what is printed, and can type an answer. */
  terminal: boolean;
}

/** How the command is typed with `--yes`. */
export type Again = Asker & { withYes: string };

/** Whether money may be spent: it may, it is to be asked, or nobody can be asked. */
export const consent = ({ yes, terminal }: Asker): "given" | "ask" | "missing" => {
  if (yes) return "given";
  return terminal ? "ask" : "missing";
};

/** Whether this process talks with somebody. */
export const onTerminal = (): boolean =>
  process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.CI === undefined;

/** Whether an answer agrees: only a clear yes does. */
export const agrees = (answer: string): boolean => /^y(es)?$/i.test(answer.trim());

/**
 * Says what is about to be spent, and has it agreed to.
 *
 * @throws LabError when it is not; Interrupted on Ctrl-C
 */
export async function agree({ lines, question }: Estimate, asker: Again, signal: AbortSignal): Promise<void> {
  console.log(`\n${lines.join("\n")}\n`);
  switch (consent(asker)) {
    case "given":
      return;
    case "missing":
      throw new LabError("This costs money, and nobody is here to be asked, so nothing was made", {
        remedy: `say yes beforehand: \`${asker.withYes}\``,
      });
    case "ask":
      if (!agrees((await askOnTerminal(`${question}? [y/N] `, signal, "Interrupted before anything was made")) ?? ""))
        throw new LabError("You did not agree, so nothing was made");
  }
}
