import { stat, writeFile } from "node:fs/promises";
import { adoption } from "../../adopt/adopt.ts";
import type { Remark } from "../../adopt/draft.ts";
import { advice, commandLine, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { replaceFile } from "../../common/files.ts";
import { loadExercises, loadText } from "../../note/load.ts";
import type { Note } from "../../note/note.ts";
import { readNote } from "../../note/read.ts";
import type { LabConsole } from "../console.ts";
import { type AdoptedRunEdges, edgesOfAdoptedRun, runAdopted } from "./run-adopted.ts";
import { showRemarks } from "./show-remarks.ts";

/** What `npm run adopt` is given. */
export interface AdoptOptions {
  stack: string;
  /** The page. */
  file: string;
  /** The new file. */
  out?: string;
  /** Whether a file that exists is written over. */
  replace: boolean;
  /** Whether the note is run, and its output written into it. */
  run: boolean;
  /** Whether what costs money is agreed to beforehand. */
  yes: boolean;
}

/**
 * Makes a note of a page, and writes it into a new file. Runs it, if that is wanted, and writes what came below its commands.
 *
 * @returns the command's status
 * @throws {LabError} when nothing in the page is a command, or the note cannot be written or run
 */
export async function adoptPage(
  { stack, file, out = besidePage(file), replace, run, yes }: AdoptOptions,
  console: LabConsole,
  signal: AbortSignal,
  edges: AdoptedRunEdges = edgesOfAdoptedRun(),
): Promise<0 | 1> {
  const page = await loadText(file);
  await refuseToOverwrite(file, out, replace);
  const { text, changes, remarks } = adoption(page, file);
  console.print(`${file}\n`);
  if (remarks.length > 0) console.print(showRemarks(remarks));
  if (changes.length === 0 || stepsOf(readNote(text, out)) === 0)
    throw new LabError(`Nothing in ${file} is surely a command, so no note was written`, {
      remedy: "put what is typed into ```console blocks, with `$ ` before it",
    });
  await write(out, text, replace);
  const seen = run
    ? await runAdopted({ stack, note: out, yes }, console, signal, edges)
    : { remarks: [], failed: false };
  console.print(`\nTo see how labnote reads it: ${commandLine(npm("check", out), stack)}`);
  const again = run ? npm("note") : npm("start", "--set", `note=${out}`);
  console.print(`To run it${run ? " again" : ""}: ${commandLine(again, stack)}`);
  console.print(`\n${lastLineOf(stepsOf(await loadExercises(out)), [...remarks, ...seen.remarks], out)}`);
  return seen.failed ? 1 : 0;
}

const stepsOf = ({ sections }: Note): number => sections.flatMap(({ steps }) => steps).length;

/** `page.note.md` for `page.md`. */
const besidePage = (file: string): string => `${file.replace(/\.(?:md|markdown|mdx|txt)$/i, "")}.note.md`;

async function refuseToOverwrite(file: string, out: string, replace: boolean): Promise<void> {
  const [page, note] = await Promise.all([stat(file), stat(out).catch(() => undefined)]);
  // Links to one file have its numbers.
  if (note !== undefined && note.dev === page.dev && note.ino === page.ino)
    throw new LabError(`${out} is the page itself, which is never written over`, {
      remedy: advice`name another file: ${npm("adopt", "--out", "NOTE", file)}`,
    });
  if (note !== undefined && !replace)
    throw new LabError(`${out} exists already`, {
      remedy: advice`name another file with --out, or write over it: ${npm("adopt", "--replace", "--out", out, file)}`,
    });
}

async function write(out: string, text: string, replace: boolean): Promise<void> {
  if (replace) return replaceFile(out, text);
  try {
    await writeFile(out, text, { flag: "wx" });
  } catch (cause) {
    throw new LabError(`${out} could not be written`, {
      cause,
      remedy: "with --out, name a file in a folder that you may write to",
    });
  }
}

function lastLineOf(steps: number, remarks: readonly Remark[], out: string): string {
  const count = (kind: Remark["kind"]): number => remarks.filter((each) => each.kind === kind).length;
  return `adopted: ${steps} steps, ${count("left")} left, ${count("open")} to look at: ${out}`;
}
