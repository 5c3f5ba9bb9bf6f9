import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { isAlive, startOf } from "../../../../src/common/processes.ts";
import { endProcesses, machineProcesses, processesWith } from "../../../../src/hosts/vm/machine/processes.ts";
import { until } from "../../../until.ts";
import { machineOf, processOf, running } from "./own-machines.ts";

/** The ids of the processes that are found. */
const pids = (found: readonly { pid: number }[]): number[] => found.map(({ pid }) => pid);

describe("the processes of a machine", () => {
  test("are all that have its id and a name of labnote's in their command line, and no others", async () => {
    const [mine, other] = [machineOf(), machineOf()];
    await using one = await processOf(mine);
    await using two = await processOf({ ...mine, name: "labnote-mina-network" });
    await using _other = await processOf(other);
    await using _somebodys = await processOf({ ...mine, name: "windows-11" });
    expect(pids(await machineProcesses(mine.id)).sort()).toEqual([one.pid, two.pid].sort());
    const [found] = (await machineProcesses(mine.id)).filter(({ pid }) => pid === one.pid);
    expect(found?.line).toContain(`-name labnote-mina -uuid ${mine.id}`);
  });

  test("are none when they have ended", async () => {
    const machine = machineOf();
    const process = await processOf(machine);
    await process[Symbol.asyncDispose]();
    expect(await machineProcesses(machine.id)).toEqual([]);
  });
});

test("a process is not found by itself", async () => {
  const found = await processesWith(basename(process.execPath));
  expect(pids(found)).not.toContain(process.pid);
});

describe("processes that are ended", () => {
  test("are gone after it, whatever they do about being asked to end", async () => {
    const id = randomUUID();
    const deaf = ["-c", "trap '' TERM HUP INT; echo there; read -r _", "qemu", "-name", "labnote-a", "-uuid", id];
    await using one = await running("sh", deaf);
    await using two = await processOf({ name: "labnote-a", id });
    await endProcesses(() => machineProcesses(id));
    expect(await Promise.all([one.ended, two.ended])).toEqual(["SIGKILL", "SIGKILL"]);
    expect(await machineProcesses(id)).toEqual([]);
  });

  test("may be none", async () => {
    await endProcesses(async () => []);
  });

  test("may have ended before, whether anybody has asked for their status or not", async () => {
    // cat never asks for the status of the child that it did not start.
    await using parent = await running("sh", ["-c", ": & echo $!; exec cat"]);
    const zombie = Number(parent.said);
    await until("the child has ended", async () => ((await startOf(zombie)) === undefined ? true : undefined));
    const gone = machineOf();
    const process = await processOf(gone);
    await process[Symbol.asyncDispose]();
    await endProcesses(async () => [zombie, process.pid].map((pid) => ({ pid, line: "" })));
    expect(isAlive(parent.pid)).toBe(true);
  });
});
