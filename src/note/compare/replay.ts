import type { Step } from "../note.ts";
import { Bindings } from "./bindings.ts";
import { compareStep, matchPrompt } from "./compare.ts";

/** What is known of a step that was run, as far as the note's words come to stand for values by it. */
export interface StepFacts {
  outcome: "passed" | "failed" | "skipped";
  /** `null` where it did not run. */
  output: string | null;
  /** The nested prompt that came; `null` where none did. */
  nextPrompt: string | null;
}

/** What the note's words stood for before each of a section's steps, and after the last one. A step that is not known binds nothing. */
export function replayBindings(
  steps: readonly (Step | undefined)[],
  facts: readonly (StepFacts | undefined)[],
): Bindings[] {
  const all = [Bindings.none];
  for (const [at, step] of steps.entries()) {
    const before = all[at] as Bindings;
    const known = facts[at];
    all.push(step === undefined || known === undefined ? before : bindingsAfter(step, known, before));
  }
  return all;
}

/** What the note's words stand for after a step. Only a step that passed binds any. */
export function bindingsAfter(step: Step, { outcome, output, nextPrompt }: StepFacts, before: Bindings): Bindings {
  if (step.kind === "file" || outcome !== "passed" || output === null) return before;
  const match = compareStep(step, output, before);
  return match.holds ? bindingsAtPrompt(step, nextPrompt, match.bindings) : before;
}

/** These bindings and those of the nested prompt at which a step has ended, if it ends at one. */
export function bindingsAtPrompt(step: Step, prompt: string | null | undefined, bindings: Bindings): Bindings {
  if (step.kind !== "command" || step.ending.kind !== "prompt") return bindings;
  return matchPrompt(step.ending.prompt, prompt ?? "", bindings) ?? bindings;
}
