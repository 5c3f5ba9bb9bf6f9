import { pathToFileURL } from "node:url";
import { annotate, forLog, ofRun } from "./annotations.ts";
import { addJobSummary } from "./job-summary.ts";
import type { Note } from "./note/note.ts";
import { allPassed, lastLine } from "./outcome.ts";
import { pageOf } from "./pages.ts";
import { report } from "./report.ts";
import type { HostResult } from "./watch.ts";

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
 * Tells what the runs of a note came to: people in the terminal, programs in the last line and, in GitHub Actions, on the note's own lines.
 *
 * @param advice lines for people, between the report and the last line
 * @returns the command's status
 */
export async function tell(
  results: readonly HostResult[],
  { note, stack, students, records }: Told,
  ...advice: string[]
): Promise<0 | 1> {
  const page = await pageOf(records, students, note.file);
  annotate(ofRun(results, note));
  await addJobSummary(results, note);
  console.log(forLog(["", report(results, records, stack), "", ...advice].join("\n")));
  console.log(lastLine(results, pathToFileURL(page ?? records)));
  return allPassed(results) ? 0 : 1;
}
