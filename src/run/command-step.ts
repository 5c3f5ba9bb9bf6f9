import { withTimeout } from "../common/abort.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import type { CommandStep } from "../note/note.ts";
import { Attempt, type StepPauses } from "./attempt.ts";
import { misfit } from "./step-reasons.ts";
import { failedResult, type StepResult, Stopped } from "./step-result.ts";
import type { Terminal } from "./terminal/terminal.ts";

const PAUSES: StepPauses = { settled: 50, firstKeys: 1000, lateReboot: 10_000 };

/**
 * Types one command, waits for its end, and compares what it printed with the note.
 *
 * @param typed the command with the run's own values in it; `undefined` to go on with what runs
 * @param signal ends the run
 * @throws {Stopped} when `signal` aborts
 */
export async function runCommandStep(
  step: CommandStep,
  typed: string | undefined,
  terminal: Terminal,
  bindings: Bindings,
  signal: AbortSignal,
  pauses = PAUSES,
): Promise<StepResult> {
  const unfit = misfit(step, terminal);
  if (unfit !== undefined) return failedResult(bindings, unfit);
  const limited = withTimeout(signal, step.timeout);
  const attempt = new Attempt(step, terminal, bindings, limited, pauses);
  try {
    await attempt.type(typed);
    if (terminal.phase === "more") {
      await terminal.interrupt();
      return { ...failedResult(bindings, { kind: "notWhole" }), entered: typed };
    }
    await attempt.keys();
    await attempt.ending();
    return await attempt.judge();
  } catch (error) {
    if (signal.aborted) throw new Stopped(await attempt.seen(), error);
    if (!limited.aborted) throw error;
    return attempt.outlasted();
  }
}
