import { Bindings } from "../../note/compare/bindings.ts";
import { compareStep } from "../../note/compare/compare.ts";
import { bindingsAtPrompt } from "../../note/compare/replay.ts";
import type { Note } from "../../note/note.ts";
import { reasonsAgainst } from "../../record/reasons/against.ts";
import type { StepRecord } from "../../record/record.ts";

/**
 * The steps of a record, judged against a note that may say something else by now, as a run judges them.
 *
 * @param kept the places of the steps that keep their outcome, since more than their lines is wrong
 */
export function judgedAgain(
  { sections }: Note,
  steps: readonly StepRecord[],
  kept: ReadonlySet<number> = new Set(),
): StepRecord[] {
  let index = -1;
  return sections.flatMap((section) => {
    let bindings = Bindings.none;
    return section.steps.map((step): StepRecord => {
      index += 1;
      const seen = steps[index] as StepRecord;
      if (step.kind === "file" || seen.output === null || kept.has(index)) return seen;
      const match = compareStep(step, seen.output, bindings);
      const reasons = reasonsAgainst(step, seen.exit, match);
      if (reasons.length > 0) return { ...seen, outcome: "failed", reasons };
      if (match.holds) bindings = bindingsAtPrompt(step, seen.nextPrompt, match.bindings);
      return { ...seen, outcome: "passed", reasons };
    });
  });
}
