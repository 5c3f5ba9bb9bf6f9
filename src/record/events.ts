import type { Reason } from "./reasons/reason.ts";
import type { HostRecord, RunRecord, StepRecord } from "./record.ts";

/**
 * An event of a run. Each is one line of `events.jsonl` in the host's record folder. Another process can follow the run by reading that
 * file. Times are ISO 8601. `index` is the step's place in the record's `steps`.
 */
export type RunEvent =
  /** `steps` are those of the whole note. Those that this run does not renew are as an earlier run left them, the others `skipped`. */
  | { type: "run-started"; time: string; note: RunRecord["note"]; host: HostRecord; steps: StepRecord[] }
  | { type: "section-started"; time: string; section: string; title: string }
  /** `entered` is what will be typed, as the record has it when the step has ended. */
  | { type: "step-started"; time: string; index: number; entered: string | null }
  /** The step failed and is tried again. What follows belongs to the next try. */
  | { type: "step-retried"; time: string; index: number }
  /** What a step's command printed: bytes decoded to text, before any emulation. The middle of a very long output is left out. */
  | { type: "output"; time: string; index: number; data: string }
  /** What else the step's terminal showed: the shell's prompt, and what was typed as the terminal echoed it. */
  | { type: "echo"; time: string; index: number; data: string }
  | { type: "step-ended"; time: string; index: number; step: StepRecord }
  | { type: "section-ended"; time: string; section: string }
  | { type: "run-ended"; time: string; outcome: RunRecord["outcome"]; reasons: readonly Reason[] };

/** Takes an event of a run at once. An error that it throws stops the run. */
export type Emit = (event: RunEvent) => void;

type WithoutTime<Event> = Event extends RunEvent ? Omit<Event, "time"> : never;

/** An event before it has its time. */
export type UntimedEvent = WithoutTime<RunEvent>;
/** {@link Emit} for an event that does not have its time yet. */
export type EmitUntimed = (event: UntimedEvent) => void;
