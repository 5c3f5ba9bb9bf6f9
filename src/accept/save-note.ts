import { randomBytes } from "node:crypto";
import { appendFile, mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LabError } from "../common/errors.ts";
import type { StepRecord } from "../record/record.ts";

/** The file that keeps what was accepted, a line each time. It is beside the hosts' folders, since a run makes those anew. */
export const ACCEPTED = "accepted.jsonl";

/** A line of {@link ACCEPTED}: the note before and after, and the accepted steps of a host's record. */
export interface Acceptance {
  /** ISO 8601. */
  time: string;
  file: string;
  host: string;
  steps: readonly Pick<StepRecord, "section" | "line">[];
  before: string;
  after: string;
}

/**
 * Replaces a note, whole or not at all. Before that, it adds the old and the new text to the lab's records.
 *
 * @param records the lab's folder of records
 * @throws {LabError} when the note has changed since it was read, or cannot be written
 */
export const writeNote = (records: string, acceptance: Acceptance): Promise<void> =>
  replaceNote(acceptance, async () => {
    await mkdir(records, { recursive: true });
    await appendFile(join(records, ACCEPTED), `${JSON.stringify(acceptance)}\n`);
  });

/** A change of a whole note. */
export type NoteChange = Pick<Acceptance, "file" | "before" | "after">;

/**
 * Replaces a note, whole or not at all.
 *
 * @param first is done before that, when the new text is on the disk
 * @throws {LabError} when the note has changed since it was read, or cannot be written
 */
export async function replaceNote(
  { file, before, after }: NoteChange,
  first: () => Promise<void> = async () => {},
): Promise<void> {
  try {
    // If the note is a link, its target is replaced.
    const target = await realpath(file);
    const beside = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString("hex")}`);
    try {
      await writeThrough(beside, after, (await stat(target)).mode);
      if ((await readFile(target, "utf8")) !== before)
        throw new LabError(`${file} changed while labnote was working on it`, {
          remedy: "save it in your editor, then try again",
        });
      await first();
      await rename(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
  } catch (cause) {
    if (cause instanceof LabError) throw cause;
    throw new LabError(`${file} could not be written`, {
      cause,
      remedy: "make sure that the disk has room and that you may write to the file and its folder",
    });
  }
}

/** Writes a file through to the disk, so that after the renaming no crash leaves half of it. */
async function writeThrough(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, "wx", mode);
  try {
    await handle.writeFile(text);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
