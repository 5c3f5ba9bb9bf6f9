import { basename, dirname, extname, join } from "node:path";
import { replaceNote } from "../accept/save-note.ts";
import { LabError } from "../common/errors.ts";
import { createFile, readIfExists } from "../common/files.ts";
import { readsBack, type SectionText } from "./write/section-text.ts";

/** Where a section was written. */
export interface AddedSection {
  file: string;
  /** The line of its heading. */
  line: number;
  /** The whole text of the file. */
  text: string;
}

/** How often the section is added anew to a note that somebody else changes at the same moment. */
const TRIES = 3;

/**
 * Adds a section at the end of a note, or writes a new one. What is in the note stays. Where labnote would read the section as something else
 * there (below a block that is never closed, say), it writes a new file beside the note.
 *
 * @throws {LabError} when it cannot be written
 */
export async function addSection(file: string, section: SectionText): Promise<AddedSection> {
  for (let tries = 1; ; tries += 1) {
    const before = await readIfExists(file);
    if (before === undefined) return create(file, section);
    const above = withEnd(before);
    if (!readsBack(section, above)) return beside(file, section);
    const end = /\r\n/.test(before) ? "\r\n" : "\n";
    const text = above + section.lines.map((line) => `${line}${end}`).join("");
    try {
      await replaceNote({ file, before, after: text });
      return { file, line: above.split("\n").length, text };
    } catch (error) {
      if (tries === TRIES || (await readIfExists(file)) === before) throw error;
    }
  }
}

/** A text with a blank line at its end. */
function withEnd(text: string): string {
  if (text.trim() === "") return text;
  const end = /\r\n/.test(text) ? "\r\n" : "\n";
  return `${text.replace(/[\r\n]+$/, "")}${end}${end}`;
}

/** @throws {LabError} also when there is such a file */
async function create(file: string, section: SectionText): Promise<AddedSection> {
  const text = `${section.lines.join("\n")}\n`;
  try {
    await createFile(file, text);
  } catch (cause) {
    throw new LabError(`${file} could not be written`, {
      cause,
      remedy: "make sure that its folder is there, and that you may write to it",
    });
  }
  return { file, line: 1, text };
}

async function beside(file: string, section: SectionText): Promise<AddedSection> {
  const ending = extname(file);
  for (let count = 1; ; count += 1) {
    const other = join(dirname(file), `${basename(file, ending)}-section-${count}${ending}`);
    if ((await readIfExists(other)) === undefined) return create(other, section);
  }
}
