import type { Note, Section } from "../../../note/note.ts";
import type { Words } from "../../../pages/translations.ts";
import { inWords } from "../../../record/reasons/words.ts";
import type { StepView } from "../../messages/messages.ts";
import { ownCommand } from "../../progress/checks.ts";
import { type SectionProgress, type StudentProgress, stepId } from "../../progress/state.ts";

/** The steps of a student, as a page shows them. */
export type StepViews = Readonly<Record<string, StepView>>;

/** All steps of a note, or those of sections that are not as they were. */
export function stepViews(note: Note, student: StudentProgress, words: Words, before?: StudentProgress): StepViews {
  const moved = new Set([student.runs, before?.runs].map((id) => id?.slice(0, id.lastIndexOf(":"))));
  const views = note.sections.flatMap((section) => {
    const progress = student.sections.get(section.id);
    const same =
      before?.sections.get(section.id) === progress && (!moved.has(section.id) || student.runs === before?.runs);
    return progress === undefined || (before !== undefined && same) ? [] : viewsOf(section, progress, student, words);
  });
  return Object.fromEntries(views);
}

/** What a page shows of one step. */
export const stepView = (
  section: Section,
  place: number,
  student: StudentProgress,
  words: Words,
): StepView | undefined => {
  const progress = student.sections.get(section.id);
  return progress && viewOf(section, place, progress, student, words);
};

const viewsOf = (section: Section, progress: SectionProgress, student: StudentProgress, words: Words) =>
  section.steps.map((_, place): [string, StepView] => [
    stepId(section.id, place),
    viewOf(section, place, progress, student, words),
  ]);

function viewOf(
  { id, steps }: Section,
  place: number,
  progress: SectionProgress,
  student: StudentProgress,
  words: Words,
): StepView {
  const step = steps[place];
  const { state = "open", how, tries = 0, reasons = [] } = progress.steps[place] ?? {};
  const known = step?.kind === "command" ? step.typed : undefined;
  const typed = step?.kind === "command" && known !== undefined ? ownCommand(step, progress).typed : known;
  return {
    ...{ state, tries, how: how ?? null },
    why: reasons.map((reason) => inWords(reason, words.reasons)),
    own: typed === undefined || typed === known ? null : typed,
    runs: student.runs === stepId(id, place),
  };
}
