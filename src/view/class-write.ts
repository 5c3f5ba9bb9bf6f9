import { rm } from "node:fs/promises";
import { join } from "node:path";
import { readRecord } from "../record/recorder.ts";
import { renderClass } from "./class.ts";
import { PAGE } from "./page-file.ts";
import { loadAssets, readNoteIfFit, replace } from "./write-page.ts";

/**
 * Writes the page of a class above the records of its hosts, and says where it is. One host is no class: then there is no such page,
 * and one that was there goes.
 *
 * @param records the folder in which each host has one for its record
 * @param names the hosts of the lab; what others left there is none of the class's
 * @param lost those that did not run the note; a record there is an earlier run's
 * @throws {LabError} when it cannot be written
 */
export async function writeClass(
  records: string,
  names: readonly string[],
  noteFile: string,
  lost: ReadonlySet<string> = new Set(),
): Promise<string | undefined> {
  const file = join(records, PAGE);
  if (names.length < 2) {
    await rm(file, { force: true });
    return undefined;
  }
  const [{ note }, assets] = await Promise.all([readNoteIfFit(noteFile), loadAssets()]);
  const students = names.map((name) => ({
    name,
    record: lost.has(name) ? undefined : readRecord(join(records, name)),
  }));
  await replace(file, renderClass({ students, note, assets }));
  return file;
}
