import { $ } from "zx";
import { readIfExists } from "./files.ts";

/** Whether a process of that id isRunning, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process of that id isRunning and is such a program: the id of one that died may be another program's by now. */
export async function isRunning(pid: number, program: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const line =
    (await readIfExists(`/proc/${pid}/cmdline`)) ??
    (await $({ quiet: true, nothrow: true, timeout: 10_000 })`ps -p ${pid} -o args=`).stdout;
  // A process that does not tell is given the benefit of the doubt.
  return line.trim() === "" || line.includes(program);
}

/** A word of a bash script that means just this text. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
