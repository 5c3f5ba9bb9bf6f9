import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "../src/cli/command.ts";
import type { LabConsole } from "../src/cli/console.ts";
import { interruption } from "../src/common/abort.ts";
import { describe, Interrupted, LabError } from "../src/common/errors.ts";
import { readIfExists } from "../src/common/files.ts";
import { CHECKOUT } from "../src/common/paths.ts";
import type { Say } from "../src/common/progress.ts";
import { prepareHostImage } from "../src/hosts/docker/host-image.ts";
import { setUpMachine } from "../src/lab/setup/prerequisites.ts";
import { setUp } from "../src/lab/setup/tasks.ts";
import {
  choose,
  commandOf,
  lastLine,
  PARTS,
  type Part,
  succeeded,
  sum,
  type Tally,
  tallyOf,
  together,
} from "../test/parts.ts";

await command(
  {
    name: "test",
    summary: `Runs all tests, or the parts that are named: ${PARTS.map(({ name, what }) => `${name}, ${what}`).join("; ")}. Arguments after the names go to jest; jest's options follow a second --.`,
    arguments: ["[PART...]", "[JEST-ARGUMENT...]"],
    options: {},
    exits: { 1: "a test failed, or none ran", 130: "interrupted" },
  },
  async (_options, args, console) => {
    const { signal } = interruption();
    const { parts, rest } = choose(args);
    const tallies: Tally[] = [];
    for (const part of together(parts)) {
      console.print(`\n== ${part.what}`);
      tallies.push(await run(part, rest, console, signal));
      if (signal.aborted) throw new Interrupted("The tests were interrupted", { cause: signal.reason });
    }
    const all = sum(tallies);
    console.print(`\n${lastLine(all)}`);
    return succeeded(all) ? 0 : 1;
  },
);

async function run(part: Part, rest: readonly string[], console: LabConsole, signal: AbortSignal): Promise<Tally> {
  try {
    if (part.lab) await setUpForLabs(part, signal);
    else if (part.needs !== undefined) await setUp(part.needs, signal);
  } catch (error) {
    if (!(error instanceof LabError) || signal.aborted) throw error;
    console.warn(describe(error));
    return { passed: 0, failed: 1 };
  }
  const folder = await mkdtemp(join(tmpdir(), "labnote-jest-"));
  try {
    const report = join(folder, "report.json");
    const more = "folders" in part.runs ? ["--json", `--outputFile=${report}`, ...rest] : [];
    // A terminal's Ctrl-C reaches the child, too: its tests then remove what they made.
    const child = spawn(process.execPath, [...commandOf(part), ...more], {
      cwd: CHECKOUT,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const [exitCode] = await once(child, "close");
    const text = await readIfExists(report);
    return tallyOf(exitCode, text === undefined ? undefined : JSON.parse(text));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Does what `npm start` does, so that no test spends its time on it. */
async function setUpForLabs({ needs = [] }: Part, signal: AbortSignal): Promise<void> {
  const image = async (say: Say) => (await prepareHostImage({ base: "auto", baked: true }, say, signal)).base;
  const preparations = [{ title: "Host image", ensure: image }, ...needs];
  await setUpMachine({ engine: true, plugins: [], preparations, withPulumi: async () => {} }, signal);
}
