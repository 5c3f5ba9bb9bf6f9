import type { RunRecord, StepRecord } from "../../../src/record/record.ts";
import { failed, host, passed, time } from "../record/fixtures.ts";

export { failed, passed };

/** The record of a run that came to these steps. */
export function recordOf(steps: readonly StepRecord[]): RunRecord {
  const count = (outcome: StepRecord["outcome"]) => steps.filter((step) => step.outcome === outcome).length;
  return {
    version: 1,
    note: { file: "note.md", title: "Page", sha256: "0" },
    host,
    started: time(0),
    ended: time(9),
    outcome: count("failed") === 0 ? "passed" : "failed",
    counts: { passed: count("passed"), failed: count("failed"), skipped: count("skipped") },
    reason: null,
    steps: [...steps],
  };
}
