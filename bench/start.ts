import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { LabError } from "../src/errors.ts";
import { CHECKOUT } from "../src/setup/paths.ts";
import type { Figure } from "./measure.ts";
import { phases, type Traced } from "./phases.ts";
import { type Row, type RowOptions, timed } from "./row.ts";

/** A command on a lab that is up and as it should be. */
export const start: Row = {
  name: "start",
  what: "npm start with nothing changed, against pulumi up by hand; makes a lab with the chapter first, minutes",
  async measure({ repetitions, say, signal }) {
    await using lab = await ownLab({ say, signal });
    const npmStart = () => lab.npm("start", "--stack", lab.stack);
    say("a lab to measure on");
    await npmStart();
    // By hand as doctor says it, so that both speak of the same state, program and plugins.
    const { byHand } = JSON.parse(await lab.npm("run", "--silent", "doctor", "--", "--json")) as { byHand: string[] };
    // Bare: with what Pulumi needs to find its state and its plugins, and without the compile cache that labnote adds to be quick.
    const bare = byHand.filter((line) => !line.includes("NODE_COMPILE_CACHE"));
    const up = [...bare, `exec pulumi up --yes --skip-preview --stack ${lab.stack}`].join("\n");

    const [ours, theirs, traces]: [number[], number[], Traced[][]] = [[], [], []];
    for (let done = 0; done < repetitions; done += 1) {
      say("npm start with nothing changed");
      ours.push(await timed(npmStart));
      say("pulumi up with nothing changed");
      theirs.push(await timed(() => lab.run("bash", ["-c", up])));
      say("npm start with nothing changed, traced");
      traces.push(await lab.traced(npmStart));
    }
    const figures = Object.entries(transposed(traces.map(phases))).map(
      ([what, values]): Figure => ({ what: `npm start, traced: ${what}`, values, unit: "s" }),
    );
    return { ratios: [{ what: "npm start, nothing changed", ours, theirs, bound: 1.5 }], figures };
  },
};

/** A lab of its own, with its state in a folder that goes with it. */
async function ownLab({ say, signal }: Pick<RowOptions, "say" | "signal">) {
  const stack = `bench-${randomBytes(4).toString("hex")}`;
  const folder = await mkdtemp(join(tmpdir(), "labnote-bench-"));
  const trace = join(folder, "trace.jsonl");
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_DATA_HOME: join(folder, "data"), NO_COLOR: "1" };

  /** @returns what it printed on standard output */
  const run = async (program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}, stop = signal) => {
    stop.throwIfAborted();
    const child = spawn(program, args, {
      cwd: CHECKOUT,
      env: { ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const interrupt = () => process.kill(-(child.pid as number), "SIGINT");
    stop.addEventListener("abort", interrupt, { once: true });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    stop.removeEventListener("abort", interrupt);
    stop.throwIfAborted();
    if (code === 0) return stdout;
    const words = `${stdout}${stderr}`.trim().split("\n").slice(-20).join("\n");
    throw new LabError(`${program} ${args.slice(0, 2).join(" ")} ended with ${code}`, { cause: words });
  };
  let more: NodeJS.ProcessEnv = {};
  return {
    stack,
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

/** The values of each name, from several of one value each. */
const transposed = (rows: readonly { [name: string]: number }[]): { [name: string]: number[] } =>
  Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name] ?? 0)]));
