import { readdir } from "node:fs/promises";
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

/** The run in a record's folder; `undefined` if there is none. */
export async function readRun(folder: string): Promise<RecordedRun | undefined> {
  const record = readRecord(folder);
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
 * The run of a host of a lab, or of its first host that has one; `undefined` where there is none.
 *
 * @param records the lab's folder of records
 * @throws {LabError} when the host that is asked for has none
 */
export async function findRun(records: string, host?: string): Promise<RecordedRun | undefined> {
  const names = await readdir(records).catch(() => []);
  const byNumber = new Intl.Collator("en", { numeric: true });
  for (const name of host === undefined ? names.sort(byNumber.compare) : [host]) {
    const run = await readRun(join(records, name));
    if (run !== undefined) return run;
  }
  if (host === undefined) return undefined;
  throw new LabError(`There is no record of ${host}`, {
    remedy: names.length === 0 ? "run the note first" : `choose one of ${names.join(", ")}`,
  });
}
