import { Listr, type ListrTask } from "listr2";
import { combineErrors, Interrupted, LabError } from "../../common/errors.ts";
import { isWatched, type Say } from "../../common/progress.ts";
import { escapeForLog, sanitizeLine } from "../../common/sanitize.ts";
import type { Preparation } from "../../hosts/kind.ts";

/** Where lines are only ever added, so many milliseconds lie between two of a task. */
const PLAIN_PACE_MS = 5_000;
/** Milliseconds that the other tasks still have after one failed: a look at something takes less, so the user reads all that is missing at once. */
const LOOK_MS = 2_000;

/**
 * Has all tasks done, side by side but for those that wait for another, and shows how they get on. When one fails, nothing long is waited
 * for: the tasks that still run a moment later are stopped, and the error tells at once what to do.
 *
 * @param signal stops all of them; the next set-up finds what is half-made and does it again.
 * @throws LabError of the one that failed, or LabErrors of all that did; Interrupted.
 */
export async function setUp(
  tasks: readonly Preparation[],
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const problems: unknown[] = [];
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  /** Set when the first task fails. */
  let stopping: NodeJS.Timeout | undefined;
  const plain = !isWatched();
  const asListr = ({ title, ensure, followedBy = [] }: Preparation): ListrTask => ({
    title,
    rendererOptions: { outputBar: 1 },
    task: async (_context, shown) => {
      const skip = () => shown.skip(`${title}: stopped, since another part failed`);
      if (failed.signal.aborted) return skip();
      try {
        const show: Say = (line) => {
          shown.output = escapeForLog(sanitizeLine(line));
        };
        shown.title = `${title}: ${await ensure(plain ? paced(show, PLAIN_PACE_MS) : show, stop)}`;
      } catch (error) {
        if (failed.signal.aborted) return skip();
        problems.push(error);
        stopping ??= setTimeout(() => failed.abort(new Error("another part of the set-up failed")), LOOK_MS);
        throw error;
      }
      return followedBy.length === 0 ? undefined : shown.newListr(followedBy.map(asListr), { concurrent: true });
    },
  });
  await new Listr(tasks.map(asListr), {
    concurrent: true,
    exitOnError: false,
    // It would end the process at once; the signal lets the tasks put away what is half-made.
    registerSignalListeners: false,
    renderer: plain ? "simple" : "default",
    fallbackRenderer: "simple",
  }).run();
  clearTimeout(stopping);
  if (signal.aborted) throw new Interrupted("The set-up was interrupted", { cause: signal.reason });
  const defect = problems.find((problem) => !(problem instanceof LabError));
  if (defect !== undefined) throw defect;
  const missing = combineErrors("Not everything that a lab needs could be had", problems as LabError[]);
  if (missing !== undefined) throw missing;
}

/** Passes a line on when enough time has gone by since the last. */
function paced(say: Say, pace: number): Say {
  let last = Number.NEGATIVE_INFINITY;
  return (line) => {
    if (performance.now() - last < pace) return;
    last = performance.now();
    say(line);
  };
}
