import { Bindings } from "../../note/compare/bindings.ts";
import { replayBindings } from "../../note/compare/replay.ts";
import type { Note, Step } from "../../note/note.ts";
import { plannedSteps, sameSteps } from "../../record/planned-steps.ts";
import type { RunRecord, StepOutcome, StepRecord } from "../../record/record.ts";

/** A step for a page: what the record has, and what the note has. */
export interface ShownStep {
  /** Its id in the page: the section's id, `:`, and its number in the section, from 1. No heading's id contains `:`. */
  id: string;
  record: StepRecord;
  /** `undefined` where the note is no longer the one that was run. */
  step: Step | undefined;
  /** What was really typed, with the run's own ids in place of the note's; where nothing was typed, what the note has. */
  typed: string;
  /** What the note's words stood for before the step. */
  bindings: Bindings;
}

/** A section's steps and their outcomes. */
export interface ShownSection {
  id: string;
  title: string;
  steps: readonly ShownStep[];
  counts: Record<StepOutcome, number>;
  /** How many seconds its steps took together. */
  seconds: number;
}

/** Whether the record has this note's steps. The text around them may have changed. */
export const isOf = (note: Note, record: RunRecord): boolean => sameSteps(plannedSteps(note), record.steps);

/** The sections of a record. With the note of the run, each step has what it was held to. */
export function shownSections(record: RunRecord, note?: Note): ShownSection[] {
  const steps = note?.sections.flatMap((section) => section.steps) ?? [];
  const titles = new Map(note?.sections.map(({ id, title }) => [id, title]));
  const numbered = record.steps.map((known, index) => {
    const step = steps[index];
    return { record: { ...known, line: step?.line ?? known.line }, step };
  });
  return [...Map.groupBy(numbered, (step) => step.record.section)].map(([id, ofSection]) => ({
    id,
    title: titles.get(id) ?? id,
    steps: numberedSteps(id, ofSection),
    counts: countOutcomes(ofSection.map((step) => step.record)),
    seconds: ofSection.reduce((sum, step) => sum + (step.record.seconds ?? 0), 0),
  }));
}

function numberedSteps(section: string, steps: readonly Pick<ShownStep, "record" | "step">[]): ShownStep[] {
  const bindings = replayBindings(
    steps.map(({ step }) => step),
    steps.map(({ record }) => record),
  );
  return steps.map(({ record, step }, index) => ({
    id: `${section}:${index + 1}`,
    record,
    step,
    typed: record.entered ?? record.typed,
    bindings: bindings[index] ?? Bindings.none,
  }));
}

/** How many steps passed, failed and were skipped. */
export function countOutcomes(steps: readonly StepRecord[]): Record<StepOutcome, number> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of steps) counts[outcome] += 1;
  return counts;
}

const severity = ["passed", "skipped", "failed"] as const;

/** The worse of two outcomes. */
export const worse = (one: StepOutcome | undefined, other: StepOutcome): StepOutcome =>
  one !== undefined && severity.indexOf(one) > severity.indexOf(other) ? one : other;

/** The worst outcome of all steps. */
export const worst = (counts: Record<StepOutcome, number>): StepOutcome =>
  severity.findLast((outcome) => counts[outcome] > 0) ?? "passed";

/** The outcome of a run as a whole. A run that was stopped, or did only some sections, has not passed. */
export const verdictOf = ({ outcome, counts }: RunRecord): StepOutcome =>
  outcome === "passed" || outcome === "failed" ? worst(counts) : worse("skipped", worst(counts));
