import { Bindings } from "../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../src/note/compare/compare.ts";
import type { Note } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";
import type { PageAssets } from "../../../src/pages/run/page.ts";
import { plannedSteps } from "../../../src/record/planned-steps.ts";
import type { HostRecord, RunRecord, StepRecord } from "../../../src/record/record.ts";

/** What stands in pages of tests that look at no page in a browser. */
export const noAssets: PageAssets = { style: "", script: "", player: { style: "", script: "" } };

export const aHost = (more: Partial<HostRecord> = {}): HostRecord => ({
  name: "host-1",
  kind: "container",
  base: "Debian 12",
  images: [],
  facts: {},
  ends: null,
  ...more,
});

/** What a step printed; or `null` where it did not run. */
type Printed = string | null | (Partial<StepRecord> & { output: string | null });

/** A note, and the record of a run in which its steps printed that, each judged as a run judges it. */
export function ran(text: string, printed: readonly Printed[], host: HostRecord = aHost()) {
  const note = readNote(text, "note.md");
  let bindings = Bindings.none;
  const all = note.sections.flatMap(({ steps }) => steps);
  const steps = plannedSteps(note, "not run").map((planned, index): StepRecord => {
    const given = printed[index] ?? null;
    const { output, ...more } = typeof given === "object" && given !== null ? given : { output: given };
    const step = all[index];
    if (output === null || step === undefined) return { ...planned, ...more };
    const match = step.kind === "file" ? undefined : compareStep(step, output, bindings);
    if (match?.holds) bindings = match.bindings;
    const reason = match === undefined || match.holds ? null : match.reason;
    return {
      ...planned,
      output,
      exit: 0,
      seconds: 0.5,
      outcome: reason === null ? "passed" : "failed",
      reason,
      ...more,
    };
  });
  return { text, note, record: recordOf(note, steps, host) };
}

function recordOf(note: Note, steps: StepRecord[], host: HostRecord): RunRecord {
  const count = (outcome: StepRecord["outcome"]) => steps.filter((step) => step.outcome === outcome).length;
  const counts = { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
  return {
    version: 1,
    note: { file: note.file, title: note.frontMatter.title ?? null, sha256: note.hash },
    host,
    started: "2026-11-24T08:39:18.207Z",
    ended: "2026-11-24T08:40:18.682Z",
    outcome: counts.failed > 0 ? "failed" : "passed",
    counts,
    reason: null,
    steps,
  };
}
