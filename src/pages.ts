import { existsSync } from "node:fs";
import { join } from "node:path";
import { PAGE } from "./view/page-file.ts";

/**
 * The page to look at after a run: that of the class, which is made anew, or that of the only host; `undefined` where there is none.
 *
 * @param records the folder in which each host has one for its record
 * @param students all hosts of the lab
 * @param lost those that did not run the note just now; what an earlier run left of them is not shown
 */
export async function pageOf(
  records: string,
  students: readonly string[],
  noteFile: string,
  lost: ReadonlySet<string>,
): Promise<string | undefined> {
  const ofClass = join(records, PAGE);
  const [first = ""] = students;
  if (students.length > 1 || existsSync(ofClass)) {
    // Loaded where it is needed: it takes a while.
    const { writeClass } = await import("./view/class-write.ts");
    const written = await writeClass(records, students, noteFile, lost);
    if (written !== undefined) return written;
  }
  const ofHost = join(records, first, PAGE);
  return existsSync(ofHost) ? ofHost : undefined;
}
