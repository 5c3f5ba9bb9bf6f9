import { readdir } from "node:fs/promises";
import { $ } from "zx";
import { poll } from "../../../common/abort.ts";
import { LabError } from "../../../common/errors.ts";
import { readProcess, startOf } from "../../../common/processes.ts";

/** A process with its arguments, in one text. */
export interface Process {
  pid: number;
  line: string;
}

/** All processes of this machine that have a text in their command line. */
export async function processesWith(text: string): Promise<Process[]> {
  const all = (await fromProc()) ?? (await fromPs());
  return all.filter(({ pid, line }) => pid !== process.pid && line.includes(text));
}

async function fromProc(): Promise<Process[] | undefined> {
  const names = await readdir("/proc").catch(() => undefined);
  if (names === undefined || !names.includes("self")) return undefined;
  const pids = names.filter((name) => /^\d+$/.test(name));
  const lines = pids.map(async (pid) => {
    const words = await readProcess(Number(pid), "cmdline");
    return { pid: Number(pid), line: words.replaceAll("\0", " ") };
  });
  return Promise.all(lines);
}

async function fromPs(): Promise<Process[]> {
  const { stdout } = await $({ quiet: true, nothrow: true, timeout: 10_000 })`ps -axww -o pid=,args=`;
  return stdout.split("\n").flatMap((line) => {
    const [, pid, args] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return pid === undefined || args === undefined ? [] : [{ pid: Number(pid), line: args }];
  });
}

/** The processes of a machine: QEMU, and what gives it its network. Both have the name and the id of the machine in their command line. */
export const machineProcesses = async (id: string): Promise<Process[]> =>
  (await processesWith(`-uuid ${id}`)).filter(({ line }) => line.includes("-name labnote-"));

/** Milliseconds for processes to be gone after they were killed. */
const GONE_MS = 10_000;

/**
 * Ends processes at once, as a power cut does.
 *
 * @param which finds those that are still there
 * @throws LabError when one does not go
 */
export async function endProcesses(which: () => Promise<Process[]>): Promise<void> {
  const look = async () => {
    const found = await which();
    // A zombie has ended.
    const starts = await Promise.all(found.map(({ pid }) => startOf(pid)));
    const alive = found.filter((_, at) => starts[at] !== undefined);
    // Those that were alive count as left: each may have begun another just before.
    for (const { pid } of alive) kill(pid);
    return alive;
  };
  const left = await poll(look, { until: (alive) => alive.length === 0, every: 50, within: GONE_MS });
  if (left.length === 0) return;
  const pids = left.map(({ pid }) => pid).join(" ");
  throw new LabError(`A virtual machine does not end: process ${pids}`, {
    remedy: `end it (kill -KILL ${pids}), then run this again`,
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has just ended.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
