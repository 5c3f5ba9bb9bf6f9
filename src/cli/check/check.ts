import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, LabError } from "../../common/errors.ts";
import { FOLDER } from "../../common/paths.ts";
import { painted } from "../../common/progress.ts";
import { fullKey, readStackConfig } from "../../common/stack-config.ts";
import { loadPage, whyNothing } from "../../note/load.ts";
import type { NoteRead } from "../../note/read.ts";
import type { LabConsole } from "../console.ts";
import { annotate, ofError, ofWarnings } from "../github/annotations.ts";
import { noteAsJson, refusalAsJson } from "./json.ts";
import { showNote, sumUp } from "./show-note.ts";

/** What `npm run check` is given. */
export interface CheckOptions {
  stack: string;
  json: boolean;
  /** Whether pages are read as they seem to be meant. */
  guess: boolean;
}

/**
 * Shows how notes are read. One note is shown in full. Of several, each has a line; as JSON, each is an object in a line of its own.
 *
 * @param paths files, and folders with Markdown files in them; none for the lab's note
 * @returns the command's status: 1 if there is nothing to run in the one note, or if one of several is refused or none has anything to run
 * @throws {LabError} when the one note is refused
 */
export async function checkNotes(paths: readonly string[], options: CheckOptions, console: LabConsole): Promise<0 | 1> {
  const [one = await noteOf(options.stack), ...others] = paths;
  if (others.length === 0 && !(await isFolder(one))) return checkOne(one, options, console);
  const files = await Promise.all([one, ...others].map(filesIn));
  return checkAll(files.flat(), options, console);
}

/** The note that a lab runs. It is the one setting that matters here; the others may still be wrong. */
export const noteOf = async (stack: string, root: string = FOLDER): Promise<string> =>
  (await readStackConfig(root, stack))[fullKey("note")] ?? "";

async function checkOne(file: string, { json, guess, stack }: CheckOptions, console: LabConsole): Promise<0 | 1> {
  const read = await loadPage(file, guess);
  const { note, refusal } = read;
  if (!guess && refusal !== undefined) throw refusal;
  annotate(ofWarnings(note), console);
  if (json) console.json(noteAsJson(read, stack));
  else console.print(showNote(note, painted));
  if (refusal !== undefined && !json) console.warn(describe(refusal, stack));
  const nothing = whyNothing(note);
  if (nothing === undefined) return 0;
  annotate(ofError(nothing, stack), console);
  console.warn(describe(nothing, stack));
  return 1;
}

/** One after the other, so that many notes need no more memory than one. */
async function checkAll(
  files: readonly string[],
  { json, guess, stack }: CheckOptions,
  console: LabConsole,
): Promise<0 | 1> {
  let refused = false;
  let steps = 0;
  for (const file of files) {
    const read = await loadPage(file, guess).catch(refusalOf);
    const refusal = read instanceof LabError ? read : guess ? undefined : read.refusal;
    refused ||= refusal !== undefined;
    steps += read instanceof LabError ? 0 : read.note.sections.length;
    if (json) console.json(read instanceof LabError ? refusalAsJson(file, read, stack) : noteAsJson(read, stack), 0);
    else console.print(refusal === undefined ? sumUp((read as NoteRead).note) : describe(refusal, stack));
  }
  return refused || steps === 0 ? 1 : 0;
}

/** What keeps a file from being read, for people; any other error is thrown. */
export function refusalOf(error: unknown): LabError {
  if (error instanceof LabError) return error;
  throw error;
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    // The code that reads it tells what is wrong with it.
    () => false,
  );

/** The Markdown files of a folder, in their order, without those of packages; a file is itself. */
async function filesIn(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path];
  const files: string[] = [];
  for await (const file of glob("**/*.{md,markdown}", { cwd: path, exclude: (name) => name === "node_modules" }))
    files.push(join(path, file));
  return files.toSorted();
}
