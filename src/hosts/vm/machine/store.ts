import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../../../common/errors.ts";
import { readIfExists, replaceFile } from "../../../common/files.ts";
import { DATA_FOLDER } from "../../../common/paths.ts";
import type { FoundAcceleration } from "../../host.ts";
import type { Owner } from "../../labels.ts";

/** What runs a machine's processors. */
export type Acceleration = FoundAcceleration["acceleration"];

/** How a machine starts: with a kernel that QEMU is given, or from its disk, for which arm64 needs a firmware. */
export type Boot = { kernel: string; initrd: string } | { firmware: string | undefined };

/** A virtual machine, as its own folder keeps it: all that is needed to start it again, and to take it down without a state. */
export interface StoredMachine {
  /** The name of the folder, and of the process. */
  name: string;
  /** A UUID: another id means another machine. It is in the command line of each process that belongs to the machine. */
  id: string;
  owner: Owner;
  /** The port of 127.0.0.1 for each port of the machine, SSH's (22) included. */
  ports: { [port: string]: number };
  /** In MiB. */
  memory: number;
  cpus: number;
  acceleration: Acceleration;
  /** Whether it runs in a network of its own, from which the user's loopback is not reached. */
  closed: boolean;
  boot: Boot;
  /** The folder of the disk that its own disk is laid over. */
  image: string;
  /** Whether it ends by itself. */
  ends: boolean;
  /** On a throw-away machine: the process that made it, with its start. */
  maker?: { pid: number; start: string | undefined };
}

/** The folder with a folder for each machine of this user. */
export const machinesFolder = (): string => join(DATA_FOLDER, "machines");

/** The longest path that the system takes for a socket is 104 characters on macOS, and 108 on Linux. */
const LONGEST_SOCKET = 103;

/** What a machine's folder holds. */
export const filesOf = (folder: string) => ({
  machine: join(folder, "machine.json"),
  disk: join(folder, "disk.qcow2"),
  /** What cloud-init reads at the first boot; it has keys. */
  seed: join(folder, "seed"),
  /** The machine's console. */
  serial: join(folder, "serial.log"),
  /** What QEMU itself says. */
  log: join(folder, "qemu.log"),
  /** QEMU's monitor. */
  monitor: join(folder, "qmp"),
  /** The resolv.conf of the machine's network. */
  resolv: join(folder, "resolv.conf"),
});

/**
 * The folder of a machine.
 *
 * @throws LabError when the path of a socket in it would be too long
 */
export function folderOf(name: string): string {
  const folder = join(machinesFolder(), name);
  const { monitor } = filesOf(folder);
  if (Buffer.byteLength(monitor) <= LONGEST_SOCKET) return folder;
  throw new LabError(`The machine ${name} cannot have its folder at ${folder}`, {
    cause: `the path of a socket may have ${LONGEST_SOCKET} bytes`,
    remedy:
      process.platform === "darwin"
        ? "run this as a user whose home folder has a shorter path"
        : "set XDG_DATA_HOME to a folder with a shorter path, then run this again",
  });
}

/** Makes a machine's folder, which only the user can open, with what is known of the machine in it. */
export async function storeMachine(machine: StoredMachine): Promise<string> {
  const folder = folderOf(machine.name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(filesOf(folder).machine, JSON.stringify(machine, undefined, 2));
  return folder;
}

/** What is known of a machine; `undefined` when it has no folder, or one that its making had just begun. */
export async function storedMachine(name: string): Promise<StoredMachine | undefined> {
  const text = await readIfExists(filesOf(folderOf(name)).machine);
  return text === undefined ? undefined : JSON.parse(text);
}

/** All machines of this user, of any lab and folder. */
export async function allMachines(): Promise<StoredMachine[]> {
  const names = existsSync(machinesFolder()) ? await readdir(machinesFolder()) : [];
  const machines = await Promise.all(names.map(storedMachine));
  return machines.filter((machine) => machine !== undefined);
}

/** Removes a machine's folder, its disk with it. What is known of the machine goes last: a folder without it is nobody's. */
export async function forgetMachine(name: string): Promise<void> {
  const folder = folderOf(name);
  const { machine, ...others } = filesOf(folder);
  await Promise.all(Object.values(others).map((file) => rm(file, { recursive: true, force: true })));
  await rm(folder, { recursive: true, force: true });
}
