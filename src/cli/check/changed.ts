import type { Note, Section } from "../../note/note.ts";
import { plannedStep, sameSteps } from "../../record/planned-steps.ts";

/**
 * The sections that a change of a note concerns: those whose steps are new or others. Front matter belongs to no section. If that is what
 * changed, it is most likely for the sections that failed.
 *
 * @param failed the ids of those whose last run failed
 */
export function sectionsToRun(before: Note, after: Note, failed: ReadonlySet<string>): Section[] {
  const earlier = new Map(before.sections.map((section) => [section.id, section]));
  const again = JSON.stringify(before.frontMatter) === JSON.stringify(after.frontMatter) ? new Set<string>() : failed;
  return after.sections.filter((section) => {
    const old = earlier.get(section.id);
    return old === undefined || !sameSteps(planned(old), planned(section)) || again.has(section.id);
  });
}

const planned = ({ steps }: Section) => steps.map((step) => plannedStep(step));
