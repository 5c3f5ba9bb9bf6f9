import type { RunEvent } from "../../../src/record/events.ts";
import type { RunRecord, StepRecord } from "../../../src/record/record.ts";

export const aStep = (changes: Partial<StepRecord> = {}): StepRecord => ({
  kind: "command",
  section: "1.1",
  line: 10,
  terminal: 1,
  typed: "docker ps",
  expected: [],
  output: null,
  exit: null,
  seconds: null,
  outcome: "skipped",
  reason: "not run",
  cut: 0,
  ...changes,
});

export const passed = (changes: Partial<StepRecord> = {}): StepRecord =>
  aStep({ output: "CONTAINER ID", exit: 0, seconds: 0.1, outcome: "passed", reason: null, ...changes });

export const failed = (changes: Partial<StepRecord> = {}): StepRecord =>
  aStep({ output: "no", exit: 1, seconds: 0.1, outcome: "failed", reason: "line 11 expects yes", ...changes });

export const time = (second: number) => `2026-11-24T06:00:${String(second).padStart(2, "0")}.000Z`;

export const host: RunRecord["host"] = {
  name: "host-1",
  kind: "container",
  base: "Debian 12",
  images: [{ name: "nginx", standIn: true }],
  facts: {},
  ends: null,
};

export const started = (...steps: StepRecord[]): RunEvent => ({
  type: "run-started",
  time: time(0),
  note: { file: "notes/a.md", title: "A", sha256: "ab".repeat(32) },
  host,
  steps,
});
