import { randomBytes } from "node:crypto";
import { startOf } from "../../../common/processes.ts";
import { CACHE, LABEL, thisSite } from "../../labels.ts";
import { type MachineSpec, removeMachine, startNewMachine } from "./machine.ts";
import { allMachines, type StoredMachine } from "./store.ts";

/** What a throw-away machine is made from; the rest is the same for all. */
export type ThrowAway = Pick<MachineSpec, "image" | "userData" | "acceleration" | "size">;

/** In MiB and processors: enough for any set-up, and little enough to stand beside others. */
const [MEMORY, CPUS] = [2_048, 2];

/**
 * Does something with a machine that is only for that: it belongs to no lab, and is removed afterwards. One whose maker was killed goes the
 * next time.
 *
 * @param purpose a word for its name
 */
export async function withThrowAway<T>(
  purpose: string,
  spec: ThrowAway,
  act: (machine: StoredMachine) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await removeAbandonedMachines();
  const name = `${LABEL}-${purpose}-${process.pid}-${randomBytes(4).toString("hex")}`;
  const maker = { pid: process.pid, start: await startOf(process.pid) };
  const owner = { lab: CACHE, student: "", ...thisSite() };
  const fixed = { name, hostname: "labnote", ports: [], memory: MEMORY, cpus: CPUS, owner, maker };
  try {
    return await act(await startNewMachine({ ...fixed, ...spec }, signal));
  } finally {
    await removeMachine(name);
  }
}

/** Removes throw-away machines of this user whose maker is gone. */
export async function removeAbandonedMachines(): Promise<void> {
  const machines = (await allMachines()).filter(({ maker }) => maker !== undefined);
  const abandoned = machines.map(async ({ name, maker }) => {
    if (maker !== undefined && (await startOf(maker.pid)) !== maker.start) await removeMachine(name);
  });
  await Promise.all(abandoned);
}
