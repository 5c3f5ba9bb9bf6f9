import type { Note, Section } from "../note/note.ts";
import { keptSteps, plannedSteps } from "../record/planned-steps.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";

/** What a record has of a note. */
export interface RecordedNote {
  /** All the note's steps. Those of a section that was not run, or has changed since it was run, are skipped. */
  steps: readonly StepRecord[];
  /** The wanted sections that the record does not have. They must be run. */
  unknown: readonly Section[];
}

/** Finds the steps of a note in a record. The note may have changed since it was run. */
export function recordedNote(note: Note, record: RunRecord | undefined, wanted: readonly Section[]): RecordedNote {
  const steps = keptSteps(plannedSteps(note, "not run"), record?.steps ?? [], new Set());
  const ran = new Set(steps.filter(({ outcome }) => outcome !== "skipped").map(({ section }) => section));
  return { steps, unknown: wanted.filter(({ id }) => !ran.has(id)) };
}
