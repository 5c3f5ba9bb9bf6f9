import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { DEFAULT_STACK } from "../src/common/advice.ts";
import { LabError } from "../src/common/errors.ts";
import { CHECKOUT, COMPILED_FOLDER } from "../src/common/paths.ts";
import type { Host } from "../src/hosts/host.ts";
import type { RunEvent } from "../src/record/events.ts";
import type { RunRecord } from "../src/record/record.ts";
import type { RunRequest } from "../src/run/request.ts";
import { sum } from "./measure.ts";
import { descendants, processName, type Usage, usageOf } from "./process.ts";

/** Milliseconds between two looks at the runner: a look takes of the machine what is measured on it. */
const INTERVAL = 250;

/** Milliseconds in which a host that was ready is ready again. */
const RUN_READY = 60_000;

/** What a process took. */
export interface Watched {
  /** Wall time of the process, from its start to its end. */
  seconds: number;
  /** On its standard output. */
  printed: string;
  /** What it had taken by then; `at` is a time as `Date.now()` gives it. */
  seen: readonly (Usage & { at: number })[];
  /** The most that its ssh processes had resident at one time, in MB; what they share of the program counts for each. */
  ssh: number;
}

export interface Ran extends Watched {
  record: RunRecord;
  /** What its events tell, without what was printed. */
  events: readonly StepEvent[];
}

type StepEvent = Extract<RunEvent, { type: "step-started" | "step-ended" }>;

/** The most memory that the process ever had resident, in MB. */
export const peakOf = ({ seen }: Watched): number => Math.max(...seen.map(({ peak }) => peak));

/** Seconds of the processor that the runner took in one step, and what is done at its edges. */
export function processorIn({ seen, events }: Ran, index: number): number {
  const time = (type: StepEvent["type"]) =>
    Date.parse(events.find((event) => event.type === type && event.index === index)?.time ?? "");
  const before = seen.findLast(({ at }) => at <= time("step-started"));
  const after = seen.find(({ at }) => at >= time("step-ended"));
  if (before === undefined || after === undefined) throw new Error(`the runner was not seen around step ${index}`);
  return after.processor - before.processor;
}

/**
 * Runs a note on a host in the runner's own process, as the lab's program does, and watches what that takes.
 *
 * @param options.kept a folder for the record; without it, none is left. `until`: the last section
 * @throws {LabError} when the note does not pass: then there is nothing to compare
 */
export async function byLabnote(
  host: Host,
  note: string,
  signal: AbortSignal,
  { kept, until }: { kept?: string; until?: string } = {},
): Promise<Ran> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "labnote-bench-"));
  const records = kept ?? folder.path;
  const request: RunRequest = {
    ...{ host, stack: DEFAULT_STACK, note, records, readyWithin: RUN_READY, hours: null },
    ...(until !== undefined && { until }),
  };
  const watched = await watchedRun("scripts/run-note.ts", request, signal);
  const read = (name: string) => readFile(join(records, host.name, name), "utf8");
  const record = JSON.parse(await read("record.json"));
  const lines = (await read("events.jsonl")).trimEnd().split("\n");
  const events = lines.map((line) => JSON.parse(line)).filter(({ type }) => /^step-(started|ended)$/.test(type));
  return { ...watched, record, events };
}

/**
 * Runs a script that takes its request as JSON on standard input, in a process of its own that is watched.
 *
 * @param script a file of the checkout
 * @throws {LabError} when it does not end with 0
 */
export async function watchedRun(script: string, request: object, signal: AbortSignal): Promise<Watched> {
  if ((await usageOf(process.pid)) === undefined)
    throw new LabError("This system does not tell what a process takes", { remedy: "measure on Linux, or other rows" });
  const started = performance.now();
  const child = spawn(process.execPath, [join(CHECKOUT, script)], {
    cwd: CHECKOUT,
    // As Pulumi has it from labnote.
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED_FOLDER },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const stop = () => child.kill("SIGINT");
  signal.addEventListener("abort", stop, { once: true });
  child.stdin.end(JSON.stringify(request));
  const over = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]).then(
    ([printed, said, [code]]) => ({
      ...{ printed, said, code: code as number | null },
      seconds: (performance.now() - started) / 1000,
    }),
  );
  const [{ code, printed, said, seconds }, watched] = await Promise.all([over, watch(child.pid as number, over)]);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new LabError(`${script} ended with ${code}, so there is nothing to compare`, { cause: said });
  return { seconds, printed, ...watched };
}

async function watch(pid: number, over: Promise<unknown>): Promise<Pick<Watched, "seen" | "ssh">> {
  const seen: (Usage & { at: number })[] = [];
  let ssh = 0;
  let done = false;
  const ended = over.finally(() => {
    done = true;
  });
  while (!done) {
    const usage = await usageOf(pid);
    if (usage !== undefined) seen.push({ ...usage, at: Date.now() });
    const peaks = (await descendants(pid)).map(async (each) =>
      (await processName(each)) === "ssh" ? ((await usageOf(each))?.peak ?? 0) : 0,
    );
    ssh = Math.max(ssh, sum(await Promise.all(peaks)));
    await Promise.race([ended, pause(INTERVAL)]);
  }
  return { seen, ssh };
}
