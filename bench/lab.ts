import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { LabError } from "../src/common/errors.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import { sum } from "./measure.ts";
import type { Traced } from "./phases.ts";
import { memoryOf } from "./process.ts";
import type { RowOptions } from "./row.ts";

/** Milliseconds between two looks at the memory of all that runs. */
const INTERVAL = 2000;

/** What {@link ownLab} makes. */
export type OwnLab = Awaited<ReturnType<typeof ownLab>>;

/**
 * A lab of a row's own, with its state in a folder that goes with it.
 *
 * @param around variables for all that is run
 */
export async function ownLab({ say, signal }: Pick<RowOptions, "say" | "signal">, around: NodeJS.ProcessEnv = {}) {
  const stack = `bench-${randomBytes(4).toString("hex")}`;
  const folder = await mkdtemp(join(tmpdir(), "labnote-bench-"));
  const trace = join(folder, "trace.jsonl");
  const env: NodeJS.ProcessEnv = { ...process.env, ...around, XDG_DATA_HOME: join(folder, "data"), NO_COLOR: "1" };
  const running = new Set<number>();

  /** @returns what it printed on standard output */
  const run = async (program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}, stop = signal) => {
    stop.throwIfAborted();
    const child = spawn(program, args, {
      cwd: CHECKOUT,
      env: { ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const pid = child.pid as number;
    running.add(pid);
    const interrupt = () => process.kill(-pid, "SIGINT");
    stop.addEventListener("abort", interrupt, { once: true });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    running.delete(pid);
    stop.removeEventListener("abort", interrupt);
    stop.throwIfAborted();
    if (code === 0) return stdout;
    const words = `${stdout}${stderr}`.trim().split("\n").slice(-20).join("\n");
    throw new LabError(`${program} ${args.slice(0, 2).join(" ")} ended with ${code}`, { cause: words });
  };
  let more: NodeJS.ProcessEnv = {};
  return {
    stack,
    /** For a note and the like. */
    folder,
    run,
    npm: (...args: string[]) => run("npm", args[0] === "start" ? ["start", "--", ...args.slice(1)] : args, more),
    /** What every Node process did while some work was going on. */
    traced: async (work: () => Promise<unknown>): Promise<Traced[]> => {
      await rm(trace, { force: true });
      more = { NODE_OPTIONS: `--require=${join(import.meta.dirname, "trace.cjs")}`, LABNOTE_TRACE: trace };
      await work().finally(() => {
        more = {};
      });
      const lines = (await readFile(trace, "utf8")).trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line) as Traced);
    },
    /** The most memory that all processes of what is run had at one time while some work was going on, in MB. Looking takes time of its own. */
    peak: async (work: () => Promise<unknown>): Promise<number> => {
      let done = false;
      let most = 0;
      const over = work().finally(() => {
        done = true;
      });
      while (!done) {
        most = Math.max(most, sum(await Promise.all([...running].map(memoryOf))));
        await Promise.race([over, pause(INTERVAL)]);
      }
      return most;
    },
    [Symbol.asyncDispose]: async () => {
      say("taking the lab down");
      // Interrupted or not: what was made goes.
      await run("npm", ["run", "down", "--", "--stack", stack], {}, new AbortController().signal);
      await rm(join(CHECKOUT, "records", stack), { recursive: true, force: true });
      await rm(join(CHECKOUT, `Pulumi.${stack}.yaml`), { force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
