import { readFile } from "node:fs/promises";
import { LabError } from "../common/errors.ts";
import type { Note } from "./note.ts";
import { readNote } from "./read.ts";

/**
 * Reads the note in a file.
 *
 * @throws {LabError} when the file cannot be read as text or is empty; the errors of {@link readNote} when the note breaks a rule.
 */
export async function loadNote(file: string): Promise<Note> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new LabError(`The note cannot be read: ${file}`, {
      cause,
      remedy: remedies[cause.code ?? ""] ?? "give a file that can be read",
    });
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LabError(`The note is not UTF-8: ${file}`, {
      cause,
      remedy: "save it as UTF-8 in your editor",
      place: { file },
    });
  }
  if (text.trim() === "")
    throw new LabError(`The note is empty: ${file}`, {
      remedy: "write a heading and a ```console block into it",
      place: { file },
    });
  return readNote(text, file);
}

/**
 * {@link loadNote}, for a run. A note without steps would pass without a test of anything.
 *
 * @throws {LabError} also when the note has no step
 */
export async function loadExercises(file: string): Promise<Note> {
  const note = await loadNote(file);
  if (note.sections.length > 0) return note;
  throw new LabError("The note has nothing to run", {
    place: { file },
    remedy: "write a ```console block that has a line that begins with `$ `",
  });
}

const remedies: Record<string, string> = {
  ENOENT: "check the path: it is relative to the folder that you are in",
  EISDIR: "give a Markdown file, not a folder",
  EACCES: "make it readable for yourself: chmod u+r",
};
