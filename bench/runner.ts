import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { LabError } from "../src/errors.ts";
import type { Host } from "../src/host/host.ts";
import type { RunEvent } from "../src/record/events.ts";
import type { RunRecord } from "../src/record/record.ts";
import { CHECKOUT } from "../src/setup/paths.ts";
import { sum } from "./measure.ts";
import { descendants, nameOf, type Usage, usageOf } from "./process.ts";

/** Milliseconds between two looks at the runner: a look takes of the machine what is measured on it. */
const INTERVAL = 250;

export interface Ran {
  /** Wall time of the process, from its start to its end. */
  seconds: number;
  record: RunRecord;
  /** What its events tell, without what was printed. */
  events: readonly StepEvent[];
  /** What the runner had taken by then; `at` is a time as `Date.now()` gives it. */
  seen: readonly (Usage & { at: number })[];
  /** The most that its ssh processes had resident at one time, in MB; what they share of the program counts for each. */
  ssh: number;
}

type StepEvent = Extract<RunEvent, { type: "step-started" | "step-ended" }>;

/** The most memory that the runner ever had resident, in MB. */
export const peakOf = ({ seen }: Ran): number => Math.max(...seen.map(({ peak }) => peak));

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
 * @throws {LabError} when the note does not pass: then there is nothing to compare
 */
export async function byLabnote(host: Host, note: string, signal: AbortSignal): Promise<Ran> {
  if ((await usageOf(process.pid)) === undefined)
    throw new LabError("This system does not tell what a process takes", { remedy: "measure on Linux, or other rows" });
  const records = await mkdtemp(join(tmpdir(), "labnote-bench-"));
  try {
    const started = performance.now();
    const child = spawn(process.execPath, [join(CHECKOUT, "scripts/run-note.ts")], {
      cwd: CHECKOUT,
      stdio: ["pipe", "ignore", "pipe"],
      detached: true,
    });
    const stop = () => child.kill("SIGINT");
    signal.addEventListener("abort", stop, { once: true });
    child.stdin.end(JSON.stringify({ host, note, records, readyWithin: 60_000 }));
    const over = Promise.all([text(child.stderr), once(child, "close")]).then(([said, [code]]) => ({
      said,
      code: code as number | null,
      seconds: (performance.now() - started) / 1000,
    }));
    const [{ code, said, seconds }, watched] = await Promise.all([over, watch(child.pid as number, over)]);
    signal.removeEventListener("abort", stop);
    signal.throwIfAborted();
    if (code !== 0) throw new LabError("The note did not pass, so there is nothing to compare", { cause: said });
    const read = (name: string) => readFile(join(records, host.name, name), "utf8");
    const record = JSON.parse(await read("record.json"));
    const lines = (await read("events.jsonl")).trimEnd().split("\n");
    const events = lines.map((line) => JSON.parse(line)).filter(({ type }) => /^step-(started|ended)$/.test(type));
    return { seconds, record, events, ...watched };
  } finally {
    await rm(records, { recursive: true, force: true });
  }
}

async function watch(pid: number, over: Promise<unknown>): Promise<Pick<Ran, "seen" | "ssh">> {
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
      (await nameOf(each)) === "ssh" ? ((await usageOf(each))?.peak ?? 0) : 0,
    );
    ssh = Math.max(ssh, sum(await Promise.all(peaks)));
    await Promise.race([ended, pause(INTERVAL)]);
  }
  return { seen, ssh };
}
