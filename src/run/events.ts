import type { HostRecord, RunRecord, StepRecord } from "../record/record.ts";

/**
 * What a run says as it goes. Each is one line of `events.jsonl` in the host's record folder; whoever shows progress reads them
 * there, whichever process runs the note. Times are ISO 8601.
 */
export type RunEvent =
  | { type: "run-started"; time: string; note: RunRecord["note"]; host: HostRecord; steps: StepRecord[] }
  | { type: "section-started"; time: string; section: string; title: string }
  | { type: "step-started"; time: string; index: number }
  /** What came back, as bytes decoded to text, before any emulation. */
  | { type: "output"; time: string; index: number; data: string }
  | { type: "step-ended"; time: string; index: number; step: StepRecord }
  | { type: "section-ended"; time: string; section: string }
  | { type: "run-ended"; time: string; outcome: RunRecord["outcome"]; reason: string | null };

export type Emit = (event: RunEvent) => void;
