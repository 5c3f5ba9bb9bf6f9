import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { LabError } from "../common/errors.ts";
import type { Note } from "./note.ts";
import { frontMatterText } from "./page/front-matter-text.ts";
import { type NoteRead, readPage } from "./read.ts";

/** The largest page that is read, in bytes. The parser of Markdown may take a second for so much, and ten for five times as much. */
const LARGEST = 200_000;

/**
 * Reads the page in a file as far as it can be read.
 *
 * @param guess whether to read it as it seems to be meant, with front matter that it has not
 * @throws {LabError} as {@link loadText} does
 */
export const loadPage = async (file: string, guess = false): Promise<NoteRead> =>
  readPage(await loadText(file), file, guess);

/**
 * Reads the text of a page.
 *
 * @throws {LabError} when the file cannot be read as text, is empty or too large
 */
export async function loadText(file: string): Promise<string> {
  const text = textOf(await bytesOf(file), file);
  if (text.trim() === "")
    throw new LabError("The note is empty", {
      remedy: "write a heading and a ```console block into it",
      place: { file },
    });
  return text;
}

/**
 * Reads the note in a file.
 *
 * @throws {LabError} as {@link loadPage} does, and when the note breaks a rule
 */
export async function loadNote(file: string): Promise<Note> {
  const { note, refusal } = await loadPage(file);
  if (refusal !== undefined) throw refusal;
  return note;
}

/**
 * {@link loadNote}, for a run. A note without steps would pass without a test of anything.
 *
 * @throws {LabError} also when the note has no step
 */
export async function loadExercises(file: string): Promise<Note> {
  const note = await loadNote(file);
  const nothing = whyNothing(note);
  if (nothing !== undefined) throw nothing;
  return note;
}

/** Why a note has nothing to run, and what to do about it; `undefined` if it has steps. */
export function whyNothing(note: Note): LabError | undefined {
  const { file, sections } = note;
  if (sections.length > 0) return undefined;
  const { suggested } = note.passedOver;
  const format = otherFormats[extname(file).toLowerCase()];
  const remedy =
    format !== undefined
      ? `convert it: labnote reads Markdown, and this file's name is that of ${format}`
      : suggested !== undefined
        ? `write into its front matter, between two lines of ---:\n${frontMatterText(suggested)}`
        : "write a ```console block that has a line that begins with `$ `";
  return new LabError("The note has nothing to run", { place: { file }, remedy });
}

const otherFormats: Record<string, string> = {
  ".adoc": "AsciiDoc",
  ".asciidoc": "AsciiDoc",
  ".rst": "reStructuredText",
  ".html": "HTML",
  ".ipynb": "Jupyter",
  ".org": "Org",
  ".tex": "LaTeX",
};

async function bytesOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size <= LARGEST) return await readFile(file);
  } catch (cause) {
    throw new LabError(`The note cannot be read: ${file}`, {
      cause,
      remedy: remedies[(cause as NodeJS.ErrnoException).code ?? ""] ?? "give a file that can be read",
    });
  }
  throw new LabError(`The note is larger than ${LARGEST / 1000} kB`, {
    remedy: "split it: a note is one chapter",
    place: { file },
  });
}

function textOf(bytes: Buffer, file: string): string {
  const refuse = (what: string, remedy: string, cause?: unknown): LabError =>
    new LabError(what, { remedy, place: { file }, cause });
  const utf16 = /^(?:\xff\xfe|\xfe\xff)/.test(bytes.subarray(0, 2).toString("latin1"));
  if (!utf16 && bytes.includes(0)) throw refuse("The note is not text", "give a Markdown file");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refuse("The note is not UTF-8", "save it as UTF-8 in your editor", cause);
  }
}

const remedies: Record<string, string> = {
  ENOENT: "check the path: it is relative to the folder that you are in",
  EISDIR: "give a Markdown file, not a folder",
  EACCES: "make it readable for yourself: chmod u+r",
};
