import { Bindings } from "../../note/compare/bindings.ts";
import { compareStep } from "../../note/compare/compare.ts";
import { bindingsAfter } from "../../note/compare/replay.ts";
import type { Note, Step } from "../../note/note.ts";
import { plannedStep } from "../../record/planned-steps.ts";
import { wrongLine } from "../../record/reasons/against.ts";
import { NOT_RUN, type Reason } from "../../record/reasons/reason.ts";
import { type HostRecord, RECORD_VERSION, type RunRecord, type StepRecord } from "../../record/record.ts";
import type { StepProgress, StudentProgress } from "./state.ts";

/** What a record says beside the steps. */
export interface RecordFacts {
  host: HostRecord;
  /** When the class began, and when it ended, in milliseconds since the epoch. */
  began: number;
  ended: number | undefined;
}

/**
 * What a student has done, as the record of a run: pages and JUnit of a run show it. A step that is done has passed, one that differs has failed,
 * an open one was skipped.
 */
export function studentRecord(note: Note, student: StudentProgress, { host, began, ended }: RecordFacts): RunRecord {
  const steps = note.sections.flatMap((section) => {
    const progress = student.sections.get(section.id);
    let bindings = Bindings.none;
    return section.steps.map((step, place) => {
      const record = stepRecord(step, progress?.steps[place], bindings);
      bindings = bindingsAfter(step, record, bindings);
      return record;
    });
  });
  const count = (outcome: StepRecord["outcome"]) => steps.filter((step) => step.outcome === outcome).length;
  const counts = { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
  const outcome = counts.failed > 0 ? "failed" : counts.skipped > 0 ? "interrupted" : "passed";
  return {
    version: RECORD_VERSION,
    note: { file: note.file, title: note.frontMatter.title ?? null, sha256: note.hash },
    host,
    started: new Date(student.since ?? began).toISOString(),
    ended: ended === undefined ? null : new Date(ended).toISOString(),
    outcome: ended === undefined ? "running" : outcome,
    counts,
    reasons: [],
    steps,
  };
}

function stepRecord(step: Step, progress: StepProgress | undefined, bindings: Bindings): StepRecord {
  const planned = plannedStep(step, NOT_RUN);
  if (progress === undefined || progress.state === "open") return planned;
  const { seen, reasons, state } = progress;
  return {
    ...planned,
    entered: seen?.typed ?? null,
    output: step.kind === "file" ? null : (seen?.output ?? null),
    nextPrompt: seen?.nextPrompt ?? null,
    exit: seen?.exit ?? null,
    seconds: seen?.seconds ?? null,
    cut: seen?.cut ?? 0,
    outcome: state === "done" ? "passed" : "failed",
    reasons: state === "done" ? [] : runReasons(step, reasons, seen?.output, bindings),
  };
}

/** The reasons that only the comparison of the lines has. */
const OF_LINES: ReadonlySet<Reason["kind"]> = new Set(["otherLine", "noLine", "moreLine"]);

/** The reasons, as a run gives them: a line that differs is that of the comparison, since a page shows it among the others. */
function runReasons(
  step: Step,
  reasons: readonly Reason[],
  output: string | undefined,
  bindings: Bindings,
): readonly Reason[] {
  const match = step.kind === "file" || output === undefined ? undefined : compareStep(step, output, bindings);
  return reasons.flatMap((reason) =>
    OF_LINES.has(reason.kind) && match?.holds === false ? wrongLine(match) : [reason],
  );
}
