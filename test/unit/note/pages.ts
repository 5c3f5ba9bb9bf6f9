import { LabErrors } from "../../../src/common/errors.ts";
import type { CommandStep, Note, Step } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";

/** A page with one section, "1.1 Test" on line 1; what is given begins on line 3. */
export const page = (...lines: string[]): string => ["## 1.1 Test", "", ...lines, ""].join("\n");

/** A page whose one console block holds these lines; the first of them is line 4. */
export const console = (...lines: string[]): string => page("```console", ...lines, "```");

export const read = (text: string): Note => readNote(text, "note.md");

export const stepsOf = (text: string): readonly Step[] => read(text).sections.flatMap(({ steps }) => steps);

/** The command steps of a page that has no others. */
export const commandsOf = (text: string): readonly CommandStep[] => stepsOf(text) as readonly CommandStep[];

/** "line: message" of every warning. */
export const warningsOf = (text: string): string[] =>
  read(text).warnings.map(({ line, message }) => `${line}: ${message}`);

/** "line: message (remedy)" of every problem for which a page is refused; none if it is not. */
export function refusalsOf(text: string): string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof LabErrors)) throw error;
    return error.problems.map(({ place, message, remedy }) => `${place?.line}: ${message} (${remedy})`);
  }
}

/** The lines a step is held to, and the keys among them, as written. */
export const linesOf = (step: CommandStep | undefined): string[] | undefined =>
  step?.expected.map((item) => ("keys" in item ? item.keys : item.text));

/** What the reader warns of in a page of these sections, each with the lines of one block. The sections have the ids 1, 2, … */
export const warnedInSections = (...sections: (readonly string[])[]): string[] =>
  warningsOf(page(...sections.flatMap((lines, at) => [`## ${at + 1} Part`, "", "```console", ...lines, "```", ""])));
