import { CHECKOUT, recordsFolder } from "../common/paths.ts";
import { readSettings } from "../common/settings.ts";
import { readStackConfig } from "../common/stack-config.ts";
import { KINDS } from "../hosts/kinds.ts";
import { findHosts } from "../lab/find.ts";
import { rerun } from "../lab/rerun.ts";
import { loadExercises } from "../note/load.ts";
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
  const configuration = await readStackConfig(CHECKOUT, stack);
  const { note: file, readyWithin, hours, parallel, students } = readSettings(configuration, KINDS);
  const note = await loadExercises(file);
  sayNotices(note, console);
  const sections = chosenSections(note, { only, until });
  const records = recordsFolder(stack);
  const hosts = await findHosts(stack, console.warn, signal, host);
  const request = { stack, note: file, records, readyWithin, hours, parallel, only, until };
  const outcome = await rerun({ ...request, hosts, sections, signal });
  return showResults(outcome, { note, stack, students, records }, console);
}
