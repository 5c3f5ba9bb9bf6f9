import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { describe as told } from "../../../../src/common/errors.ts";
import { readIfExists } from "../../../../src/common/files.ts";
import { digest } from "../../../../src/common/hash.ts";
import { emulator } from "../../../../src/hosts/vm/machine/programs.ts";
import type { StoredMachine } from "../../../../src/hosts/vm/machine/store.ts";
import { until } from "../../../until.ts";
import { type OnPath, withProgram } from "../../with-program.ts";
import {
  type Answer,
  answers,
  labId,
  machineOf,
  monitorAt,
  ownFolders,
  processOf,
  putDisk,
} from "../vm/own-machines.ts";

const own = ownFolders();
const { vmHost } = await import("../../../../src/hosts/provider/vm-host.ts");
const { machineProcesses, processesWith } = await import("../../../../src/hosts/vm/machine/processes.ts");
const store = await import("../../../../src/hosts/vm/machine/store.ts");
const { filesOf, folderOf } = store;

const { read, diff, update } = vmHost as Required<typeof vmHost>;
const remove = (vmHost as Required<typeof vmHost>).delete;
const said: string[] = [];
const context = { signal: new AbortController().signal, say: (line: string) => void said.push(line) };

const image = join(own, "cache", "labnote", "machines", "disks", "debian-1-0a");
beforeEach(async () => {
  said.length = 0;
  await putDisk(image);
});

/** What a host is made from. */
const inputs = {
  ...{ lab: labId(), student: "mina", image, userData: "#cloud-config\nssh_keys: {ed25519_private: very-secret}\n" },
  ...{ ports: [5000], memory: 1024, cpus: 1, disk: 10, ends: false },
};
type Inputs = typeof inputs;

/** The state of a host that was made from them, and that runs as a machine. */
const stateOf = ({ name, id, ports }: Pick<StoredMachine, "name" | "id" | "ports">, running = true) => ({
  ...{
    name,
    machine: { id, ports, running },
    acceleration: { acceleration: "kvm" as const },
    memory: inputs.memory,
    cpus: inputs.cpus,
  },
  made: {
    ...{ lab: digest(inputs.lab), student: digest(inputs.student), image: digest(inputs.image) },
    ...{ userData: digest(inputs.userData), ports: digest(inputs.ports), disk: digest(inputs.disk) },
  },
});

describe("a virtual machine that is a host", () => {
  const state = stateOf(machineOf());

  test("is left alone when nothing changed", async () => {
    expect(await diff(state, inputs)).toEqual({ replaces: [], updates: false });
  });

  test.each<[keyof Inputs, unknown]>([
    ["lab", "lab-00000000"],
    ["student", "jun"],
    ["image", "/another/disk"],
    ["userData", "#cloud-config\n"],
    ["ports", [5000, 6000]],
    ["disk", 20],
  ])("is made anew when its %s is another", async (input, value) => {
    expect(await diff(state, { ...inputs, [input]: value })).toEqual({ replaces: [input], updates: false });
  });

  test.each<[string, object]>([
    ["memory", { memory: 2048 }],
    ["processors", { cpus: 4 }],
    ["memory and processors", { memory: 2048, cpus: 4 }],
  ])("is given other %s where it is, not made anew", async (_, change) => {
    expect(await diff(state, { ...inputs, ...change })).toEqual({ replaces: [], updates: true });
  });

  test("that was stopped, or stands still, is started, not made anew", async () => {
    expect(await diff(stateOf(machineOf(), false), inputs)).toEqual({ replaces: [], updates: true });
  });

  test("has nothing of its user data in its state", async () => {
    expect(JSON.stringify(state)).not.toContain("very-secret");
    expect(state.made.userData).toMatch(/^[0-9a-f]{12}$/);
  });
});

/** A machine with a folder, whose console has those words. */
async function stored(changes: Partial<StoredMachine> = {}, console = ""): Promise<StoredMachine> {
  const machine = machineOf({ name: `labnote-${labId()}-mina`, image, ...changes });
  const folder = await store.storeMachine(machine);
  await writeFile(filesOf(folder).serial, console);
  return machine;
}

/** A machine that runs, as far as anybody sees, and whose monitor answers so. */
async function runningMachine(machine: StoredMachine, answer: Answer) {
  const stack = new AsyncDisposableStack();
  stack.use(await processOf(machine));
  stack.use(await monitorAt(filesOf(folderOf(machine.name)).monitor, answer));
  return stack;
}

const OFF = "[  12.1] reboot: Power down\r\n";

describe("the state of a virtual machine that is a host, read while the machine", () => {
  const inStatus = (status: string) => answers({ "query-status": { status, running: status === "running" } });

  test("runs, is as it was, with the ports that the machine has", async () => {
    const machine = await stored({ ports: { 22: 20123, 5000: 20124 } });
    await using _running = await runningMachine(machine, inStatus("running"));
    const state = stateOf(machine);
    expect(await read(stateOf({ ...machine, ports: {} }), context)).toEqual(state);
  });

  test("stands still because its disk had no room, tells that it does not run", async () => {
    const machine = await stored();
    await using _running = await runningMachine(machine, inStatus("io-error"));
    expect(await read(stateOf(machine), context)).toEqual(stateOf(machine, false));
  });

  test("has a process but no monitor that answers, tells that it does not run", async () => {
    const machine = await stored();
    await using _process = await processOf(machine);
    expect(await read(stateOf(machine), context)).toEqual(stateOf(machine, false));
  });

  test("is gone with its folder, is that it is gone", async () => {
    expect(await read(stateOf(machineOf({ name: "labnote-never-made" })), context)).toBeUndefined();
  });

  test("is another of the same name, is that it is gone, though the other runs", async () => {
    const other = await stored();
    await using _running = await runningMachine(other, inStatus("running"));
    expect(await read(stateOf(machineOf({ name: other.name })), context)).toBeUndefined();
  });

  test("has ended by itself, at the end that it was to have, is that it is gone", async () => {
    const machine = await stored({ ends: true }, `Linux version 6.12\r\n${OFF}`);
    expect(await read(stateOf(machine), context)).toBeUndefined();
  });

  test.each<[string, boolean, string]>([
    ["was ended from outside before its end", true, "Linux version 6.12\r\nlogin: "],
    ["has been rebooted and then ended from outside before its end", true, "reboot: Restarting system\r\nlogin: "],
    ["was switched off, and has no end of its own", false, OFF],
    ["was ended from outside, and has no end of its own", false, "login: "],
  ])("%s, tells that it can be started", async (_, ends, console) => {
    const machine = await stored({ ends }, console);
    expect(await read(stateOf(machine), context)).toEqual(stateOf(machine, false));
  });

  test("is stopped and the disk that its own is laid over is gone, is that it is gone, since nobody can start it", async () => {
    const machine = await stored();
    await rm(image, { recursive: true });
    expect(await read(stateOf(machine), context)).toBeUndefined();
  });
});

describe("deleting a virtual machine that is a host", () => {
  test("is no error where it is gone", async () => {
    await remove(stateOf(machineOf({ name: "labnote-never-made" })));
  });

  test("ends its processes and removes all that is in its folder", async () => {
    const machine = await stored();
    const { disk, seed } = filesOf(folderOf(machine.name));
    await writeFile(disk, "a disk");
    await mkdir(seed);
    await writeFile(join(seed, "user-data"), inputs.userData);
    await using process = await processOf(machine);
    await remove(stateOf(machine));
    expect(await process.ended).toBe("SIGKILL");
    expect(existsSync(folderOf(machine.name))).toBe(false);
  });
});

describe("with a QEMU", () => {
  const programs: OnPath[] = [];
  let qemu: OnPath;
  const fake = join(import.meta.dirname, "../vm/fake-qemu.ts");

  /** Puts a program on PATH until the test is over. */
  async function put(name: string, script: string): Promise<OnPath> {
    const program = await withProgram(name, script);
    programs.push(program);
    return program;
  }
  beforeEach(async () => {
    // What closes the network is real only where it is; here it is nowhere.
    await put("pasta", "exit 1");
    // Before the size, which is last, stands the file.
    await put("qemu-img", 'while [ $# -gt 2 ]; do shift; done; echo "a disk" > "$1"');
    const version = `case "$*" in --version) echo "QEMU emulator version 99.0.0"; exit ;; esac`;
    qemu = await put(emulator().name, `${version}\nexec '${process.execPath}' '${fake}' "$(dirname "$0")" "$@"`);
  });
  afterEach(async () => {
    for (const { name } of await store.allMachines()) await remove(stateOf(machineOf({ name })));
    for (const program of programs.splice(0).reverse()) await program[Symbol.asyncDispose]();
  });

  /** A port of 127.0.0.1 at which nobody listens. */
  async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    return port;
  }

  /** What QEMU was asked, one a line. */
  const asked = async (): Promise<string[]> => (await readFile(join(qemu.folder, "asked"), "utf8")).trim().split("\n");

  test("a host is made and greets, with its ports, and nothing is left of its user data", async () => {
    const { id, state } = await vmHost.create(inputs, context);
    const name = `labnote-${inputs.lab}-mina`;
    expect(state).toMatchObject({ name, machine: { id, running: true }, memory: 1024, cpus: 1 });
    expect(Object.keys(state.machine.ports)).toEqual(["22", "5000"]);
    expect(await store.storedMachine(name)).toMatchObject({
      ...{ id, ports: state.machine.ports, memory: 1024, cpus: 1, image, ends: false, closed: false },
      owner: { lab: inputs.lab, student: "mina" },
    });
    expect(existsSync(filesOf(folderOf(name)).seed)).toBe(false);
    const line = (await asked()).findLast((each) => each.includes(name)) ?? "";
    expect(line).toContain(`dir=${filesOf(folderOf(name)).seed}`);
    expect(line).not.toContain("very-secret");
    expect(JSON.stringify(state)).not.toContain("very-secret");
    expect(await diff(state, inputs)).toEqual({ replaces: [], updates: false });
    expect(await read(state, context)).toEqual(state);
  });

  test("a host's user data are in a file that only the user can read until it greets, and go with it when its making is interrupted", async () => {
    await writeFile(join(qemu.folder, "silent"), "");
    const interrupted = new AbortController();
    const making = vmHost.create({ ...inputs, student: "jun" }, { ...context, signal: interrupted.signal });
    const name = `labnote-${inputs.lab}-jun`;
    const { seed } = filesOf(folderOf(name));
    const file = join(seed, "user-data");
    const isMade = async () =>
      (await readIfExists(join(qemu.folder, "asked")))?.includes(`start -name ${name} `) || undefined;
    await until("the machine boots", isMade);
    expect(await readFile(file, "utf8")).toBe(inputs.userData);
    expect([(await stat(seed)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([0o700, 0o600]);
    interrupted.abort(new Error("Ctrl-C"));
    await expect(making).rejects.toThrow();
    expect(existsSync(folderOf(name))).toBe(false);
    expect(await processesWith(`-name ${name} `)).toEqual([]);
  });

  test("a host whose disk is gone cannot be made, and the user reads what to do", async () => {
    await rm(image, { recursive: true });
    const failure = await vmHost.create(inputs, context).catch((error: unknown) => error);
    expect(told(failure)).toMatch(/The disk \S+ is gone, over which labnote-\S+-mina would be laid\n.*npm start/);
    expect(await store.allMachines()).toEqual([]);
  });

  test("a host that runs is switched off and started again with another size, its data and its ports", async () => {
    const port = await freePort();
    const machine = await stored({ memory: 1024, cpus: 1, ports: { 22: port } });
    const { disk } = filesOf(folderOf(machine.name));
    await writeFile(disk, "its data");
    const first = await update(stateOf(machine, false), inputs, context);
    expect(said).toEqual([]);
    const [before] = await machineProcesses(machine.id);
    const wanted = { ...inputs, memory: 4096, cpus: 3 };
    const after = await update(first, wanted, context);
    expect(after).toEqual({ ...stateOf(machine), memory: 4096, cpus: 3 });
    expect(await diff(after, wanted)).toEqual({ replaces: [], updates: false });
    expect(said).toEqual(["starting it again, with another size"]);
    const [started = "", off, again = "", ...more] = await asked();
    expect([off, more]).toEqual(["system_powerdown", []]);
    expect(started).toContain("-smp 1 -m 1024M");
    expect(again).toContain("-smp 3 -m 4096M");
    for (const line of [started, again]) expect(line).toContain(`tcp:127.0.0.1:${port}-:22`);
    const [now] = await machineProcesses(machine.id);
    expect(now?.pid).not.toBe(before?.pid);
    expect(await readFile(disk, "utf8")).toBe("its data");
    expect(await store.storedMachine(machine.name)).toEqual({ ...machine, memory: 4096, cpus: 3 });
    expect(await read(after, context)).toEqual(after);
  });

  test("a host that was stopped is started as it is, without a seed", async () => {
    const machine = await stored({ ports: { 22: await freePort() } }, OFF);
    expect(await update(stateOf(machine, false), inputs, context)).toEqual(stateOf(machine));
    const lines = await asked();
    expect(lines).toEqual([expect.stringContaining(`start -name ${machine.name} -uuid ${machine.id}`)]);
    expect(lines[0]).not.toContain("vvfat");
  });

  test("a host that stands still goes on when there is room, and says what to do when there is none", async () => {
    const machine = await stored({ ports: { 22: await freePort() } });
    const noRoom = join(qemu.folder, "no-room");
    await writeFile(noRoom, "");
    await update(stateOf(machine, false), inputs, context);
    const refused = update(stateOf(machine, false), inputs, context);
    await expect(refused).rejects.toMatchObject({
      message: `The virtual machine ${machine.name} stands still (io-error)`,
      remedy: expect.stringContaining(`make room on the disk that holds ${folderOf(machine.name)}`),
    });
    await rm(noRoom);
    expect(await update(stateOf(machine, false), inputs, context)).toEqual(stateOf(machine));
    expect((await asked()).filter((line) => !line.startsWith("start"))).toEqual(["cont", "cont"]);
    expect(await machineProcesses(machine.id)).toHaveLength(1);
  });

  test("a host that was stopped, and whose port another program took, says which, as its ports are for good", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const machine = await stored({ ports: { 22: port, 5000: await freePort() } }, OFF);
    try {
      await expect(update(stateOf(machine, false), inputs, context)).rejects.toMatchObject({
        message: `The virtual machine ${machine.name} cannot be started: its port ${port} is in use`,
        remedy: expect.stringContaining("end the program that uses the port"),
      });
    } finally {
      other.close();
      await once(other, "close");
    }
    expect(await update(stateOf(machine, false), inputs, context)).toEqual(stateOf(machine));
  });

  test("a host whose machine is gone cannot be started, and the user reads so", async () => {
    const gone = machineOf({ name: "labnote-never-made" });
    await expect(update(stateOf(gone, false), inputs, context)).rejects.toThrow(`${gone.name} is gone`);
    await expect(update(stateOf(gone), { ...inputs, cpus: 2 }, context)).rejects.toThrow(`${gone.name} is gone`);
  });
});
