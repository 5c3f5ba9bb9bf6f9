import type { Note, Section } from "../note/note.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import { keptSteps, plannedSteps } from "../record/steps.ts";

/** What a record has of a note. */
export interface Known {
  /** All the note's steps; those of a section that was another when it was run, or was not run, are skipped. */
  steps: readonly StepRecord[];
  /** The sections, of those that are wanted, of which the record knows nothing: they have to be run. */
  unknown: readonly Section[];
}

/** Holds a record against a note, which may be another by now. */
export function knownOf(note: Note, record: RunRecord | undefined, wanted: readonly Section[]): Known {
  const steps = keptSteps(plannedSteps(note, "not run"), record?.steps ?? [], new Set());
  const ran = new Set(steps.filter(({ outcome }) => outcome !== "skipped").map(({ section }) => section));
  return { steps, unknown: wanted.filter(({ id }) => !ran.has(id)) };
}
