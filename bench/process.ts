import { readdir, readFile } from "node:fs/promises";
import { LabError } from "../src/errors.ts";

/** What a process has taken of its machine so far. */
export interface Usage {
  /** The most memory that it ever had resident, in MB (VmHWM). */
  peak: number;
  /** Seconds of the processor, its own and the kernel's for it. */
  processor: number;
}

/** proc(5) counts in hundredths of a second, whatever the kernel's own clock is. */
const TICKS = 100;

/** What a process takes; `undefined` when it is gone. Only Linux tells. */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  try {
    const [status, stat] = await Promise.all(
      ["status", "stat"].map((name) => readFile(`/proc/${pid}/${name}`, "utf8")),
    );
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status as string)?.[1];
    // The name, in parentheses, may hold blanks of its own. utime and stime are fields 14 and 15.
    const fields = (stat as string).slice((stat as string).lastIndexOf(")") + 2).split(" ");
    if (peak === undefined) return undefined;
    return { peak: Number(peak) / 1024, processor: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** A process of the machine, with who started it. */
interface Process {
  pid: number;
  parent: number;
  name: string;
}

/** The processes that this one started, and those that they started. */
export async function descendants(pid: number): Promise<Process[]> {
  const all = await processes();
  const below = (parent: number): Process[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(pid);
}

async function processes(): Promise<Process[]> {
  const names = await readdir("/proc").catch((cause: unknown) => {
    throw new LabError("What a process takes cannot be seen on this system", {
      cause,
      remedy: "measure other rows, or on Linux",
    });
  });
  const found = names
    .filter((name) => /^\d+$/.test(name))
    .map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => undefined);
      const [, command, parent] = /^\d+ \((.*)\) \S (\d+) /s.exec(stat ?? "") ?? [];
      return command === undefined ? [] : [{ pid: Number(name), parent: Number(parent), name: command }];
    });
  return (await Promise.all(found)).flat();
}
