import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe } from "../common/errors.ts";
import { PAGE } from "../common/paths.ts";
import { escapeForLog } from "../common/sanitize.ts";
import { allPassed, type LabOutcome, lastLine } from "../lab/outcome.ts";
import type { Note } from "../note/note.ts";
import { annotate, ofError, ofRun } from "./github-annotations.ts";
import { addJobSummary } from "./github-summary.ts";
import { report } from "./report.ts";

/** What was run, and where its records are. */
export interface RunContext {
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
export async function showResults(
  { results, problems }: LabOutcome,
  { note, stack, students, records }: RunContext,
  ...advice: string[]
): Promise<0 | 1> {
  const lost = new Set(results.flatMap(({ name, record }) => (record === undefined ? name : [])));
  const page = await pageOf(records, students, note.file, lost);
  const errors = problems.map(({ error }) => error);
  annotate([...ofRun(results, note), ...errors.flatMap((error) => ofError(error, stack))]);
  await addJobSummary(results, note);
  console.log(escapeForLog(["", report(results, records, stack), ""].join("\n")));
  for (const error of errors) console.error(escapeForLog(`${describe(error, stack)}\n`));
  for (const line of advice) console.log(line);
  console.log(lastLine(results, pathToFileURL(page ?? records)));
  return allPassed(results) && problems.length === 0 ? 0 : 1;
}

/**
 * The page to look at after a run: that of the class, which is made anew, or that of the only host; `undefined` where there is none.
 *
 * @param records the folder in which each host has one for its record
 * @param students all hosts of the lab
 * @param lost those that did not run the note just now; what an earlier run left of them is not shown
 */
export async function pageOf(
  records: string,
  students: readonly string[],
  noteFile: string,
  lost: ReadonlySet<string>,
): Promise<string | undefined> {
  const ofClass = join(records, PAGE);
  const [first = ""] = students;
  if (students.length > 1 || existsSync(ofClass)) {
    // Loaded where it is needed: it takes a while.
    const { writeClass } = await import("../pages/write.ts");
    const written = await writeClass(records, students, noteFile, lost);
    if (written !== undefined) return written;
  }
  const ofHost = join(records, first, PAGE);
  return existsSync(ofHost) ? ofHost : undefined;
}
