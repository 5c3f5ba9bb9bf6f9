import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { startOf } from "../../../src/common/processes.ts";
import { type Holder, holdLab, otherHolders } from "../../../src/lab/hold.ts";
import { until } from "../../until.ts";

let folder: string;
let said: string[];
let others: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-hold-"));
  [said, others] = [[], []];
});
afterEach(async () => {
  for (const other of others) other.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const hold = (stack: string, command: string, signal = new AbortController().signal) =>
  holdLab(stack, command, { folder, signal, say: (line) => said.push(line) });

const fileOf = (holder: Partial<Holder>) => JSON.stringify({ command: "npm start", stopping: false, ...holder });
const ended = async (process: ChildProcess): Promise<ChildProcess> => {
  await once(process, "close");
  return process;
};
const aProcess = (program: string, ...args: string[]): ChildProcess => {
  const other = spawn(program, args);
  others.push(other);
  return other;
};

/** A command of its own that holds the lab. Told to stop, it says so, and ends when the file `end` is there. */
async function holdElsewhere(): Promise<ChildProcess> {
  const other = aProcess(
    process.execPath,
    ...["--input-type=module", "-e"],
    `import { existsSync } from "node:fs";
    import { interruption } from "${CHECKOUT}/src/common/abort.ts";
    import { holdLab } from "${CHECKOUT}/src/lab/hold.ts";
    const { signal } = interruption();
    const held = await holdLab("lab", "npm start", { folder: ${JSON.stringify(folder)}, signal, say() {} });
    signal.addEventListener("abort", () => console.log("stopping"));
    console.log("held");
    const look = setInterval(async () => {
      if (!signal.aborted || !existsSync(${JSON.stringify(join(folder, "end"))})) return;
      clearInterval(look);
      await held[Symbol.asyncDispose]();
    }, 20);`,
  );
  await shown(other, "held");
  return other;
}
const shown = async (process: ChildProcess, wanted: string): Promise<void> => {
  for await (const line of createInterface({ input: process.stdout as NodeJS.ReadableStream }))
    if (line === wanted) return;
  throw new Error(`the process ended before it said ${wanted}`);
};

test("a lab that a command holds is refused to a second one, with the first one's name and how to stop it", async () => {
  await using _first = await hold("lab", "npm start");
  await expect(hold("lab", "npm run down")).rejects.toMatchObject({
    message: `npm start (process ${process.pid}) is at work on the lab`,
    remedy: `wait until it ends, or stop it: kill -INT ${process.pid}`,
  });
});

test("a lab is free again when its holder lets it go, and another lab was free all the time", async () => {
  {
    await using _first = await hold("lab", "npm start");
    await using _other = await hold("other", "npm start");
  }
  await using _second = await hold("lab", "npm run down");
  expect(await readdir(folder)).toEqual(["lab.at-work"]);
});

test("the hold of a process that died is taken over by exactly one of eight commands that find it", async () => {
  const dead = await ended(aProcess(process.execPath, "-e", ""));
  for (let round = 0; round < 30; round += 1) {
    await writeFile(join(folder, "lab.at-work"), fileOf({ pid: dead.pid, started: "then" }));
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => hold("lab", "npm start")));
    const held = asked.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(held).toHaveLength(1);
    await held[0]?.[Symbol.asyncDispose]();
  }
  expect(await readdir(folder)).toEqual([]);
});

test("a hold whose process id is another process's by now is taken over, also when that is Node too", async () => {
  const [node, sleep] = [aProcess(process.execPath, "-e", "setInterval(() => {}, 1000)"), aProcess("sleep", "60")];
  for (const { pid } of [node, sleep]) {
    await writeFile(join(folder, "lab.at-work"), fileOf({ pid, started: "long before" }));
    await using _taken = await hold("lab", "npm start");
  }
});

test("the second command waits for one that stops after a signal, says so, and goes on after it", async () => {
  const first = await holdElsewhere();
  const stopping = shown(first, "stopping");
  first.kill("SIGINT");
  await stopping;
  const second = hold("lab", "npm start");
  await until("it says that it waits", async () => said[0]);
  await writeFile(join(folder, "end"), "");
  await using _held = await second;
  expect(said).toEqual([`npm start (process ${first.pid}) is stopping; waiting up to 30 s for its end`]);
});

test("a command that is killed while it stops is waited for no longer", async () => {
  const first = await holdElsewhere();
  const stopping = shown(first, "stopping");
  first.kill("SIGINT");
  await stopping;
  const second = hold("lab", "npm start");
  await until("it says that it waits", async () => said[0]);
  first.kill("SIGKILL");
  await using _held = await second;
});

test("a wait for a command that is stopping ends at once when it is interrupted itself", async () => {
  const first = await holdElsewhere();
  const stopping = shown(first, "stopping");
  first.kill("SIGINT");
  await stopping;
  const interrupted = new AbortController();
  const second = hold("lab", "npm start", interrupted.signal);
  await until("it says that it waits", async () => said[0]);
  interrupted.abort(new Error("Interrupted by SIGINT"));
  await expect(second).rejects.toThrow("Interrupted by SIGINT");
  expect(await readdir(folder)).toEqual(["lab.at-work"]);
});

test("the holds of all checkouts are found with their checkouts, but for this process's own and those of the dead", async () => {
  const dead = await ended(aProcess(process.execPath, "-e", ""));
  const other = aProcess("sleep", "60");
  const holders: [string, number | undefined, string | undefined][] = [
    ["a", other.pid, await startOf(other.pid as number)],
    ["b", process.pid, await startOf(process.pid)],
    ["c", dead.pid, "then"],
  ];
  for (const [name, pid, started] of holders) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "checkout"), `/home/${name}`);
    await writeFile(join(folder, name, "lab.at-work"), fileOf({ pid, started }));
  }
  expect(await otherHolders(folder)).toEqual([
    { checkout: "/home/a", holder: expect.objectContaining({ pid: other.pid, command: "npm start" }) },
  ]);
});
