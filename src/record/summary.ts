import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import type { RunRecord } from "./record.ts";

/** How many steps passed, failed and were skipped, in words. */
export const countsText = ({ counts: { passed, failed, skipped } }: RunRecord): string =>
  [`${passed} passed`, `${failed} failed`, ...(skipped === 0 ? [] : [`${skipped} skipped`])].join(", ");

/** A run in one line: how many steps passed and failed, and where its record is. */
export const summary = (record: RunRecord, folder: string): string => `${countsText(record)}: ${folder}`;

/**
 * The error of a run in which something failed: the first step that failed, and how many more; why the run stopped, if it did; how to see
 * all of it, and how to try that section again.
 *
 * @param sections those that this run did: the record may keep failures of earlier runs
 * @param folder the record's folder
 */
export function runFailure(
  { note, steps, reason }: RunRecord,
  { sections, folder }: { sections: ReadonlySet<string>; folder: string },
): LabError {
  const failed = steps.filter(({ section, outcome }) => outcome === "failed" && sections.has(section));
  const [first] = failed;
  if (first === undefined)
    return new LabError(`The run stopped: ${reason ?? "for an unknown reason"}`, {
      remedy: advice`see ${folder}; ${npm("note")} runs it again`,
    });
  const more = failed.length === 1 ? "" : ` (${failed.length - 1} more failed)`;
  const typed = first.kind === "command" ? `$ ${first.typed}` : first.typed;
  return new LabError(`${first.section}: ${typed.replaceAll("\n", "\n> ")}${more}`, {
    place: { file: note.file, line: first.line },
    cause: first.reason ?? reason,
    remedy: advice`see ${folder}/record.json for what was seen; ${npm("note", "--only", first.section)} tries that section again`,
  });
}
