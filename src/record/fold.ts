import type { RunEvent } from "./events.ts";
import { RECORD_VERSION, type RunRecord, type StepRecord } from "./record.ts";

/** A record after one more event. The first event of a run begins the record anew. */
export function fold(record: RunRecord | undefined, event: RunEvent): RunRecord | undefined {
  if (event.type === "run-started") {
    const { note, host, steps, time } = event;
    return withCounts({ ...empty, note, host, started: time, steps });
  }
  if (record === undefined) return undefined;
  switch (event.type) {
    case "step-ended":
      return withCounts({ ...record, steps: record.steps.with(event.index, event.step) });
    case "run-ended": {
      const outcome = event.outcome === "passed" && record.counts.failed > 0 ? "failed" : event.outcome;
      return { ...record, ended: event.time, outcome, reasons: event.reasons };
    }
    default:
      return record;
  }
}

const empty = {
  version: RECORD_VERSION,
  ended: null,
  outcome: "running",
  reasons: [],
  counts: { passed: 0, failed: 0, skipped: 0 },
} as const;

function withCounts(record: RunRecord): RunRecord {
  const count = (outcome: StepRecord["outcome"]) => record.steps.filter((step) => step.outcome === outcome).length;
  return { ...record, counts: { passed: count("passed"), failed: count("failed"), skipped: count("skipped") } };
}

/** The record of a run that is over. If the record says `running`, the run was killed. */
export const settled = (record: RunRecord): RunRecord =>
  record.outcome === "running" ? { ...record, outcome: "interrupted", reasons: [{ kind: "killed" }] } : record;
