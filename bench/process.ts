import { readdir, readFile } from "node:fs/promises";
import { sum } from "./measure.ts";

/** What a process has taken of its machine so far. */
export interface Usage {
  /** The most memory that it ever had resident, in MB (VmHWM). */
  peak: number;
  /** Seconds of the processor, its own and the kernel's for it. */
  processor: number;
}

/** proc(5) counts in hundredths of a second, independent of the kernel's own clock. */
const TICKS = 100;

/** What a process takes; `undefined` when it is gone. Only Linux tells. */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  const [status = "", stat = ""] = await Promise.all(
    ["status", "stat"].map((name) => readIfThere(`/proc/${pid}/${name}`)),
  );
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  // The name, in parentheses, may hold blanks of its own. utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (peak === undefined || fields.length < 13) return undefined;
  return { peak: Number(peak) / 1024, processor: (Number(fields[11]) + Number(fields[12])) / TICKS };
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

/** The ids of the processes that this one started, and those that they started. */
export async function descendants(pid: number): Promise<number[]> {
  // Asked of the processes themselves: looking at all of the machine's would take more than what is measured.
  // A child is known to the thread that started it, and that may be any.
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => readIfThere(`/proc/${pid}/task/${thread}/children`)));
  const children = lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  const below = await Promise.all(children.map(descendants));
  return [...children, ...below.flat()];
}

/** The name of a process's program; empty when it is gone. */
export const processName = async (pid: number): Promise<string> => (await readIfThere(`/proc/${pid}/comm`)).trim();

/** The memory that a process and its descendants have now, in MB; what several share is counted once (Pss). */
export const memoryOf = async (pid: number): Promise<number> =>
  sum(await Promise.all([pid, ...(await descendants(pid))].map(ownMemoryOf)));

/** The memory that a process has now without its descendants, in MB; of what several share it has its part (Pss). */
export async function ownMemoryOf(pid: number): Promise<number> {
  const text = await readIfThere(`/proc/${pid}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1024;
}
