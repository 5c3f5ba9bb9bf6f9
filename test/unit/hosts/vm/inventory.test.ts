import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { npm } from "../../../../src/common/advice.ts";
import { isAlive, startOf } from "../../../../src/common/processes.ts";
import type { KnownResource, Proof, Teardown } from "../../../../src/hosts/inventory.ts";
import { TYPES } from "../../../../src/hosts/urns.ts";
import type { StoredMachine } from "../../../../src/hosts/vm/machine/store.ts";
import { labId, machineOf, ownFolders, processOf, putDisk } from "./own-machines.ts";

const own = ownFolders();
const { vmInventory } = await import("../../../../src/hosts/vm/inventory.ts");
const { disksFolder } = await import("../../../../src/hosts/vm/image/builds.ts");
const { allMachines, folderOf, machinesFolder, storeMachine } = await import(
  "../../../../src/hosts/vm/machine/store.ts"
);

/** A checkout that is there. */
const checkout = join(own, "checkout");
mkdirSync(checkout);
const site = { checkout, machine: "desk", stack: "lab" };

const known = (type: string, id?: string): KnownResource => ({ urn: "", type, id, inputs: {}, outputs: {} });
const teardown = (changes: Partial<Teardown> = {}): Teardown => ({
  ...{ site, known: [], target: "vm", region: "", all: false, isKnown: async () => false },
  ...changes,
});

afterEach(async () => {
  for (const folder of [machinesFolder(), disksFolder()]) await rm(folder, { recursive: true, force: true });
});

describe("whether teardown asks for virtual machines", () => {
  const container = known(TYPES.containerHost, "0f");

  test("is out of the question where there never was one", () => {
    expect(vmInventory.asked(teardown({ target: "container", known: [container] }))).toBe("no");
  });

  test.each([
    ["machine", machinesFolder],
    ["disk", disksFolder],
  ])("is so, if it can be done, where this user ever had a %s", async (_, folder) => {
    await mkdir(folder(), { recursive: true });
    expect(vmInventory.asked(teardown({ target: "container", known: [container] }))).toBe("may");
  });

  test("is so where the settings choose them, or a state has one", () => {
    expect(vmInventory.asked(teardown())).toBe("must");
    const inState = teardown({ target: "container", known: [container, known(TYPES.vmHost, "an id")] });
    expect(vmInventory.asked(inState)).toBe("must");
  });
});

/** What was found, and the lines that were said. */
async function prove(changes: Partial<Teardown> = {}): Promise<Proof & { said: string[] }> {
  const said: string[] = [];
  const proof = await vmInventory.prove(teardown(changes), (line) => said.push(line), new AbortController().signal);
  return { ...proof, said };
}

/** A machine with a folder, of a lab of this site unless something else is said. */
async function stored(student: string, changes: Partial<StoredMachine["owner"]> & Partial<StoredMachine> = {}) {
  const { lab = labId(), checkout = site.checkout, machine = site.machine, ...more } = changes;
  const owner = { lab, checkout, machine, student };
  const made = machineOf({ name: `labnote-${lab}-${student}`, owner, ...more });
  await storeMachine(made);
  return made;
}

const names = async (): Promise<string[]> => (await allMachines()).map(({ name }) => name).sort();

describe("what teardown proves of a lab's machines", () => {
  test("is that none is left, where none is", async () => {
    expect(await prove()).toEqual({
      report: ["Nothing of the lab is left: no virtual machine, no disk of one, no process."],
      ...{ problems: [], kept: [], said: [] },
    });
  });

  test("is true after it: a machine that Pulumi left goes, with its processes and its folder, and the user reads so", async () => {
    const machine = await stored("mina");
    await using process = await processOf(machine);
    const { report, problems, said } = await prove();
    expect(await process.ended).toBe("SIGKILL");
    expect(existsSync(folderOf(machine.name))).toBe(false);
    expect(said).toEqual([
      `Removed virtual machine ${machine.name} of the lab ${machine.owner.lab}, which no state knew.`,
    ]);
    expect([report.length, problems]).toEqual([1, []]);
  });

  test("is of this lab alone: machines of other labs, checkouts and people stay, and run on", async () => {
    const others = await Promise.all([
      stored("stack", { lab: labId("class-b") }),
      stored("checkout", { checkout: own }),
      stored("machine", { machine: "laptop" }),
    ]);
    await using process = await processOf(others[1] as StoredMachine);
    expect((await prove()).said).toEqual([]);
    expect(await names()).toEqual(others.map(({ name }) => name).sort());
    expect(isAlive(process.pid)).toBe(true);
  });

  test("is of all that has the id of a lab in the state, whatever this machine was called when it was made", async () => {
    const lab = labId();
    const machine = await stored("mina", { lab, machine: "desk.home.example" });
    expect((await prove({ known: [known(TYPES.lab, lab)] })).said).toEqual([expect.stringContaining(machine.name)]);
    expect(await names()).toEqual([]);
  });

  test("is of the processes, too, of a machine whose folder is gone, where the state knows its lab", async () => {
    const [lab, other] = [labId(), labId()];
    await using mine = await processOf(machineOf({ name: `labnote-${lab}-mina` }));
    await using longer = await processOf(machineOf({ name: `labnote-${lab}1-mina` }));
    await using others = await processOf(machineOf({ name: `labnote-${other}-mina` }));
    const { problems } = await prove({ known: [known(TYPES.lab, lab)] });
    expect(problems).toEqual([]);
    expect(await mine.ended).toBe("SIGKILL");
    expect([isAlive(longer.pid), isAlive(others.pid)]).toEqual([true, true]);
  });

  test("is a problem where something is there again, with its folder and what to do, and nothing is said to be gone", async () => {
    const machine = await stored("mina");
    const { report, problems } = await vmInventory.prove(
      teardown(),
      () => {
        mkdirSync(folderOf(machine.name));
        writeFileSync(join(folderOf(machine.name), "machine.json"), JSON.stringify(machine));
      },
      new AbortController().signal,
    );
    expect(report).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        message: `Not everything is gone: ${folderOf(machine.name)}`,
        remedy: { parts: expect.arrayContaining([npm("down")]) },
      }),
    ]);
  });

  test("does nothing to a terminal, whatever a machine's folder says of its lab", async () => {
    await stored("mina", { lab: "lab-00000000\u001b[2J", name: "labnote-mina" });
    const { said } = await prove({ known: [known(TYPES.lab, "lab-00000000\u001b[2J")] });
    expect(said).toHaveLength(1);
    expect(said[0]).not.toContain("\u001b");
  });
});

describe("throw-away machines", () => {
  const throwAway = async (name: string, maker: { pid: number; start: string | undefined }) =>
    storeMachine(machineOf({ name, owner: { lab: "cache", student: "", checkout, machine: "desk" }, maker }));

  test("go at any teardown when their maker is gone, or its id is another process's by now", async () => {
    const start = await startOf(process.pid);
    await throwAway("labnote-baking-1-0a", { pid: process.pid, start: "another boot" });
    await throwAway("labnote-baking-2-0a", { pid: process.pid, start });
    await prove();
    expect(await names()).toEqual(["labnote-baking-2-0a"]);
  });
});

describe("the disks that are kept between labs", () => {
  test("stay when a lab goes, and are named with what they take", async () => {
    await putDisk(join(disksFolder(), "debian-1-0a"));
    await putDisk(join(disksFolder(), "baked-1-0b"));
    const { kept } = await prove();
    expect([...kept].sort()).toEqual(["disk baked-1-0b (0.0 GB)", "disk debian-1-0a (0.0 GB)"]);
    expect((await readdir(disksFolder())).sort()).toEqual(["baked-1-0b", "debian-1-0a"]);
  });

  test("go with --all, drafts of makers that are gone included, and the user reads so", async () => {
    await putDisk(join(disksFolder(), "debian-1-0a"));
    await mkdir(join(disksFolder(), "half-made-0b"));
    await mkdir(join(disksFolder(), "draft-999999999-0c"));
    const { report, kept, used } = await prove({ all: true });
    expect(report).toEqual(["No virtual machine of labnote is left, and no disk."]);
    expect([kept, used, await readdir(disksFolder())]).toEqual([[], [], []]);
  });

  test("stay with --all where a machine of another lab is laid over them, directly or through another", async () => {
    const base = await putDisk(join(disksFolder(), "debian-1-0a"));
    const baked = await putDisk(join(disksFolder(), "baked-1-0b"), { over: [join(base, "disk.qcow2")] });
    const other = await putDisk(join(disksFolder(), "ubuntu-1-0c"));
    const mine = await putDisk(join(disksFolder(), "baked-1-0d"), { over: [join(other, "disk.qcow2")] });
    await stored("theirs", { checkout: own, image: baked });
    await stored("mine", { image: mine });
    const { report, problems, used } = await prove({ all: true });
    expect([...(used ?? [])].sort()).toEqual([baked, base]);
    expect(report).toEqual([expect.stringMatching(/^Kept, because machines of other labs use them: /)]);
    for (const folder of [base, baked]) expect(report[0]).toContain(folder);
    expect(problems).toEqual([]);
    expect((await readdir(disksFolder())).sort()).toEqual([basename(baked), basename(base)]);
  });
});

describe("machines whose checkout is gone", () => {
  const gone = mkdtempSync(join(tmpdir(), "labnote-gone-"));
  rmSync(gone, { recursive: true });

  test("stay when another lab is taken down", async () => {
    const machine = await stored("mina", { checkout: gone });
    expect((await prove()).said).toEqual([]);
    expect(await names()).toEqual([machine.name]);
  });

  test("go with --all, if they are this machine's, and their processes with them", async () => {
    const mine = await stored("mina", { checkout: gone, lab: labId("class-c") });
    const elsewhere = await stored("jun", { checkout: gone, machine: "laptop" });
    const alive = await stored("noa", { checkout: own });
    await using process = await processOf(mine);
    const { said, problems } = await prove({ all: true });
    expect(await process.ended).toBe("SIGKILL");
    expect(said).toEqual([expect.stringContaining(`${mine.name} of the lab ${mine.owner.lab}`)]);
    expect(problems).toEqual([]);
    expect(await names()).toEqual([alive, elsewhere].map(({ name }) => name).sort());
  });
});
