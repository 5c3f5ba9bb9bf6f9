import { readFile } from "node:fs/promises";
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
  if (!isAlive(pid) || hasEnded(await statOf(pid))) return false;
  const line =
    (await readProcess(pid, "cmdline")) ||
    (await $({ quiet: true, nothrow: true, timeout: 10_000 })`ps -p ${pid} -o args=`).stdout;
  // A process that hides its command line may be the one; one that has just ended has none.
  return line.trim() === "" ? isAlive(pid) : line.includes(program);
}

/**
 * When a process began, in a form that is the same at every look; `undefined` when no process of that id runs. An id and a start name one
 * process; an id alone may be another process's by now.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  const boot = await readIfExists("/proc/sys/kernel/random/boot_id");
  if (boot === undefined) {
    // macOS: in whole seconds.
    const ps = $({ quiet: true, nothrow: true, timeout: 10_000, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
    return (await ps`ps -p ${pid} -o lstart=`).stdout.trim() || undefined;
  }
  const stat = await statOf(pid);
  return stat === undefined || hasEnded(stat) ? undefined : `${boot.trim()} ${stat.ticks}`;
}

/** What Linux says of a process: its state, and its start in clock ticks since the boot. */
interface Stat {
  state: string;
  ticks: string;
}

/** proc(5): the state is the third field, the start the 22nd. The second is a name in parentheses. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const stat = await readProcess(pid, "stat");
  const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields[18];
  return ticks === undefined ? undefined : { state, ticks };
}

/** Whether a process is a zombie: it has ended; only its parent has not asked for its status. */
const hasEnded = (stat: Stat | undefined): boolean => stat !== undefined && "ZX".includes(stat.state);

/** A file of Linux about a process; nothing where it cannot be read: the process has just ended (ESRCH), or the system is another one. */
export const readProcess = (pid: number, file: string): Promise<string> =>
  readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");

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

/** Works on items in their order, at most so many at once. The first error is thrown; the other lanes go on with what they do. */
export async function inLanes<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
