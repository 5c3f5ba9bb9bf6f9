import { Bindings, substitute } from "../../note/compare/bindings.ts";
import { compareStep } from "../../note/compare/compare.ts";
import type { Note, Step } from "../../note/note.ts";
import { plannedSteps, sameSteps } from "../../record/planned-steps.ts";
import type { RunRecord, StepOutcome, StepRecord } from "../../record/record.ts";

/** A step as a page shows it: what the record has of it, and what the note says. */
export interface ShownStep {
  /** Its place in the page, for links: the section's id, `:`, and its number in the section, from 1. No heading's id has a `:`. */
  id: string;
  record: StepRecord;
  /** `undefined` where the note is another than the one that was run. */
  step: Step | undefined;
  /** What was really typed: the run's own ids in place of the note's. */
  typed: string;
  /** What the words of the note stood for before the step. */
  bindings: Bindings;
}

/** A section's steps, and what became of them. */
export interface ShownSection {
  id: string;
  title: string;
  steps: readonly ShownStep[];
  counts: Record<StepOutcome, number>;
  /** How long its steps took together. */
  seconds: number;
}

/** Whether the record is of this note's steps; the text around them may be another. */
export const isOf = (note: Note, record: RunRecord): boolean => sameSteps(plannedSteps(note), record.steps);

/** The sections of a record. With the note of the run, each step knows what it was held to, and what was really typed. */
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
    steps: followed(id, ofSection),
    counts: countOutcomes(ofSection.map((step) => step.record)),
    seconds: ofSection.reduce((sum, step) => sum + (step.record.seconds ?? 0), 0),
  }));
}

/** What a section's words stood for is what its outputs tell, one after the other. */
function followed(section: string, steps: readonly Pick<ShownStep, "record" | "step">[]): ShownStep[] {
  let bindings = Bindings.none;
  return steps.map(({ record, step }, index) => {
    const before = bindings;
    if (step !== undefined && step.kind !== "file" && record.outcome === "passed" && record.output !== null) {
      const match = compareStep(step, record.output, before);
      if (match.holds) bindings = match.bindings;
    }
    const typed = record.kind === "command" ? substitute(record.typed, before) : record.typed;
    return { id: `${section}:${index + 1}`, record, step, typed, bindings: before };
  });
}

/** How many steps came to what. */
export function countOutcomes(steps: readonly StepRecord[]): Record<StepOutcome, number> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of steps) counts[outcome] += 1;
  return counts;
}

const severity = ["passed", "skipped", "failed"] as const;

/** The worse of two outcomes. */
export const worse = (one: StepOutcome | undefined, other: StepOutcome): StepOutcome =>
  one !== undefined && severity.indexOf(one) > severity.indexOf(other) ? one : other;

/** The worst that became of a step. */
export const worst = (counts: Record<StepOutcome, number>): StepOutcome =>
  severity.findLast((outcome) => counts[outcome] > 0) ?? "passed";

/** What a run came to as a whole: one that was stopped, or did only some sections, has not passed. */
export const verdictOf = ({ outcome, counts }: RunRecord): StepOutcome =>
  outcome === "passed" || outcome === "failed" ? worst(counts) : worse("skipped", worst(counts));
