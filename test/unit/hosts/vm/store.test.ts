import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { machineOf, ownFolders } from "./own-machines.ts";

const own = ownFolders();
const store = await import("../../../../src/hosts/vm/machine/store.ts");
const { filesOf, folderOf, machinesFolder } = store;

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("where no machine was ever made, there are none", async () => {
  expect(await store.allMachines()).toEqual([]);
  expect(await store.storedMachine("labnote-mina")).toBeUndefined();
  await store.forgetMachine("labnote-mina");
});

describe("a machine's folder", () => {
  test("is among the user's data, with all that is known of the machine, and opens for the user alone", async () => {
    const machine = machineOf({ name: "labnote-kept", boot: { kernel: "/k", initrd: "/i" } });
    const folder = await store.storeMachine(machine);
    expect(folder).toBe(join(own, "data", "labnote", "machines", "labnote-kept"));
    expect(await store.storedMachine("labnote-kept")).toEqual(machine);
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(machinesFolder())).toBe(0o700);
  });

  test("is kept when something else is known of the machine, and has no draft in it", async () => {
    const machine = machineOf({ name: "labnote-resized" });
    const folder = await store.storeMachine(machine);
    await writeFile(filesOf(folder).disk, "a disk");
    await store.storeMachine({ ...machine, memory: 4096 });
    expect(await store.storedMachine(machine.name)).toEqual({ ...machine, memory: 4096 });
    expect((await readdir(folder)).sort()).toEqual(["disk.qcow2", "machine.json"]);
    expect(await readFile(filesOf(folder).disk, "utf8")).toBe("a disk");
  });

  test("goes with all that is in it", async () => {
    const folder = await store.storeMachine(machineOf({ name: "labnote-gone" }));
    await mkdir(filesOf(folder).seed);
    await writeFile(join(filesOf(folder).seed, "user-data"), "#cloud-config\n");
    await store.forgetMachine("labnote-gone");
    await expect(stat(folder)).rejects.toThrow("ENOENT");
    expect(await store.storedMachine("labnote-gone")).toBeUndefined();
  });

  test("holds each of its files and sockets under another name", () => {
    const files = Object.values(filesOf("/f"));
    expect(new Set(files).size).toBe(files.length);
    expect(new Set(files.map(dirname))).toEqual(new Set(["/f"]));
  });
});

describe("the length of a machine's folder", () => {
  /** The name with which the path of the machine's monitor has so many bytes. */
  const nameOf = (bytes: number, end = ""): string => {
    const rest = Buffer.byteLength(filesOf(join(machinesFolder(), `labnote-${end}`)).monitor);
    return `labnote-${"a".repeat(bytes - rest)}${end}`;
  };

  test("may be such that a socket in it has the longest path that macOS takes, at which a server can listen", async () => {
    const folder = await store.storeMachine(machineOf({ name: nameOf(103) }));
    const server = createServer().listen(filesOf(folder).monitor);
    await once(server, "listening");
    server.close();
    await once(server, "close");
  });

  test.each([
    ["is one byte more", nameOf(104)],
    ["has so many bytes by letters of several bytes", nameOf(104, "미나")],
  ])("is refused where it %s, with what to do, and nothing is made", async (_, name) => {
    await expect(store.storeMachine(machineOf({ name }))).rejects.toMatchObject({
      name: "LabError",
      message: `The machine ${name} cannot have its folder at ${join(machinesFolder(), name)}`,
      cause: expect.stringContaining("103 bytes"),
      remedy: expect.stringMatching(/XDG_DATA_HOME.*shorter.*run this again$/),
    });
    expect(await readdir(machinesFolder())).not.toContain(name);
  });
});

test("all machines are those that have a machine.json: what is half made is none, nor is another's file", async () => {
  const machine = machineOf({ name: "labnote-whole" });
  await store.storeMachine(machine);
  await mkdir(join(machinesFolder(), "labnote-half"));
  await writeFile(join(machinesFolder(), "labnote-half", "machine.json.0.new"), "{");
  await writeFile(join(machinesFolder(), ".DS_Store"), "");
  const all = await store.allMachines();
  expect(all).toContainEqual(machine);
  expect(all.map(({ name }) => name)).not.toContain(undefined);
  expect(all).toHaveLength((await readdir(machinesFolder())).length - 2);
  expect(await store.storedMachine("labnote-half")).toBeUndefined();
  expect(folderOf("labnote-half")).toBe(join(machinesFolder(), "labnote-half"));
});
