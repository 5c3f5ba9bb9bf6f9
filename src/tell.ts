import { pathToFileURL } from "node:url";
import { annotate, ofError, ofRun } from "./annotations.ts";
import { describe } from "./errors.ts";
import { addJobSummary } from "./job-summary.ts";
import { forLab } from "./lab-name.ts";
import type { Note } from "./note/note.ts";
import { allPassed, lastLine, type Outcome } from "./outcome.ts";
import { pageOf } from "./pages.ts";
import { report } from "./report.ts";
import { forLog } from "./visible.ts";

/** What was run, and where its records are. */
export interface Told {
  note: Note;
  stack: string;
  /** All hosts of the lab. */
  students: readonly string[];
  /** The folder in which each host has one for its record. */
  records: string;
}

/**
 * Tells what the runs of a note came to: people in the terminal, programs in the last line, and, in GitHub Actions, on the note's own lines.
 *
 * @param advice lines for people, between the report and the last line
 * @returns the command's status
 */
export async function tell(
  { results, problems }: Outcome,
  { note, stack, students, records }: Told,
  ...advice: string[]
): Promise<0 | 1> {
  const lost = new Set(results.flatMap(({ name, record }) => (record === undefined ? name : [])));
  const page = await pageOf(records, students, note.file, lost);
  const errors = problems.map(({ error }) => error);
  annotate([...ofRun(results, note), ...errors.flatMap(ofError)]);
  await addJobSummary(results, note);
  console.log(forLog(["", report(results, records, stack), ""].join("\n")));
  for (const error of errors) console.error(forLog(`${forLab(describe(error), stack)}\n`));
  for (const line of advice) console.log(line);
  console.log(lastLine(results, pathToFileURL(page ?? records)));
  return allPassed(results) && problems.length === 0 ? 0 : 1;
}
