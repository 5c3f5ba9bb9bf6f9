import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Interrupted, LabError } from "../common/errors.ts";
import { CHECKOUT } from "../common/paths.ts";
import type { Host } from "../hosts/host.ts";
import type { Section } from "../note/note.ts";
import type { RunRequest } from "../run/request.ts";
import { type LabOutcome, outcomeOf, type Problem } from "./outcome.ts";
import { watch } from "./watch.ts";

/** What is run where. */
export interface RerunOptions extends Omit<RunRequest, "host"> {
  hosts: readonly Host[];
  /** Those that will run. */
  sections: readonly Section[];
  signal: AbortSignal;
}

/**
 * Runs the note on hosts that are up, side by side, each in a process of its own, as an update of the lab does.
 *
 * @throws LabErrors when it ran on none
 */
export async function rerun(options: RerunOptions): Promise<LabOutcome> {
  const { hosts, sections, records, signal, ...request } = options;
  const problems: Problem[] = [];
  const names = hosts.map(({ name }) => name);
  const { results, failed } = await watch({ hosts: names, sections, records }, async () => {
    await Promise.all(
      hosts.map(async (host) => {
        const said = await runner({ ...request, host, records }, signal);
        if (said !== undefined) problems.push({ host: host.name, error: new LabError(`${host.name}: ${said}`) });
      }),
    );
    return signal.aborted ? "interrupted" : "not run";
  });
  if (signal.aborted) throw new Interrupted("Interrupted; the record has what was done");
  const others = problems.filter(({ host }) => host === undefined || !failed.has(host));
  return outcomeOf("The note did not run on every host", results, others);
}

/** @returns what it said on standard error if it failed. */
async function runner(request: RunRequest, signal: AbortSignal): Promise<string | undefined> {
  const child = spawn(process.execPath, [join(CHECKOUT, "scripts/run-note.ts")], {
    cwd: CHECKOUT,
    stdio: ["pipe", "ignore", "pipe"],
    // Ctrl-C at the terminal is ours to pass on, once.
    detached: true,
  });
  const stop = () => child.kill("SIGINT");
  signal.addEventListener("abort", stop, { once: true });
  // It may have been so for long: then nobody tells it again.
  if (signal.aborted) stop();
  child.stdin.on("error", () => {}); // It may end before it has read its request; it then says why.
  child.stdin.end(JSON.stringify(request));
  const ended = Promise.all([text(child.stderr), once(child, "close")]);
  const [said, [code]] = await ended.finally(() => signal.removeEventListener("abort", stop));
  return code === 0 ? undefined : said.trim();
}
