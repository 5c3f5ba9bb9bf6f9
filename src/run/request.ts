import { LabError } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Note, Section } from "../note/note.ts";

/** What a runner is asked for. It gets this as JSON on standard input, since the host's login key is in it. */
export interface RunRequest {
  host: Host;
  /** The lab's name: what to do about a failure is a command for this lab. */
  stack: string;
  /** The note's file. */
  note: string;
  /** The folder in which each host has one for its record. */
  records: string;
  /** Milliseconds in which the host has to be ready. */
  readyWithin: number;
  /** The host's end is moved to so many hours from the run's start; `null`: as many as the host was last told, if it ends at all. */
  hours: number | null;
  /** One section, on what the host holds. */
  only?: string;
  /** The last section, on a host as it was when new. */
  until?: string;
}

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
