import type { CommandStep, Note, Step } from "../note/note.ts";
import { movedBy } from "./reasons/against.ts";
import type { Reason } from "./reasons/reason.ts";
import type { StepRecord } from "./record.ts";

/** The steps of a note as a record has them before a run: all skipped, for these reasons. */
export const plannedSteps = (note: Note, reasons: readonly Reason[] = []): StepRecord[] =>
  note.sections.flatMap(({ steps }) => steps.map((step) => plannedStep(step, reasons)));

/** A step as a record has it before it runs. */
export const plannedStep = (step: Step, reasons: readonly Reason[] = []): StepRecord => ({
  kind: step.kind,
  section: step.section,
  line: step.line,
  terminal: step.kind === "command" ? step.terminal : null,
  root: step.kind === "command" && step.root,
  typed: step.kind === "file" ? step.path : (step.typed ?? ""),
  entered: null,
  expected: expectedLines(step),
  output: null,
  nextPrompt: null,
  exit: null,
  seconds: null,
  outcome: "skipped",
  reasons,
  cut: 0,
});

function expectedLines(step: Step): string[] {
  if (step.kind === "file") return step.content.replace(/\n$/, "").split("\n");
  const lines = step.expected.map((expected) => ("keys" in expected ? expected.keys : expected.text));
  return step.kind === "http" ? lines : [...lines, ...lastLines(step)];
}

/** The last lines of a step, which say how it ends: `[empty]`, `[exit 2]`, `[running]`. */
function lastLines({ empty, ending, exit }: CommandStep): string[] {
  return [
    ...(empty ? ["[empty]"] : []),
    ...(exit !== undefined && exit !== 0 ? [`[exit ${exit}]`] : []),
    ...(ending.kind === "running" || ending.kind === "reboot" ? [`[${ending.kind}]`] : []),
  ];
}

/**
 * The steps of a run that renews only some sections. The others are as an earlier record has them, if the note has not changed those
 * sections since.
 */
export function keptSteps(
  planned: readonly StepRecord[],
  earlier: readonly StepRecord[],
  renewed: ReadonlySet<string>,
) {
  const bySection = (steps: readonly StepRecord[]) => Map.groupBy(steps, ({ section }) => section);
  const [before, now] = [bySection(earlier), bySection(planned)];
  return [...now].flatMap(([section, steps]) => {
    const old = before.get(section);
    const kept = !renewed.has(section) && old !== undefined && sameSteps(steps, old);
    return kept ? old.map((step, index) => movedTo(steps[index]?.line ?? step.line, step)) : steps;
  });
}

/** A step that now stands at that line of the note. The lines that its reasons name have moved with it. */
export const movedTo = (line: number, step: StepRecord): StepRecord =>
  line === step.line
    ? step
    : { ...step, line, reasons: step.reasons.map((reason) => movedBy(line - step.line, reason)) };

/** Whether these are the same steps with the same expected lines. They may stand at other lines of the note. */
export const sameSteps = (one: readonly StepRecord[], other: readonly StepRecord[]): boolean => {
  const what = (steps: readonly StepRecord[]) =>
    JSON.stringify(steps.map(({ kind, terminal, root, typed, expected }) => [kind, terminal, root, typed, expected]));
  return what(one) === what(other);
};
