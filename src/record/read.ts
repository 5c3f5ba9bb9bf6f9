import { readFileSync } from "node:fs";
import { join } from "node:path";
import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import { readIfExists } from "../common/files.ts";
import { castName, type Shown, shownSteps } from "./asciicast.ts";
import type { RunEvent } from "./events.ts";
import { fold } from "./fold.ts";
import { RECORD_VERSION, type RunRecord, type StepRecord } from "./record.ts";

/** The files in a host's folder with the run's events, a line each, and with the record that they fold to. */
export const EVENTS = "events.jsonl";
export const RECORD = "record.json";

/** A run with what its terminals showed. Pictures are made from it. */
export interface RecordedRun {
  record: RunRecord;
  /** What each step showed in its terminal, by its place in the record's steps. */
  shown: ReadonlyMap<number, Shown>;
}

/**
 * The run in a record's folder; `undefined` if there is none.
 *
 * @param record the folder's record, if the caller has read it
 */
export async function readRun(folder: string, record = readRecord(folder)): Promise<RecordedRun | undefined> {
  if (record === undefined) return undefined;
  const shown = new Map<number, Shown>();
  for (const [name, places] of Map.groupBy(record.steps.keys(), (index) =>
    castName(record.steps[index] as StepRecord),
  )) {
    const { section } = record.steps[places[0] as number] as StepRecord;
    const first = record.steps.findIndex((step) => step.section === section);
    const cast = await readIfExists(`${folder}/${name}`);
    if (cast === undefined) continue;
    const steps = record.steps.filter((step) => step.section === section);
    for (const [ordinal, part] of shownSteps(cast, steps)) shown.set(first + ordinal - 1, part);
  }
  return { record, shown };
}

/**
 * The run of a lab that began last, on one host or on any; `undefined` where there is none. Records of hosts that are no longer in the lab
 * do not count.
 *
 * @param records the lab's folder of records
 * @param students the lab's hosts in their order
 * @throws {LabError} when that host has no record
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

/** Says on which host and when a run was, in the user's time zone. */
export function describeRun({ record: { host, started } }: RecordedRun): string {
  const began = new Date(started);
  const day = began.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const time = began.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `Taken from ${host.name}, run on ${day} at ${time}`;
}

/**
 * The record in a host's folder, or `undefined` if there is none. The record of a killed run has everything that its events tell, and
 * says `running`. A caller that knows that no run is at work makes it {@link settled}.
 *
 * @throws {LabError} when the file is no record, has another version's format, or cannot be read
 */
export function readRecord(folder: string): RunRecord | undefined {
  const file = join(folder, RECORD);
  const text = read(file);
  const record = text === undefined ? undefined : parseRecord(text, file);
  if (record?.outcome !== "running") return record;
  const events = join(folder, EVENTS);
  const lines = (read(events) ?? "").split("\n").slice(0, -1);
  return lines.reduce<RunRecord | undefined>((known, line) => fold(known, parseEvent(line, events)), record);
}

const REMEDY = advice`run the whole note again with ${npm("note")}, which begins its record anew, or delete the file`;

function parseRecord(text: string, file: string): RunRecord {
  const record = parse<RunRecord | null>(text, file);
  if (record?.version === RECORD_VERSION) return record;
  throw new LabError(`${file} has the format of another version of labnote`, {
    cause: `its version is ${record?.version ?? "unknown"}, and this labnote reads version ${RECORD_VERSION}`,
    remedy: REMEDY,
  });
}

/** An event of a run, from a line of its log. */
export const parseEvent = (line: string, file: string): RunEvent => parse<RunEvent>(line, file);

function parse<T>(text: string, file: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new LabError(`${file} is broken: a run did not write this`, { cause, remedy: REMEDY });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new LabError(`${file} cannot be read`, { cause: error, remedy: "make sure that you may read the file" });
  }
}
