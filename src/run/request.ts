import { LabError } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Note, Section } from "../note/note.ts";

/** What labnote asks a runner to do. The runner gets it as JSON on standard input, since it has the host's login key. */
export interface RunRequest {
  host: Host;
  /** The lab's name, for the commands in remedies. */
  stack: string;
  /** The note's file. */
  note: string;
  /** The folder that has a folder for each host's record. */
  records: string;
  /** Milliseconds within which the host must be ready. */
  readyWithin: number;
  /** The run moves the host's end to so many hours from its start. `null`: as many hours as the host was given last, if it ends at all. */
  hours: number | null;
  /** One section, on the host as it is. */
  only?: string;
  /** The last section, on a host that is reset first. */
  until?: string;
}

/**
 * The sections that a run does: all, one, or all up to one.
 * @throws {LabError} when the note has no such section, or both options are given
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
