import type { Note } from "../../note/note.ts";
import type { CheckedEvent } from "./events.ts";
import type { SectionProgress, Seen, StepProgress, StudentProgress } from "./state.ts";
import { placeOfRef } from "./tell.ts";
import { bindingsOf } from "./worlds.ts";

/** A student with that section. */
export const withSection = (student: StudentProgress, id: string, progress: SectionProgress): StudentProgress => ({
  ...student,
  sections: new Map(student.sections).set(id, progress),
});

/** A step that is done now. @param command the one that did it */
export const doneStep = (
  before: StepProgress,
  how: NonNullable<StepProgress["how"]>,
  at: number,
  seen: Seen,
  command: string | undefined,
): StepProgress => ({
  ...{ state: "done", how, since: before.since ?? at, done: at },
  ...{ tries: before.tries, reasons: [], seen, command },
});

/** A section with that step. */
export const withStep = (progress: SectionProgress, place: number, step: StepProgress): SectionProgress => ({
  ...progress,
  steps: progress.steps.with(place, step),
});

/** A student after a file, a request or a check was looked at. @param at when, in milliseconds since the epoch */
export function foldChecked(student: StudentProgress, event: CheckedEvent, at: number, note: Note): StudentProgress {
  const found = placeOfRef(note, event);
  const progress = found && student.sections.get(found.section);
  const before = found && progress?.steps[found.place];
  if (found === undefined || progress === undefined || before === undefined) return student;
  const { output, cut, exit, seconds, reasons } = event;
  const seen: Seen = {
    ...{ typed: undefined, output: output ?? undefined, cut, exit: exit ?? undefined, nextPrompt: undefined, seconds },
  };
  if (before.state === "done") return student;
  if (reasons.length > 0) {
    const differs: StepProgress = {
      ...before,
      ...{ state: "differs", since: before.since ?? at, tries: before.tries + 1, reasons, seen },
    };
    return withSection(student, found.section, withStep(progress, found.place, differs));
  }
  const [latest, ...older] = progress.worlds;
  const worlds = latest === undefined ? [] : [bindingsOf(event.learnt, latest), ...older];
  const step = note.sections.find(({ id }) => id === found.section)?.steps[found.place];
  // A check may be asked for at any time; a file or a page shows that the student has come there.
  const last = step?.kind === "command" ? progress.last : Math.max(progress.last, found.place);
  const done = withStep(
    { ...progress, worlds, last },
    found.place,
    doneStep(before, event.how ?? "checked", at, seen, undefined),
  );
  return withSection(student, found.section, done);
}
