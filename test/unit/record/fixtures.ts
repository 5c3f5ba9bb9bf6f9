import { Bindings } from "../../../src/note/compare/bindings.ts";
import { compareStep, type Match } from "../../../src/note/compare/compare.ts";
import type { Mismatch } from "../../../src/note/compare/mismatch.ts";
import { bindingsAfter } from "../../../src/note/compare/replay.ts";
import type { Step } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import { plannedSteps } from "../../../src/record/planned-steps.ts";
import { reasonsAgainst, wrongLine } from "../../../src/record/reasons/against.ts";
import { NOT_RUN, type Reason } from "../../../src/record/reasons/reason.ts";
import { inEnglish } from "../../../src/record/reasons/words.ts";
import {
  type HostRecord,
  RECORD_VERSION,
  type RunRecord,
  type StepOutcome,
  type StepRecord,
} from "../../../src/record/record.ts";

/** Reasons that are these words in a report. */
export const because = (why: string): readonly Reason[] => [{ kind: "error", why }];

/** Where an output differs, in the words of a report. */
export const toldOf = (match: Match | Mismatch): string => inEnglish(wrongLine(match));

/** A step that did not run. */
export const aStep = (changes: Partial<StepRecord> = {}): StepRecord => ({
  kind: "command",
  section: "1.1",
  line: 10,
  terminal: 1,
  root: false,
  typed: "docker ps",
  entered: null,
  expected: [],
  output: null,
  nextPrompt: null,
  exit: null,
  seconds: null,
  outcome: "skipped",
  reasons: NOT_RUN,
  cut: 0,
  ...changes,
});

/** A step that passed. Unless the test says otherwise, the run typed what the note has. */
export const passed = (changes: Partial<StepRecord> = {}): StepRecord =>
  asTyped(aStep({ output: "CONTAINER ID", exit: 0, seconds: 0.1, outcome: "passed", reasons: [] }), changes);

/** A step that failed. */
export const failed = (changes: Partial<StepRecord> = {}): StepRecord =>
  asTyped(
    aStep({ output: "no", exit: 1, seconds: 0.1, outcome: "failed", reasons: because("line 11 expects yes") }),
    changes,
  );

/** The step with these changes; a command is entered as the note has it. */
function asTyped(step: StepRecord, changes: Partial<StepRecord>): StepRecord {
  const { kind, typed } = { ...step, ...changes };
  return { ...step, entered: kind === "command" && typed !== "" ? typed : null, ...changes };
}

export const time = (second: number) => `2026-11-24T06:00:${String(second).padStart(2, "0")}.000Z`;

export const aHost = (changes: Partial<HostRecord> = {}): HostRecord => ({
  name: "host-1",
  kind: "container",
  base: "Debian 12",
  images: [],
  facts: {},
  ends: null,
  ...changes,
});

/** The record of a run that came to these steps. */
export function recordOf(steps: readonly StepRecord[], changes: Partial<RunRecord> = {}): RunRecord {
  const count = (outcome: StepOutcome) => steps.filter((step) => step.outcome === outcome).length;
  const counts = { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
  return {
    version: RECORD_VERSION,
    note: { file: "note.md", title: "Page", sha256: "ab".repeat(32) },
    host: aHost(),
    started: time(0),
    ended: time(9),
    outcome: counts.failed === 0 ? "passed" : "failed",
    counts,
    reasons: [],
    steps: [...steps],
    ...changes,
  };
}

/** The event that begins a run. */
export const started = (...steps: StepRecord[]): RunEvent => ({
  type: "run-started",
  time: time(0),
  note: { file: "notes/a.md", title: "A", sha256: "ab".repeat(32) },
  host: aHost({ images: [{ name: "nginx", standIn: true }] }),
  steps,
});

/** What a step printed, or what else is known of it; `null` where it did not run. */
export type Printed = string | null | (Partial<StepRecord> & { output: string | null });

/**
 * A note, and the record of a run in which its steps printed that. Each is judged as the comparison judges it, unless the test says
 * what came of it. A command is entered as the note has it, unless the test says what was.
 */
export function ran(text: string, printed: readonly (Printed | undefined)[], host: HostRecord = aHost()) {
  const note = readNote(text, "note.md");
  const planned = plannedSteps(note, NOT_RUN);
  let index = 0;
  const steps = note.sections.flatMap((section) => {
    let bindings = Bindings.none;
    return section.steps.map((step) => {
      const record = asPrinted(step, planned[index] as StepRecord, printed[index] ?? null, bindings);
      bindings = bindingsAfter(step, record, bindings);
      index += 1;
      return record;
    });
  });
  const { file, frontMatter, hash } = note;
  const record = recordOf(steps, { note: { file, title: frontMatter.title ?? null, sha256: hash }, host });
  return { text, note, steps, record };
}

function asPrinted(step: Step, planned: StepRecord, printed: Printed, bindings: Bindings): StepRecord {
  const { output, ...changes } = typeof printed === "object" && printed !== null ? printed : { output: printed };
  if (output === null) return { ...planned, ...changes };
  const exit = changes.exit === undefined ? 0 : changes.exit;
  const reasons = step.kind === "file" ? [] : reasonsAgainst(step, exit, compareStep(step, output, bindings));
  const outcome = reasons.length === 0 ? "passed" : "failed";
  return asTyped(planned, { seconds: 0.5, outcome, reasons, output, ...changes, exit });
}
