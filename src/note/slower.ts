import type { Note, Section, Step } from "./note.ts";

/** A note for a host that is so many times slower than the machines that notes are written on: its steps may take that much longer. */
export const forSlowerHost = (note: Note, times: number): Note => ({
  ...note,
  sections: note.sections.map(
    (section): Section => ({ ...section, steps: section.steps.map((step) => slower(step, times)) }),
  ),
});

function slower(step: Step, times: number): Step {
  if (step.kind === "file") return step;
  const { timeout, within } = step;
  return { ...step, timeout: timeout * times, within: within === undefined ? undefined : within * times };
}
