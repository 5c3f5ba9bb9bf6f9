import { $ } from "zx";
import { readIfThere } from "./files.ts";

/** Whether a process of that id runs, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process of that id runs and is such a program: the id of one that died may be another program's by now. */
export async function runs(pid: number, program: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const line =
    (await readIfThere(`/proc/${pid}/cmdline`)) ??
    (await $({ quiet: true, nothrow: true, timeout: 10_000 })`ps -p ${pid} -o args=`).stdout;
  // A process that does not tell is given the benefit of the doubt.
  return line.trim() === "" || line.includes(program);
}
