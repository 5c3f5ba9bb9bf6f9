import type { Bindings } from "../note/compare/bindings.ts";
import { replayBindings } from "../note/compare/replay.ts";
import type { Note, Section } from "../note/note.ts";
import { keptSteps, plannedSteps } from "../record/planned-steps.ts";
import { NOT_RUN } from "../record/reasons/reason.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import type { StepContext } from "./judge.ts";

/** What a record has of a note. */
export interface RecordedNote {
  /** All the note's steps. Those of a section that was not run, or has changed since it was run, are skipped. */
  steps: readonly StepRecord[];
  /** The wanted sections that the record does not have. They must be run. */
  unknown: readonly Section[];
}

/** Finds the steps of a note in a record. The note may have changed since it was run. */
export function recordedNote(note: Note, record: RunRecord | undefined, wanted: readonly Section[]): RecordedNote {
  const steps = keptSteps(plannedSteps(note, NOT_RUN), record?.steps ?? [], new Set());
  const ran = new Set(steps.filter(({ outcome }) => outcome !== "skipped").map(({ section }) => section));
  return { steps, unknown: wanted.filter(({ id }) => !ran.has(id)) };
}

/** A section of a note, and what a run came to in it. */
export interface RanSection {
  section: Section;
  /** The place of its first step in the record. */
  first: number;
  /** The records of its steps. A record may end before them. */
  seen: readonly (StepRecord | undefined)[];
  /** What the note's words stand for at one of its steps; `now` is what they stand for there in the mended note. */
  contextAt(at: number, now: Bindings): StepContext;
}

/** The sections of a note, each with its part of a record of all the note's steps. */
export function ranSections({ sections }: Note, steps: readonly StepRecord[]): RanSection[] {
  let end = 0;
  return sections.map((section) => {
    const first = end;
    end += section.steps.length;
    const seen = steps.slice(first, end);
    const ran = replayBindings(section.steps, seen);
    const contextAt = (at: number, now: Bindings): StepContext => ({
      ran: ran[at] as Bindings,
      now,
      section: ran.at(-1) as Bindings,
    });
    return { section, first, seen, contextAt };
  });
}
