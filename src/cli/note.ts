import { FOLDER, recordsFolder } from "../common/paths.ts";
import { readSettings, type Settings } from "../common/settings.ts";
import { readStackConfig } from "../common/stack-config.ts";
import type { Host } from "../hosts/host.ts";
import { KINDS } from "../hosts/kinds.ts";
import { findHosts } from "../lab/find.ts";
import { rerun } from "../lab/rerun.ts";
import { loadExercises } from "../note/load.ts";
import type { Note } from "../note/note.ts";
import { chosenSections } from "../run/request.ts";
import { sayNotices } from "./check/notices.ts";
import type { LabConsole } from "./console.ts";
import { showResults } from "./results.ts";

/** What `npm run note` is given. */
export interface NoteOptions {
  stack: string;
  /** One host only. */
  host?: string;
  /** One section only. */
  only?: string;
  /** The last section. */
  until?: string;
}

/**
 * Runs a lab's note, or a part of it, on the hosts that are up.
 *
 * @returns the command's status
 * @throws {LabError} when it ran on no host
 */
export async function rerunNote(
  { stack, host, only, until }: NoteOptions,
  console: LabConsole,
  signal: AbortSignal,
): Promise<0 | 1> {
  const settings = readSettings(await readStackConfig(FOLDER, stack), KINDS);
  const note = await loadExercises(settings.note);
  sayNotices(note, console);
  chosenSections(note, { only, until });
  const hosts = await findHosts(stack, console.warn, signal, host);
  return runOnHosts(hosts, { stack, settings, note, only, until }, console, signal);
}

/** What is run on hosts that were found. */
export interface HostsRun extends Pick<NoteOptions, "stack" | "only" | "until"> {
  settings: Settings;
  note: Note;
}

/**
 * Runs a note, or a part of it, on hosts, and shows the results.
 *
 * @returns the command's status
 * @throws {LabError} when it ran on no host
 */
export async function runOnHosts(
  hosts: readonly Host[],
  { stack, settings, note, only, until }: HostsRun,
  console: LabConsole,
  signal: AbortSignal,
): Promise<0 | 1> {
  const { readyWithin, hours, parallel, students } = settings;
  const records = recordsFolder(stack);
  const request = { stack, note: settings.note, records, readyWithin, hours, parallel, only, until };
  const outcome = await rerun({
    ...request,
    ...{ hosts, students },
    sections: chosenSections(note, { only, until }),
    say: console.print,
    signal,
  });
  return (await showResults(outcome, { note, stack, students, records }, console)).status;
}
