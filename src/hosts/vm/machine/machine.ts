import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { poll } from "../../../common/abort.ts";
import { Interrupted, LabError, LabErrors } from "../../../common/errors.ts";
import { readIfExists } from "../../../common/files.ts";
import type { MachineState } from "../../host.ts";
import type { Owner } from "../../labels.ts";
import { freePorts, isFree } from "../../local/ports.ts";
import { type DiskImage, readDiskImage } from "../image/disk-image.ts";
import { startInBackground } from "./background.ts";
import { sshGreets, waitForBoot } from "./boot.ts";
import { MachineError, machineFailure } from "./failure.ts";
import { askMonitor, machineStatus } from "./monitor.ts";
import { closedCommand, RESOLV_CONF, whyNotClosed } from "./network.ts";
import { endProcesses, machineProcesses } from "./processes.ts";
import { architectureHere, emulator, qemuImg } from "./programs.ts";
import { qemuCommand } from "./qemu-command.ts";
import * as store from "./store.ts";

/** A virtual machine that is to be made. */
export interface MachineSpec {
  /** Unique for this user: the name of its folder and of its process. */
  name: string;
  hostname: string;
  image: DiskImage;
  /** As cloud-init takes it. Contains the host's private key. */
  userData: string;
  /** The TCP ports, beside SSH's, that the user's machine must reach. */
  ports: readonly number[];
  /** In MiB. */
  memory: number;
  cpus: number;
  /** What its disk may grow to, in GiB. */
  size: number;
  acceleration: store.Acceleration;
  owner: Owner;
  /** Whether the machine ends by itself; it is not started again then. */
  ends?: boolean;
  /** On a throw-away machine: the process that makes it, with its start. */
  maker?: store.StoredMachine["maker"];
}

/** Milliseconds from the start of QEMU until it answers; it takes a tenth of a second. */
const START_MS = 60_000;

/**
 * Makes a machine and starts it, and waits until its SSH server greets: by then cloud-init has read the user data, which are removed. It first
 * removes a machine of the same name and lab that an interrupted attempt left. When it fails or is interrupted, it leaves nothing behind but
 * the log that the error names.
 */
export async function createMachine(spec: MachineSpec, signal?: AbortSignal): Promise<MachineState> {
  const machine = await startNewMachine(spec, signal);
  return orRemove(
    spec.name,
    async () => {
      await waitForBoot(machine, signal);
      await rm(store.filesOf(store.folderOf(spec.name)).seed, { recursive: true, force: true });
      return { id: machine.id, running: true, ports: machine.ports };
    },
    signal,
  );
}

/** The first half of {@link createMachine}: the machine has begun to boot, and its user data are still there. */
export async function startNewMachine(spec: MachineSpec, signal?: AbortSignal): Promise<store.StoredMachine> {
  await removeLeftover(spec);
  const closed = (await whyNotClosed()) === undefined;
  return orRemove(spec.name, () => attempt(spec, closed, 5, signal), signal);
}

/** Does something with a machine that is being made; if that fails, nothing is left of the machine. */
async function orRemove<T>(name: string, act: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await orInterrupted(`Making ${name}`, act, signal);
  } catch (error) {
    await removeMachine(name).catch((also) => {
      throw new LabErrors(`${name} could not be made, and what was made of it could not be removed`, [error, also]);
    });
    throw error;
  }
}

async function attempt(
  spec: MachineSpec,
  closed: boolean,
  attempts: number,
  signal: AbortSignal | undefined,
): Promise<store.StoredMachine> {
  signal?.throwIfAborted();
  const { name, image, owner, memory, cpus, size, acceleration, ends = false, maker } = spec;
  const taken = new Set((await store.allMachines()).flatMap(({ ports }) => Object.values(ports)));
  const machine: store.StoredMachine = {
    ...{ name, id: randomUUID(), owner, memory, cpus, acceleration, closed, ends, maker },
    ...{ image: image.folder, boot: image.boot },
    ports: await freePorts(name, ["22", ...spec.ports.map(String)], taken),
  };
  const files = store.filesOf(await store.storeMachine(machine));
  await writeSeed(files.seed, spec);
  await writeFile(files.resolv, RESOLV_CONF);
  await makeDisk(files.disk, image, size);
  try {
    await launch(machine, true, signal);
    return machine;
  } catch (error) {
    if (attempts === 1 || !(error instanceof MachineError) || error.fault !== "port-taken") throw error;
    await removeMachine(name);
    return attempt(spec, closed, attempts - 1, signal);
  }
}

const makeDisk = (file: string, image: DiskImage, size: number): Promise<void> =>
  qemuImg(["create", "-q", "-f", "qcow2", "-b", join(image.folder, image.file), "-F", image.format, file, `${size}G`]);

/** What cloud-init reads at the first boot: the user data, and a new instance id. */
async function writeSeed(folder: string, { userData, hostname }: MachineSpec): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const files = { "user-data": userData, "meta-data": `instance-id: ${randomUUID()}\nlocal-hostname: ${hostname}\n` };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 });
}

/** Starts QEMU for a machine, and returns when its monitor answers. */
async function launch(machine: store.StoredMachine, seeded: boolean, signal: AbortSignal | undefined): Promise<void> {
  const folder = store.folderOf(machine.name);
  const files = store.filesOf(folder);
  await rm(files.monitor, { force: true });
  const plan = { machine, folder, architecture: architectureHere(), platform: process.platform, seeded };
  const qemu = qemuCommand(plan, emulator().name);
  const command = machine.closed ? closedCommand(qemu, files.resolv, Object.values(machine.ports)) : qemu;
  const running = await startInBackground(command, files.log);
  const until = (status: string | undefined) => status !== undefined || running.ended();
  const status = await poll(() => machineStatus(files.monitor, signal), { until, every: 50, within: START_MS, signal });
  if (status === undefined) throw machineFailure(machine.name, await running.words());
}

/** Does something that a signal may stop. @throws Interrupted in place of the error that the signal itself causes */
async function orInterrupted<T>(what: string, act: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!signal?.aborted || error instanceof LabError) throw error;
    throw new Interrupted(`${what} was interrupted`, { cause: signal.reason });
  }
}

async function removeLeftover({ name, owner }: MachineSpec): Promise<void> {
  const stored = await store.storedMachine(name);
  if (stored !== undefined && stored.owner.lab !== owner.lab)
    throw new LabError(`There is a virtual machine ${name} that is not of this lab`, {
      remedy: `see whose it is (${store.filesOf(store.folderOf(name)).machine}), and take that lab down`,
    });
  await removeMachine(name);
}

/** What the kernel writes last when a machine is switched off from inside. A reboot does not write it. */
const SWITCHED_OFF = /reboot: Power down|System halted/;

/** The machine as it is now, or `undefined` when it is gone, has ended by itself, or cannot be started any more. */
export async function readMachine(name: string, signal?: AbortSignal): Promise<MachineState | undefined> {
  const machine = await store.storedMachine(name);
  if (machine === undefined) return undefined;
  const { id, ports, ends, image } = machine;
  const { monitor, serial } = store.filesOf(store.folderOf(name));
  const alive = (await machineProcesses(id)).length > 0;
  const status = alive ? await machineStatus(monitor, signal) : undefined;
  if (status !== undefined) return { id, ports, running: status === "running" };
  const ended = ends && SWITCHED_OFF.test((await readIfExists(serial)) ?? "");
  if (ended || (await readDiskImage(image)) === undefined) return undefined;
  return { id, ports, running: false };
}

/** Starts a machine that was stopped, or has it go on after its disk had no room. */
export async function startMachine(name: string, signal?: AbortSignal): Promise<void> {
  const machine = await store.storedMachine(name);
  if (machine === undefined) throw new LabError(`The virtual machine ${name} is gone`);
  const { monitor } = store.filesOf(store.folderOf(name));
  const status = async () =>
    (await machineProcesses(machine.id)).length > 0 ? machineStatus(monitor, signal) : undefined;
  const before = await status();
  if (before !== undefined) {
    await askMonitor(monitor, "cont", signal);
    // It tries again what it could not write, and stands still once more if there is no room yet. Until then it is "running".
    const look = async () => ((await sshGreets(machine.ports["22"] as number, signal)) ? "greets" : status());
    const after = await poll(look, { until: (seen) => seen !== "running", every: 250, within: START_MS, signal });
    if (after === "greets" || after === "running") return;
    throw new LabError(`The virtual machine ${name} stands still (${after ?? "its monitor does not answer"})`, {
      remedy: `make room on the disk that holds ${store.folderOf(name)}, then run this again`,
    });
  }
  // What gave it its network may still be there.
  await endProcesses(() => machineProcesses(machine.id));
  await orInterrupted(`Starting ${name}`, () => launch(machine, false, signal), signal).catch(async (error) => {
    throw error instanceof MachineError && error.fault === "port-taken" ? await portTaken(machine, error) : error;
  });
}

/** The ports of a machine that is there already cannot change, so labnote cannot choose others. */
async function portTaken({ name, ports }: store.StoredMachine, cause: unknown): Promise<LabError> {
  const free = await Promise.all(Object.values(ports).map(isFree));
  const taken = Object.values(ports).filter((_, at) => !free[at]);
  return new LabError(`The virtual machine ${name} cannot be started: its port ${taken.join(" or ")} is in use`, {
    cause,
    remedy: "end the program that uses the port (on Linux, ss -ltnp names it), then run this again",
  });
}

/** Milliseconds for a machine to switch itself off when it is asked to. */
const OFF_MS = 90_000;

/** Switches a machine off, if it runs, and starts it with so much memory and so many processors. */
export async function resizeMachine(
  name: string,
  size: Pick<MachineSpec, "memory" | "cpus">,
  signal?: AbortSignal,
): Promise<void> {
  const machine = await store.storedMachine(name);
  if (machine === undefined) throw new LabError(`The virtual machine ${name} is gone`);
  const isOn = async () => (await machineProcesses(machine.id)).length > 0;
  if (await isOn()) {
    await askMonitor(store.filesOf(store.folderOf(name)).monitor, "system_powerdown", signal);
    const off = () => poll(isOn, { until: (on) => !on, every: 250, within: OFF_MS, signal });
    await orInterrupted(`Switching ${name} off`, off, signal);
    await endProcesses(() => machineProcesses(machine.id));
    // It did not end by itself: nobody shall read so from its console.
    await rm(store.filesOf(store.folderOf(name)).serial, { force: true });
  }
  await store.storeMachine({ ...machine, ...size });
  await startMachine(name, signal);
}

/** Removes a machine with all that is of it. It is no error if it is gone already. */
export async function removeMachine(name: string): Promise<void> {
  const machine = await store.storedMachine(name);
  if (machine !== undefined) await endProcesses(() => machineProcesses(machine.id));
  await store.forgetMachine(name);
}
