import { compareStep } from "../../note/compare/compare.ts";
import type { Expected, Step } from "../../note/note.ts";
import { isOfLines } from "../../record/reasons/against.ts";
import type { StepResult } from "../../run/step-result.ts";

/**
 * The result of a step, which holds also where its command has shown more than the note has: a student has containers and files of their own, and
 * lists name them, too. All lines of the note must be there, in their order, and the command must have ended as the note says.
 */
export function besidesOwn(step: Step, result: StepResult): StepResult {
  const { reasons, output, exit, bindings } = result;
  if (reasons.length === 0 || step.kind !== "command" || step.ending.kind !== "mark" || step.empty) return result;
  if (exit === null || exit !== (step.exit ?? exit) || result.endsSection !== undefined) return result;
  // Another reason, such as a line that was not typed, stays one.
  if (!reasons.every(isOfLines)) return result;
  const match = compareStep({ ...step, expected: withGaps(step.expected) }, output, bindings);
  return match.holds ? { ...result, reasons: [], bindings: match.bindings } : result;
}

/** Lines between which others may stand. */
const withGaps = (expected: readonly Expected[]): Expected[] =>
  expected.flatMap((line) => [{ line: line.line, text: "..." }, line, { line: line.line, text: "..." }]);
