import { isCheck } from "../../class/progress/checks.ts";
import { isLoud } from "../../class/progress/judge/shown.ts";
import { leavesShell } from "../../note/console/prompts.ts";
import type { Note, Step } from "../../note/note.ts";

/**
 * Tells of the commands that print too little to show that they were done, in sections without a check, and of what helps; nothing where there are
 * none. In a class, another command to the same end is seen by such an output alone, or by a check.
 */
export function tellQuiet({ sections }: Note): string[] {
  const quiet = sections.flatMap(({ steps }) => (steps.some(isCheck) ? [] : steps.filter(isQuiet)));
  if (quiet.length === 0) return [];
  const [print, lines] = quiet.length === 1 ? ["command prints", "line"] : ["commands print", "lines"];
  const places = quiet.map(({ line }) => line).join(", ");
  return [
    `${quiet.length} ${print} little: ${lines} ${places}. In a class, such a step is seen by its command alone. If there are other commands to the same end, a \`console check\` block sees what they have come to.`,
  ];
}

/** Whether a command that ends, and may have others in its place, prints so little. */
const isQuiet = (step: Step): boolean =>
  step.kind === "command" &&
  step.typed !== undefined &&
  step.ending.kind === "mark" &&
  !leavesShell(step.typed) &&
  !isLoud(step);
