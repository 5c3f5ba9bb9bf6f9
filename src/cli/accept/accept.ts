import { readFile } from "node:fs/promises";
import { accepted, propose } from "../../accept/propose.ts";
import { recordedNote } from "../../accept/recorded-steps.ts";
import { writeNote } from "../../accept/save-note.ts";
import { advice, commandLine, labName, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { FOLDER, recordsFolder } from "../../common/paths.ts";
import { inCI } from "../../common/sanitize.ts";
import { readSettings } from "../../common/settings.ts";
import { readStackConfig } from "../../common/stack-config.ts";
import { KINDS } from "../../hosts/kinds.ts";
import { findHosts } from "../../lab/find.ts";
import { rerun } from "../../lab/rerun.ts";
import { loadExercises } from "../../note/load.ts";
import { describeRun, findRun } from "../../record/read.ts";
import { chosenSections } from "../../run/request.ts";
import type { LabConsole } from "../console.ts";
import { onTerminal } from "../prompt.ts";
import { askForAnswer, chooseHunks, reportOf, showHunk } from "./review.ts";
import { acceptTwice, edgesOfTwice } from "./twice.ts";

/** What `npm run accept` is given. */
export interface AcceptOptions {
  stack: string;
  host?: string;
  only?: string;
  /** Whether the statuses of commands are taken, too. */
  exit: boolean;
  /** Whether the note is run again first. */
  run: boolean;
  /** Whether it is run twice on new hosts, to learn what differs at every run. */
  twice: boolean;
  /** Whether all is taken without a question. */
  yes: boolean;
}

/** What `accept` does to the world beside the note and its record. */
export interface AcceptEdges {
  /** The folder with the settings of labs. */
  root: string;
  /** The folder of a lab's records. */
  records(stack: string): string;
  /** Whether a person answers at a terminal. */
  terminal: boolean;
  ask: typeof askForAnswer;
  findHosts: typeof findHosts;
  rerun: typeof rerun;
  acceptTwice: typeof acceptTwice;
}

const edgesOfAccept = (): AcceptEdges => ({
  root: FOLDER,
  records: recordsFolder,
  terminal: onTerminal(),
  ask: askForAnswer,
  findHosts,
  rerun,
  acceptTwice,
});

/**
 * Writes into a note what its last run has shown.
 *
 * @returns the command's status
 * @throws {LabError} when nothing can be accepted
 */
export async function acceptRun(
  { stack, host, only, exit, run, twice, yes }: AcceptOptions,
  console: LabConsole,
  signal: AbortSignal,
  edges: AcceptEdges = edgesOfAccept(),
): Promise<0 | 1> {
  if (inCI(console))
    throw new LabError("A person has to accept what a note expects, and this is CI", {
      remedy: "run it where the note is written, and commit the note",
    });
  if (!yes && !edges.terminal)
    throw new LabError("There is no terminal to ask on", { remedy: "say --yes to take all" });
  if (twice && (run || exit || host !== undefined))
    throw new LabError("--twice makes two runs on hosts of its own", { remedy: "leave out --run, --exit and --host" });
  if (twice) return edges.acceptTwice({ stack, only, yes }, console, signal, edgesOfTwice(edges.root, edges.ask));
  const configuration = await readStackConfig(edges.root, stack);
  const { note: file, readyWithin, hours, parallel, students } = readSettings(configuration, KINDS);
  const note = await loadExercises(file);
  const text = await readFile(file, "utf8");
  const wanted = chosenSections(note, { only });
  const records = edges.records(stack);
  const find = async () => {
    const found = await findRun(records, students, host);
    const known = recordedNote(note, found?.record, wanted);
    return { found, ...known };
  };
  let known = await find();
  if (run || known.unknown.length > 0) {
    const hosts = await edges.findHosts(stack, console.warn, signal, host ?? known.found?.record.host.name);
    const part = only ?? (known.unknown.length === 1 && !run ? known.unknown[0]?.id : undefined);
    const request = { stack, note: file, records, readyWithin, hours, parallel, only: part };
    await edges.rerun({
      ...request,
      hosts: hosts.slice(0, 1),
      sections: chosenSections(note, { only: part }),
      say: console.print,
      signal,
    });
    known = await find();
  }
  const { found, steps } = known;
  if (found === undefined)
    throw new LabError(`There is no record of a run in ${labName(stack)}`, { remedy: advice`${npm("note")}` });
  console.print(describeRun(found));
  const chosen = await chooseHunks(
    (refused) => propose(text, note, steps, { only, exit, strict: yes, refused }),
    async (hunk, { number, of }) => {
      console.print(`\n${showHunk(text, file, hunk)}`);
      return yes ? "yes" : edges.ask(`Accept it? (${number} of ${of}; y yes, n no, q quit) `, signal);
    },
  );
  signal.throwIfAborted();
  if (chosen.hunks.length > 0)
    await writeNote(records, {
      time: new Date().toISOString(),
      file,
      host: found.record.host.name,
      steps: chosen.hunks.map(({ step: { section, line } }) => ({ section, line })),
      before: text,
      after: accepted(text, file, chosen.hunks),
    });
  const check = (section: string): string => commandLine(npm("note", "--only", section), stack);
  console.print(`\n${reportOf(file, chosen, check)}`);
  console.print(`\naccepted: ${chosen.hunks.length} steps, ${chosen.left.length} left: ${file}`);
  return chosen.left.length === 0 ? 0 : 1;
}
