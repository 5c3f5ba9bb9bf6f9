import { LabError } from "../errors.ts";
import type { Note, Section } from "../note/note.ts";

/**
 * The sections that a run does: all, one, or all up to and with one.
 * @throws {LabError} when the note has no such section, or both are asked for
 */
export function chosenSections(note: Note, { only, until }: { only?: string; until?: string }): readonly Section[] {
  if (only !== undefined && until !== undefined)
    throw new LabError(`--only ${only} and --until ${until} are two different runs`, { remedy: "give one of them" });
  const wanted = only ?? until;
  if (wanted === undefined) return note.sections;
  const at = note.sections.findIndex(({ id }) => id === wanted);
  if (at === -1)
    throw new LabError(`The note has no section ${wanted}`, {
      place: { file: note.file },
      remedy: `take one of: ${note.sections.map(({ id }) => id).join(", ")}`,
    });
  return only === undefined ? note.sections.slice(0, at + 1) : note.sections.slice(at, at + 1);
}
