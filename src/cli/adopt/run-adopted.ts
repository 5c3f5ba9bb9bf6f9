import { readFile } from "node:fs/promises";
import { showsNothing } from "../../accept/paste.ts";
import { accepted, type Hunk, type Left, propose } from "../../accept/propose.ts";
import { recordedNote } from "../../accept/recorded-steps.ts";
import { writeNote } from "../../accept/save-note.ts";
import type { Remark } from "../../adopt/draft.ts";
import { repair, withSeenPrompts } from "../../adopt/repair.ts";
import { advice, labName, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { FOLDER, recordsFolder } from "../../common/paths.ts";
import { readSettings } from "../../common/settings.ts";
import { readStackConfig } from "../../common/stack-config.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { findHosts } from "../../lab/find.ts";
import { rerun } from "../../lab/rerun.ts";
import { loadExercises } from "../../note/load.ts";
import { readNote } from "../../note/read.ts";
import { findRun, type RecordedRun } from "../../record/read.ts";
import { inEnglish } from "../../record/reasons/words.ts";
import type { StepRecord } from "../../record/record.ts";
import { typedOf } from "../accept/review.ts";
import type { LabConsole } from "../console.ts";
import { startLab } from "../start.ts";
import { showRemarks } from "./show-remarks.ts";

/** What running an adopted note does to the world beside the note. */
export interface AdoptedRunEdges {
  root: string;
  /** The folder of a lab's records. */
  records(stack: string): string;
  startLab: typeof startLab;
  findHosts: typeof findHosts;
  rerun: typeof rerun;
}

export const edgesOfAdoptedRun = (): AdoptedRunEdges => ({
  root: FOLDER,
  records: recordsFolder,
  startLab,
  findHosts,
  rerun,
});

/** How often a note is mended and run again, at most. Each time may show the next thing that does not end. */
const ROUNDS = 3;

/**
 * Runs a note that was just made, on the lab, and writes what its commands printed below them. What kept the run from going on is mended first:
 * a command that does not end, a prompt that is another one. Then the whole note is run again.
 *
 * @returns what was written and what is open, with the lines of the note before the output; and whether a step did not hold
 * @throws {LabError} when no host ran the note
 */
export async function runAdopted(
  { stack, note: file, yes }: { stack: string; note: string; yes: boolean },
  console: LabConsole,
  signal: AbortSignal,
  edges: AdoptedRunEdges,
): Promise<{ remarks: readonly Remark[]; failed: boolean }> {
  await edges.startLab({ stack, set: [`note=${file}`], unset: [], yes, open: false }, console, signal);
  const { readyWithin, hours, parallel, students } = readSettings(await readStackConfig(edges.root, stack), KINDS);
  const records = edges.records(stack);
  const remarks: Remark[] = [];
  for (let round = 1; ; round += 1) {
    const note = await loadExercises(file);
    const text = await readFile(file, "utf8");
    const found = await findRun(records, students);
    if (found === undefined)
      throw new LabError(`There is no record of a run in ${labName(stack)}`, { remedy: advice`${npm("note")}` });
    const { steps } = recordedNote(note, found.record, note.sections);
    const { hunks, left } = propose(text, note, steps, { exit: true, outputs: true });
    // The first run found a host on which nothing had been done. What it has shown stays.
    const isFresh = ({ step }: Hunk): boolean => round === 1 || showsNothing(step);
    const fresh = hunks.filter(isFresh);
    const differs = hunks.filter((hunk) => !isFresh(hunk)).map(ofOther(steps));
    const outputs = accepted(text, file, fresh);
    const pasted = withSeenPrompts(outputs, readNote(outputs, file), steps);
    const mended = round > ROUNDS ? undefined : repair(pasted, readNote(pasted, file), steps);
    await save(records, file, found, text, mended?.text ?? pasted, fresh);
    const again = mended !== undefined && mended.remarks.length > 0;
    const said = [...fresh.map(ofHunk), ...(again ? [] : [...differs, ...left.map(ofLeft)])];
    say(`${file}, as it was run:`, said);
    remarks.push(...said);
    if (!again) return { remarks, failed: remarks.some(({ kind }) => kind === "open") };
    say("Mended, and run again:", mended.remarks);
    remarks.push(...mended.remarks);
    const hosts = await edges.findHosts(stack, console.warn, signal, found.record.host.name);
    const { sections } = await loadExercises(file);
    await edges.rerun({
      stack,
      note: file,
      records,
      readyWithin,
      hours,
      parallel,
      hosts,
      sections,
      say: console.print,
      signal,
    });
  }

  function say(title: string, said: readonly Remark[]): void {
    if (said.length > 0) console.print(`\n${title}\n\n${showRemarks(said.toSorted((a, b) => a.line - b.line))}`);
  }
}

/** What is said of a step that got its output. A command that failed may be meant to. */
function ofHunk({ step, mended }: Hunk): Remark {
  const text = step.typed ?? "";
  const lines = mended.expected.filter((item) => !("keys" in item)).length;
  const status = mended.kind === "command" ? mended.exit : undefined;
  const why = lines === 0 ? "it printed nothing" : `its output is pasted: ${lines === 1 ? "1 line" : `${lines} lines`}`;
  return status === undefined || status === 0
    ? { line: step.line, kind: "done", text, why }
    : {
        line: step.line,
        kind: "open",
        text,
        why: `it ended with status ${status}, and [exit ${status}] says so: is that what the lesson shows? ${why}`,
      };
}

/** What is said of a step that showed something else in the last run than in the first. */
const ofOther =
  (steps: readonly StepRecord[]) =>
  ({ step, index }: Hunk): Remark => ({
    ...{ line: step.line, kind: "open", text: typedOf({ step }) },
    why: `the last run, on a host on which it had run before, differs from the first: ${inEnglish(steps[index]?.reasons ?? [])}`,
  });

const ofLeft = ({ step, why }: Left): Remark => ({ line: step.line, kind: "open", text: typedOf({ step }), why });

async function save(
  records: string,
  file: string,
  { record }: RecordedRun,
  before: string,
  after: string,
  hunks: readonly Hunk[],
): Promise<void> {
  if (before === after) return;
  const steps = hunks.map(({ step: { section, line } }) => ({ section, line }));
  await writeNote(records, { time: new Date().toISOString(), file, host: record.host.name, steps, before, after });
}
