import { Listr, type ListrTask } from "listr2";
import { combineErrors, Interrupted, LabError } from "../../common/errors.ts";
import type { Say } from "../../common/progress.ts";
import type { Preparation } from "../../hosts/kind.ts";

/** Where lines are only ever added, so many milliseconds lie between two of a task. */
const PLAIN_PACE_MS = 5_000;

/**
 * Has all tasks done, side by side but for those that wait for another, and shows how they get on. One that fails stops
 * only those that need it.
 *
 * @param signal stops all of them; what is half-made then is found and redone the next time.
 * @throws LabError of the one that failed, or LabErrors of all that did.
 */
export async function setUp(
  tasks: readonly Preparation[],
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const problems: unknown[] = [];
  const plain = process.env.CI !== undefined || !process.stdout.isTTY;
  const asListr = ({ title, ensure, followedBy = [] }: Preparation): ListrTask => ({
    title,
    rendererOptions: { outputBar: 1 },
    task: async (_context, shown) => {
      try {
        const show: Say = (line) => {
          shown.output = line;
        };
        shown.title = `${title}: ${await ensure(plain ? paced(show, PLAIN_PACE_MS) : show, signal)}`;
      } catch (error) {
        problems.push(error);
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
