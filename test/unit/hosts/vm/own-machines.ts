import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll } from "@jest/globals";
import type { Description } from "../../../../src/hosts/vm/image/builds.ts";
import type { StoredMachine } from "../../../../src/hosts/vm/machine/store.ts";

// Nothing of labnote is loaded here: where its folders are is read as it is loaded.

/** Gives labnote data and caches of a test file's own. To be called before labnote is imported. */
export function ownFolders(): string {
  const folder = mkdtempSync(join(tmpdir(), "labnote-vm-"));
  process.env.XDG_DATA_HOME = join(folder, "data");
  process.env.XDG_CACHE_HOME = join(folder, "cache");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A lab's id that nothing else on this machine has. */
export const labId = (stack = "lab"): string => `${stack}-${randomBytes(4).toString("hex")}`;

/** What a machine's folder says of it; each has an id of its own. */
export const machineOf = (changes: Partial<StoredMachine> = {}): StoredMachine => ({
  ...{
    name: "labnote-mina",
    id: randomUUID(),
    ports: { 22: 20022 },
    memory: 1024,
    cpus: 1,
    closed: false,
    ends: false,
  },
  ...{ acceleration: "emulation", boot: { firmware: undefined }, image: "/nowhere/disk" },
  owner: { lab: labId(), checkout: "/home/mina/note", machine: "desk", student: "mina" },
  ...changes,
});

/** A complete disk in a folder. */
export async function putDisk(folder: string, changes: Partial<Description> = {}): Promise<string> {
  const description = { file: "disk.qcow2", format: "qcow2", over: [], boot: {}, base: "Debian 13", mirror: null };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "disk.qcow2"), "a disk");
  await writeFile(join(folder, "disk.json"), JSON.stringify({ ...description, standIns: [], ...changes }));
  return folder;
}

/** A process that is ended when it is let go. */
export interface OwnProcess extends AsyncDisposable {
  pid: number;
  /** Resolves when it has ended, to its signal or status. */
  ended: Promise<string | number>;
}

/** A program that says a line when it is there, and ends with its standard input at the latest. */
export async function running(program: string, args: readonly string[]): Promise<OwnProcess & { said: string }> {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = endOf(child);
  const [said] = await once(createInterface({ input: child.stdout }), "line");
  return {
    ...{ pid: child.pid as number, ended, said },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

const endOf = async (child: ChildProcess): Promise<string | number> => {
  const [code, signal] = await once(child, "exit");
  return signal ?? code;
};

/** A shell that has the name and the id of a machine in its command line, as QEMU has. */
export const processOf = ({ name, id }: Pick<StoredMachine, "name" | "id">): Promise<OwnProcess> =>
  running("sh", ["-c", "echo there; read -r _", "qemu", "-name", name, "-uuid", id]);

/** What a machine's monitor is asked, and the connections to it that are open. */
export interface OwnMonitor extends AsyncDisposable {
  asked: string[];
  open: ReadonlySet<Socket>;
}

/** What a monitor does with a line: it answers, hangs up at a falsy value, or is silent. */
export type Answer = (command: string, id: unknown) => string | undefined;

/** Speaks to every client of a socket. @param greeting sent first */
export async function monitorAt(socket: string, answer: Answer, greeting = GREETING): Promise<OwnMonitor> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((connection) => {
    open.add(connection);
    connection.on("error", () => {}).on("close", () => open.delete(connection));
    connection.write(greeting);
    createInterface({ input: connection }).on("line", (line) => {
      const { execute, id } = JSON.parse(line);
      asked.push(execute);
      const said = answer(execute, id);
      if (said === undefined) connection.destroy();
      else connection.write(said);
    });
  }).listen(socket);
  await once(server, "listening");
  return {
    ...{ asked, open },
    async [Symbol.asyncDispose]() {
      for (const connection of open) connection.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const GREETING = `${JSON.stringify({ QMP: { version: { qemu: { major: 7, minor: 2, micro: 0 } }, capabilities: [] } })}\r\n`;

/** A monitor's answers, by command; it takes none before it was greeted, and refuses those that it does not know. */
export function answers(known: { readonly [command: string]: unknown }): Answer {
  let greeted = false;
  return (command, id) => {
    greeted ||= command === "qmp_capabilities";
    const all: { readonly [command: string]: unknown } = { qmp_capabilities: {}, ...known };
    const refusal = { class: "CommandNotFound", desc: `The command ${command} has not been found` };
    return `${JSON.stringify(greeted && command in all ? { return: all[command], id } : { error: refusal, id })}\r\n`;
  };
}
