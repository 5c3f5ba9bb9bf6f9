import { $, quote } from "zx";
import { readIfExists } from "./files.ts";

/** Whether a process of that id runs, of this user or of another. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process of that id runs this program. The id of a process that died may be another program's by now. */
export async function isRunning(pid: number, program: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const line =
    (await readIfExists(`/proc/${pid}/cmdline`)) ??
    (await $({ quiet: true, nothrow: true, timeout: 10_000 })`ps -p ${pid} -o args=`).stdout;
  // A process that hides its command line may be the one.
  return line.trim() === "" || line.includes(program);
}

/** How many characters of a long command line are shown of its beginning and of its end, where the image or file often stands. */
const [HEAD, TAIL] = [400, 200];

/** A program and its arguments in one line that bash reads as they are. The middle of a very long one is left out. */
export const programLine = (words: readonly string[]): string => shortened(words.map(quote).join(" "));

/** A command line without its middle if it is very long. */
export const shortened = (line: string): string =>
  line.length <= HEAD + TAIL ? line : `${line.slice(0, HEAD)} … ${line.slice(-TAIL)}`;

/**
 * Lets calls for one key share the work that is under way, which goes by the other arguments of the first call. Nothing is kept after it: the
 * next call works anew.
 */
export function singleFlight<Key, More extends unknown[], Value>(
  work: (key: Key, ...more: More) => Promise<Value>,
): typeof work {
  const underWay = new Map<Key, Promise<Value>>();
  return (key, ...more) => {
    const pending = underWay.get(key) ?? work(key, ...more).finally(() => underWay.delete(key));
    underWay.set(key, pending);
    return pending;
  };
}
