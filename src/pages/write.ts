import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { readIfExists, replaceFile } from "../common/files.ts";
import { PAGE } from "../common/paths.ts";
import type { Note } from "../note/note.ts";
import { readNote } from "../note/read.ts";
import { readRecord } from "../record/read.ts";
import type { RunRecord } from "../record/record.ts";
import { loadAssets } from "./assets.ts";
import { renderClass } from "./class/page.ts";
import { renderHandout } from "./handout/page.ts";
import type { MadePicture } from "./pictures/draw.ts";
import { readPageInput } from "./run/input.ts";
import { renderPage } from "./run/page.ts";

/**
 * Writes the page of the run into a record's folder, and returns its path.
 *
 * @param noteFile the note that was run; if it is gone or has changed since, the page has the steps alone
 * @throws {LabError} when there is no record, or the page cannot be written
 */
export async function writePage(folder: string, noteFile: string): Promise<string> {
  const record = readRecord(folder);
  if (record === undefined)
    throw new LabError(`There is no record in ${folder}`, { remedy: advice`run the note first: ${npm("start")}` });
  const file = join(folder, PAGE);
  await replaceFile(file, renderPage(await readPageInput(folder, record, await readNoteIfValid(noteFile))));
  return file;
}

/**
 * Writes the page of a class above the records of its hosts, and returns its path. One host is not a class: no page is written then, and
 * an earlier one is deleted.
 *
 * @param records the folder that has a folder for each host's record
 * @param names the hosts of the lab; records of other hosts are not the class's
 * @param lost the hosts that did not run the note; their records are of an earlier run
 * @param live whether the note still runs on some: the page then renews itself, until another one takes its place
 * @throws {LabError} when it cannot be written
 */
export async function writeClass(
  records: string,
  names: readonly string[],
  noteFile: string,
  lost: ReadonlySet<string> = new Set(),
  live = false,
): Promise<string | undefined> {
  const file = join(records, PAGE);
  if (names.length < 2) {
    await rm(file, { force: true });
    return undefined;
  }
  const students = names.map((name) => ({
    name,
    record: lost.has(name) ? undefined : readRecord(join(records, name)),
  }));
  const [{ note }, assets] = await Promise.all([readNoteIfValid(noteFile), loadAssets("run")]);
  await replaceFile(file, renderClass({ students, note, assets, ...(live ? { live: new Date() } : {}) }));
  return file;
}

/**
 * Writes a note's handout into a file, whose folder is made if it is missing.
 *
 * @param record the run whose commands and outputs it shows; without one, it has the note's
 * @throws {LabError} when the file cannot be written
 */
export async function writeHandout(
  note: Note,
  markdown: string,
  pictures: readonly MadePicture[],
  file: string,
  record?: RunRecord,
): Promise<void> {
  const html = renderHandout({ note, markdown, record, pictures, assets: await loadAssets("handout") });
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
  } catch (cause) {
    throw new LabError(`The handout could not be written to ${file}`, {
      cause,
      remedy: "make room on the disk, check that the folder is yours, or name another file with --out",
    });
  }
}

/** A note and its text. A note that is gone or breaks a rule is `undefined`: it is not the one that was run. */
async function readNoteIfValid(file: string): Promise<{ text: string; note: Note | undefined }> {
  const text = (await readIfExists(file)) ?? "";
  try {
    return { text, note: readNote(text, file) };
  } catch (error) {
    if (error instanceof LabError) return { text, note: undefined };
    throw error;
  }
}
