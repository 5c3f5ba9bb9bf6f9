import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Interrupted, LabError } from "../common/errors.ts";
import { CHECKOUT, FOLDER, RUNNER } from "../common/paths.ts";
import { inLanes } from "../common/processes.ts";
import type { Say } from "../common/progress.ts";
import type { Host } from "../hosts/host.ts";
import type { Section } from "../note/note.ts";
import type { RunRequest } from "../run/request.ts";
import { type LabOutcome, outcomeOf, type Problem } from "./outcome.ts";
import { watch } from "./watch.ts";

/** What is run where. */
export interface RerunOptions extends Omit<RunRequest, "host"> {
  hosts: readonly Host[];
  /** All hosts of the lab, if the note is the lab's: the page of their class is kept as new as their records. */
  students?: readonly string[];
  /** The sections that will run. */
  sections: readonly Section[];
  /** Hosts that run the note at once. */
  parallel: number;
  /** Shows progress where nobody watches a terminal. */
  say: Say;
  signal: AbortSignal;
}

/** Runs the note on one host, in a process of its own. Returns what that process said on standard error if it failed. */
export type Runner = (request: RunRequest, signal: AbortSignal) => Promise<string | undefined>;

/**
 * Runs the note on hosts that are up, some at once.
 *
 * @throws LabErrors when it ran on none; Interrupted.
 */
export async function rerun(options: RerunOptions, runner: Runner = spawnRunner): Promise<LabOutcome> {
  const { hosts, students, sections, records, parallel, say, signal, ...request } = options;
  const problems: Problem[] = [];
  const names = hosts.map(({ name }) => name);
  const ofClass = students === undefined ? {} : { ofClass: { students, note: request.note } };
  const seen = await watch({ hosts: names, sections, records, ...ofClass, say }, async () => {
    await inLanes(hosts, parallel, async (host) => {
      if (signal.aborted) return;
      const said = await runner({ ...request, host, records }, signal);
      if (said !== undefined) problems.push({ host: host.name, error: new LabError(`${host.name}: ${said}`) });
    });
    return signal.aborted ? "interrupted" : "not run";
  });
  if (signal.aborted) throw new Interrupted("Interrupted; the record has what was done");
  const others = problems.filter(({ host }) => host === undefined || !seen.failed.has(host));
  return outcomeOf("The note did not run on every host", seen.results, [...seen.problems, ...others]);
}

const spawnRunner: Runner = async (request, signal) => {
  const child = spawn(process.execPath, [join(CHECKOUT, RUNNER)], {
    cwd: FOLDER,
    stdio: ["pipe", "ignore", "pipe"],
    // A terminal's Ctrl-C must not reach the runner beside the signal that we send.
    detached: true,
  });
  const stop = () => child.kill("SIGINT");
  signal.addEventListener("abort", stop, { once: true });
  child.stdin.on("error", () => {}); // It may end before it has read its request; standard error then says why.
  child.stdin.end(JSON.stringify(request));
  const ended = Promise.all([text(child.stderr), once(child, "close")]);
  const [said, [code]] = await ended.finally(() => signal.removeEventListener("abort", stop));
  return code === 0 ? undefined : said.trim();
};
