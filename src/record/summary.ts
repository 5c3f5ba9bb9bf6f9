import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { sanitizeLine } from "../common/sanitize.ts";
import { inEnglish } from "./reasons/words.ts";
import type { RunRecord, StepRecord } from "./record.ts";

/**
 * Where each step of a note stands, as people and addresses of pages say it: the section's id, `:`, and the step's number in the section, from
 * 1. No heading's id contains `:`.
 */
export function placesOf(steps: readonly Pick<StepRecord, "section">[]): string[] {
  const numbers = new Map<string, number>();
  return steps.map(({ section }) => {
    const number = (numbers.get(section) ?? 0) + 1;
    numbers.set(section, number);
    return `${section}:${number}`;
  });
}

/** What a step types, in one line: the first of its lines; "" goes on with what runs. */
export function typedLine(typed: string): string {
  const [first = "", ...others] = typed.split("\n");
  return typed === "" ? "(goes on with what runs)" : sanitizeLine(others.length === 0 ? first : `${first} …`);
}

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
  { note, steps, reasons }: RunRecord,
  { sections, folder }: { sections: ReadonlySet<string>; folder: string },
): LabError {
  const failed = steps.filter(({ section, outcome }) => outcome === "failed" && sections.has(section));
  const [first] = failed;
  if (first === undefined)
    return new LabError(`The run stopped: ${inEnglish(reasons) || "for an unknown reason"}`, {
      remedy: advice`see ${folder}; ${npm("note")} runs it again`,
    });
  const more = failed.length === 1 ? "" : ` (${failed.length - 1} more failed)`;
  const typed = first.kind === "command" ? `$ ${first.typed}` : first.typed;
  return new LabError(`${first.section}: ${typed.replaceAll("\n", "\n> ")}${more}`, {
    place: { file: note.file, line: first.line },
    cause: inEnglish(first.reasons) || inEnglish(reasons),
    remedy: advice`see ${folder}/record.json for what was seen; ${npm("note", "--only", first.section)} tries that section again`,
  });
}
