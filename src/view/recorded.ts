import { join } from "node:path";
import { LabError } from "../errors.ts";
import { readIfThere } from "../files.ts";
import { castName } from "../record/cast.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import { readRecord } from "../record/recorder.ts";
import { type Shown, shownSteps } from "./replay.ts";

/** A run, as pictures are made of it. */
export interface RecordedRun {
  record: RunRecord;
  /** What each step showed in its terminal, by its place among the record's steps. */
  shown: ReadonlyMap<number, Shown>;
}

/**
 * The run in a record's folder; `undefined` if there is none.
 *
 * @param record what is there, where it is known already
 */
export async function readRun(folder: string, record = readRecord(folder)): Promise<RecordedRun | undefined> {
  if (record === undefined) return undefined;
  const shown = new Map<number, Shown>();
  for (const [name, places] of Map.groupBy(record.steps.keys(), (index) =>
    castName(record.steps[index] as StepRecord),
  )) {
    const { section } = record.steps[places[0] as number] as StepRecord;
    const first = record.steps.findIndex((step) => step.section === section);
    const cast = await readIfThere(`${folder}/${name}`);
    if (cast === undefined) continue;
    const steps = record.steps.filter((step) => step.section === section);
    for (const [ordinal, part] of shownSteps(cast, steps)) shown.set(first + ordinal - 1, part);
  }
  return { record, shown };
}

/**
 * The run of a lab that began last, of one host or of any; `undefined` where there is none. What hosts left that are no longer the lab's
 * is not looked at.
 *
 * @param records the lab's folder of records
 * @param students the lab's hosts, in their order
 * @throws {LabError} when the host that is asked for has none
 */
export async function findRun(
  records: string,
  students: readonly string[],
  host?: string,
): Promise<RecordedRun | undefined> {
  const known = students.flatMap((name) => {
    const record = readRecord(join(records, name));
    return record === undefined ? [] : [{ name, record }];
  });
  const [last] = known
    .filter(({ name }) => host === undefined || name === host)
    .toSorted((a, b) => Date.parse(b.record.started) - Date.parse(a.record.started));
  if (last !== undefined) return readRun(join(records, last.name), last.record);
  if (host === undefined) return undefined;
  throw new LabError(`There is no record of ${host}`, {
    remedy: known.length === 0 ? "run the note first" : `choose one of ${known.map(({ name }) => name).join(", ")}`,
  });
}

/** Whose run it is that is taken and of when, in words for people, in their own time zone. */
export function tellRun({ record: { host, started } }: RecordedRun): string {
  const began = new Date(started);
  const day = began.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const time = began.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `Taken from ${host.name}, run on ${day} at ${time}`;
}
