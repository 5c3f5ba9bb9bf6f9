import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, LabError } from "../common/errors.ts";
import { PAGE } from "../common/paths.ts";
import { painted } from "../common/progress.ts";
import { allPassed, type LabOutcome, lastLine, verdictLine } from "../lab/outcome.ts";
import type { Note } from "../note/note.ts";
import type { LabConsole } from "./console.ts";
import { type Annotation, annotate, ofError, ofRun } from "./github/annotations.ts";
import { addJobSummary } from "./github/summary.ts";
import { report } from "./report/report.ts";

/** What was run, and where its records are. */
export interface RunContext {
  note: Note;
  stack: string;
  /** All hosts of the lab. */
  students: readonly string[];
  /** The folder in which each host has one for its record. */
  records: string;
}

/** What was shown of the runs of a note. */
export interface ShownResults {
  /** The command's status. */
  status: 0 | 1;
  /** The page to look at, if there is one. */
  page: URL | undefined;
}

/**
 * Shows how the runs of a note went: to people in the terminal, to programs in the last line and, in GitHub Actions, on the note's own lines.
 * The report comes first, so that nothing hides it. What could not be written after it is shown, and changes no verdict.
 *
 * @param advice what to do next, between the report and the last line
 */
export async function showResults(
  { results, problems }: LabOutcome,
  { note, stack, students, records }: RunContext,
  console: LabConsole,
  ...advice: string[]
): Promise<ShownResults> {
  const show = (errors: readonly LabError[], ...others: readonly Annotation[]): void => {
    annotate([...others, ...errors.flatMap((error) => ofError(error, stack))], console);
    for (const error of errors) console.warn(`${describe(error, stack)}\n`);
  };
  const context = { note, stack, records, linkOf: linksInto(records) };
  console.print(`\n${report(results, context, { paint: painted, columns: console.columns })}\n`);
  show(
    problems.map(({ error }) => error),
    ...ofRun(results, note),
  );
  const lost = new Set(results.flatMap(({ name, record }) => (record === undefined ? name : [])));
  const [page, summary] = await Promise.allSettled([
    pageOf(records, students, note.file, lost),
    addJobSummary(results, note, console.env),
  ]);
  const unwritten = [page, summary].flatMap((written) => (written.status === "rejected" ? [written.reason] : []));
  show(unwritten.filter((error) => error instanceof LabError));
  for (const line of advice) console.print(line);
  const file = page.status === "fulfilled" ? page.value : undefined;
  const where = pathToFileURL(file ?? records);
  const fine = allPassed(results);
  // A program reads one line. A person opens the address, which is easier where nothing else is in its line.
  const verdict = painted(["bold", fine ? "green" : "red"], verdictLine(results));
  console.print(console.watched ? `\n${verdict}\n${where}` : lastLine(results, where));
  const defect = unwritten.find((error) => !(error instanceof LabError));
  if (defect !== undefined) throw defect;
  return { status: fine && problems.length === 0 ? 0 : 1, page: file === undefined ? undefined : where };
}

/** Gives the addresses of steps in the pages of runs below a folder. */
const linksInto =
  (records: string) =>
  (host: string, step: string): string | undefined => {
    const page = join(records, host, PAGE);
    if (!existsSync(page)) return undefined;
    const url = pathToFileURL(page);
    url.hash = step;
    return url.href;
  };

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
