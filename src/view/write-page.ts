import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { LabError } from "../errors.ts";
import { readIfThere } from "../files.ts";
import { readNote } from "../note/index.ts";
import type { Note } from "../note/note.ts";
import type { RunRecord } from "../record/record.ts";
import { readRecord } from "../record/recorder.ts";
import { type PageAssets, type Recording, renderPage } from "./page.ts";

/** What a page is called, in the folder that it is of. */
export const PAGE = "index.html";

/**
 * Writes the page of the run in a record's folder, and says where it is.
 *
 * @param noteFile the note that was run; where it is gone or another by now, the page has the steps alone
 * @throws {LabError} when there is no record, or the page cannot be written
 */
export async function writePage(folder: string, noteFile: string): Promise<string> {
  const record = readRecord(folder);
  if (record === undefined)
    throw new LabError(`There is no record in ${folder}`, { remedy: "run the note first: npm start" });
  const [{ text, note }, recordings, assets] = await Promise.all([
    readNoteIfFit(noteFile),
    readRecordings(folder, record),
    loadAssets(),
  ]);
  const file = join(folder, PAGE);
  await replace(file, renderPage({ record, note, text, recordings, assets }));
  return file;
}

/** A note and its text. One that is gone, or breaks a rule by now, is not the one that was run. */
export async function readNoteIfFit(file: string): Promise<{ text: string; note: Note | undefined }> {
  const text = (await readIfThere(file)) ?? "";
  try {
    return { text, note: readNote(text, file) };
  } catch (error) {
    if (error instanceof LabError) return { text, note: undefined };
    throw error;
  }
}

async function readRecordings(folder: string, record: RunRecord): Promise<Recording[]> {
  const files = new Set(await readdir(folder));
  const terminals = new Map(
    record.steps.flatMap(({ section, terminal }) =>
      terminal === null ? [] : [[terminal === 1 ? section : `${section}-${terminal}`, { section, terminal }] as const],
    ),
  );
  return Promise.all(
    [...terminals]
      .filter(([name]) => files.has(`${name}.cast`))
      .map(async ([name, place]) => ({ ...place, cast: await readFile(join(folder, `${name}.cast`), "utf8") })),
  );
}

/** What stands in every page, from labnote's own files and the player's. */
export async function loadAssets(): Promise<PageAssets> {
  const own = (name: string) => readFile(join(import.meta.dirname, name), "utf8");
  const { resolve } = createRequire(import.meta.url);
  const player = (name: string) => readFile(resolve(`asciinema-player/dist/bundle/${name}`), "utf8");
  const [style, script, playerStyle, playerScript] = await Promise.all([
    own("page.css"),
    own("page-client.js"),
    player("asciinema-player.css"),
    player("asciinema-player.min.js"),
  ]);
  return { style, script, player: { style: playerStyle, script: playerScript } };
}

/** A file is whole at any time: the new one is written beside it. */
export async function replace(file: string, content: string): Promise<void> {
  try {
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw new LabError(`The page could not be written to ${file}`, {
      cause,
      remedy: "see that there is room on the disk and that the folder is yours",
    });
  }
}
