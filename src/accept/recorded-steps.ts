import { PROMPT_SIGN } from "../note/console/prompts.ts";
import type { Note, Section } from "../note/note.ts";
import { keptSteps, plannedSteps } from "../record/planned-steps.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import { emulate } from "../run/terminal/emulator.ts";

/** A step as it went, and what its record alone does not tell. */
export interface SeenStep extends StepRecord {
  /** The nested prompt that its terminal showed when it had ended. */
  prompt?: string;
}

/** What a record has of a note. */
export interface RecordedNote {
  /** All the note's steps; those of a section that was another when it was run, or was not run, are skipped. */
  steps: readonly SeenStep[];
  /** The sections, of those that are wanted, of which the record knows nothing: they have to be run. */
  unknown: readonly Section[];
}

/**
 * Holds a record against a note, which may be another by now.
 *
 * @param leadOf what stood in the line in which a step of the record was typed, by the step's place: bytes as text
 */
export async function recordedNote(
  note: Note,
  record: RunRecord | undefined,
  wanted: readonly Section[],
  leadOf: (index: number) => string | undefined,
): Promise<RecordedNote> {
  const earlier = await withPrompts(record?.steps ?? [], leadOf);
  // A step that is kept is kept with its prompt.
  const steps: readonly SeenStep[] = keptSteps(plannedSteps(note, "not run"), earlier, new Set());
  const ran = new Set(steps.filter(({ outcome }) => outcome !== "skipped").map(({ section }) => section));
  return { steps, unknown: wanted.filter(({ id }) => !ran.has(id)) };
}

/** The prompt after a step is the one at which the next step of its terminal was typed. */
function withPrompts(steps: readonly StepRecord[], leadOf: (index: number) => string | undefined): Promise<SeenStep[]> {
  return Promise.all(
    steps.map(async (step, at) => {
      const next = steps.findIndex(
        ({ section, terminal }, later) => later > at && section === step.section && terminal === step.terminal,
      );
      const lead = step.terminal === null || next === -1 ? undefined : leadOf(next);
      if (lead === undefined || lead === "" || lead === PROMPT_SIGN) return step;
      return { ...step, prompt: (await emulate(Buffer.from(lead))).cursor.text };
    }),
  );
}
