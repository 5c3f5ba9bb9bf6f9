import { randomBytes } from "node:crypto";
import { appendFile, mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LabError } from "../common/errors.ts";
import type { StepRecord } from "../record/record.ts";

/** The file in a lab's folder of records that keeps what was accepted, a line for each time: beside the hosts', which each run makes anew. */
export const ACCEPTED = "accepted.jsonl";

/** A line of {@link ACCEPTED}: the note before and after, and which steps of which host's record were accepted. */
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
 * Writes a note anew, whole or not at all, and before that to the lab's records what it was and will be.
 *
 * @param records the lab's folder of records
 * @throws {LabError} when the note is no longer what it was when it was read, or cannot be written
 */
export async function writeNote(records: string, acceptance: Acceptance): Promise<void> {
  const { file, before, after } = acceptance;
  try {
    // Where the note is a link, what it leads to is written anew.
    const target = await realpath(file);
    const beside = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString("hex")}`);
    try {
      await writeThrough(beside, after, (await stat(target)).mode);
      if ((await readFile(target, "utf8")) !== before)
        throw new LabError(`${file} was changed while this looked at it`, { remedy: "save it, and accept again" });
      await mkdir(records, { recursive: true });
      await appendFile(join(records, ACCEPTED), `${JSON.stringify(acceptance)}\n`);
      await rename(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
  } catch (cause) {
    if (cause instanceof LabError) throw cause;
    throw new LabError(`${file} could not be written`, {
      cause,
      remedy: "see that there is room on the disk and that the file and its folder are yours",
    });
  }
}

/** The bytes are on the disk before the file takes the other's name: no crash leaves half of it. */
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
