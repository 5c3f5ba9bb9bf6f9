import type { HostRecord, RunRecord, StepRecord } from "./record.ts";

/**
 * What a run says as it goes. Each is one line of `events.jsonl` in the host's record folder; whoever shows progress reads them
 * there, whichever process runs the note. Times are ISO 8601. `index` is the step's place in the record's `steps`.
 */
export type RunEvent =
  /** `steps` are those of the whole note: what an earlier run left of the steps that this one does not renew, else `skipped`. */
  | { type: "run-started"; time: string; note: RunRecord["note"]; host: HostRecord; steps: StepRecord[] }
  | { type: "section-started"; time: string; section: string; title: string }
  | { type: "step-started"; time: string; index: number }
  /** The step did not hold and is tried again: what follows is of another try. */
  | { type: "step-retried"; time: string; index: number }
  /** What a step's command printed, as bytes decoded to text, before any emulation. The middle of a very long output is left out. */
  | { type: "output"; time: string; index: number; data: string }
  /** What else the step's terminal showed: the shell's prompt, and what was typed as the terminal echoed it. */
  | { type: "echo"; time: string; index: number; data: string }
  | { type: "step-ended"; time: string; index: number; step: StepRecord }
  | { type: "section-ended"; time: string; section: string }
  | { type: "run-ended"; time: string; outcome: RunRecord["outcome"]; reason: string | null };

/** Takes each event of a run at once; what it throws stops the run. */
export type Emit = (event: RunEvent) => void;

type WithoutTime<Event> = Event extends RunEvent ? Omit<Event, "time"> : never;

/** An event as the run tells it; its time is put to it where it is emitted. */
export type UntimedEvent = WithoutTime<RunEvent>;
/** {@link Emit}, before the time is put to it. */
export type EmitUntimed = (event: UntimedEvent) => void;
