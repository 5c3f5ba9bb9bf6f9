import { Bindings } from "../../note/compare/bindings.ts";
import { replayBindings } from "../../note/compare/replay.ts";
import type { Note, Step } from "../../note/note.ts";
import { movedTo, plannedSteps, sameSteps } from "../../record/planned-steps.ts";
import { isOfLines, type LineReason } from "../../record/reasons/against.ts";
import { type Reason, type ReasonKind, sameReasons } from "../../record/reasons/reason.ts";
import type { RunRecord, StepOutcome, StepRecord } from "../../record/record.ts";
import { placesOf } from "../../record/summary.ts";
import { isDiffRow, type OutputRow, outputRows } from "./lines/rows.ts";

/** A step for a page: what the record has, and what the note has. */
export interface ShownStep {
  /** Its id in the page: its place in the note. */
  id: string;
  record: StepRecord;
  /** `undefined` where the note is no longer the one that was run. */
  step: Step | undefined;
  /** What was really typed, with the run's own ids in place of the note's; where nothing was typed, what the note has. */
  typed: string;
  /** What the note's words stood for before the step, and after it. */
  bindings: Bindings;
  after: Bindings;
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
  const places = placesOf(record.steps);
  const placed = record.steps.map((known, index) => {
    const step = steps[index];
    return { id: places[index] as string, record: movedTo(step?.line ?? known.line, known), step };
  });
  return [...Map.groupBy(placed, (step) => step.record.section)].map(([id, ofSection]) => ({
    id,
    title: titles.get(id) ?? id,
    steps: shownSteps(ofSection),
    counts: countOutcomes(ofSection.map((step) => step.record)),
    seconds: ofSection.reduce((sum, step) => sum + (step.record.seconds ?? 0), 0),
  }));
}

function shownSteps(steps: readonly Pick<ShownStep, "id" | "record" | "step">[]): ShownStep[] {
  const bindings = replayBindings(
    steps.map(({ step }) => step),
    steps.map(({ record }) => record),
  );
  return steps.map(({ id, record, step }, index) => ({
    id,
    record,
    step,
    typed: record.entered ?? record.typed,
    bindings: bindings[index] ?? Bindings.none,
    after: bindings[index + 1] ?? Bindings.none,
  }));
}

/** How many steps passed, failed and were skipped. */
export function countOutcomes(steps: readonly StepRecord[]): Record<StepOutcome, number> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of steps) counts[outcome] += 1;
  return counts;
}

/** What a page finds in a step. */
export interface Findings {
  /** The output, compared with the note; `undefined` where there is none. */
  rows: readonly OutputRow[] | undefined;
  /** The value that a word of the note must stand for, if the output has another. */
  bound: { sample: string; value: string; line: number } | undefined;
  /** What the record says of the outcome besides the differences that the rows show, how it ended first. */
  reasons: readonly Reason[];
}

const examined = new WeakMap<ShownStep, Findings>();

/** Finds the differences from the note in a step's output, which the record's reasons do not have all of. */
export function examine(shown: ShownStep): Findings {
  const findings = examined.get(shown) ?? findingsOf(shown);
  examined.set(shown, findings);
  return findings;
}

function findingsOf({ record, step, bindings }: ShownStep): Findings {
  const { output, reasons } = record;
  const difference = reasons.find(isOfLines);
  const rows = output === null || isUnseen(record) ? undefined : outputRows(step, output, bindings, difference);
  return {
    rows,
    bound: difference && boundBy(difference),
    reasons: rows?.some(isDiffRow) ? reasons.filter((reason) => !isOfLines(reason)) : reasons,
  };
}

/** Whether nothing was seen of a step that failed: it was not typed, or no answer came. */
const isUnseen = ({ outcome, output, exit, reasons }: StepRecord): boolean =>
  outcome === "failed" && output === "" && exit === null && !reasons.some(isOfLines);

/** The value that the word stands for whose line differs. */
function boundBy(difference: LineReason): Findings["bound"] {
  if (difference.kind !== "otherValue" && difference.kind !== "otherSample") return undefined;
  const { sample, value, since } = difference;
  return { sample, value, line: since };
}

/** The steps that a step's explanation links to, by their ids. */
export interface Neighbours {
  /** Of a failed step: the failures before and after it. */
  previous: string | undefined;
  next: string | undefined;
  /** Of a skipped step: the failure that caused the skip. */
  culprit: string | undefined;
  /** Whether the step above was skipped for the same reason, which that step tells. */
  told: boolean;
}

/** The neighbours of each step that did not pass. */
export function neighboursOf(steps: readonly ShownStep[]): Map<string, Neighbours> {
  const failed = steps.filter(({ record }) => record.outcome === "failed");
  const neighbours = new Map<string, Neighbours>();
  let passed = 0;
  for (const [index, { id, record }] of steps.entries()) {
    const [previous, above] = [failed[passed - 1], steps[index - 1]?.record];
    if (record.outcome === "failed") {
      passed += 1;
      neighbours.set(id, { previous: previous?.id, next: failed[passed]?.id, culprit: undefined, told: false });
    } else if (record.outcome === "skipped") {
      const blamed =
        previous?.record.section === record.section && !record.reasons.every(({ kind }) => UNBLAMED.has(kind));
      const told = above?.outcome === "skipped" && sameReasons(above.reasons, record.reasons);
      const culprit = blamed ? previous?.id : undefined;
      neighbours.set(id, { previous: undefined, next: undefined, culprit, told });
    }
  }
  return neighbours;
}

/** The reasons of skipped steps that are no other step's doing. */
const UNBLAMED: ReadonlySet<ReasonKind> = new Set(["notRun", "stopped"]);

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
