import { execFileSync } from "node:child_process";
import { mkdirSync, statfsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { readIfExists } from "../../src/common/files.ts";
import { type Process, processesWith } from "../../src/hosts/vm/machine/processes.ts";
import type { StoredMachine } from "../../src/hosts/vm/machine/store.ts";
import { type TestLab, testLab } from "../lab/fixtures/lab.ts";

jest.setTimeout(45 * 60_000);

const quick = "# Quick\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n";
const slow = "# Slow\n\n## 1 One\n\n```console\n$ echo begun\nbegun\n$ sleep 300\n```\n";
const filling = "# Full\n\n## 1 One\n\n```console\n$ head -c 64M /dev/urandom > big && sync\n```\n";
const rebooting = `# Again

## 1 One

\`\`\`console
$ sudo touch /srv/kept
$ sudo reboot
[reboot]
$ ls /srv; docker ps -q
kept
\`\`\`
`;

/** The folder of a lab's machines. */
const machinesOf = (lab: TestLab): string => join(lab.folder, "data", "labnote", "machines");

/** The machine of the lab's only student. */
async function machineOf(lab: TestLab): Promise<StoredMachine> {
  const [name] = await readdir(machinesOf(lab));
  return JSON.parse((await readIfExists(join(machinesOf(lab), name as string, "machine.json"))) as string);
}

const processesOf = (lab: TestLab): Promise<Process[]> => processesWith(`-name labnote-${lab.stack}-`);

/** What is left of a lab's machines on this machine. */
const left = async (lab: TestLab): Promise<string[]> => [
  ...(await processesOf(lab)).map(({ line }) => line),
  ...(await readdir(machinesOf(lab)).catch(() => [])),
];

/** The settings of all labs here; the note comes with each. One processor: the files of this part run side by side. */
const vm = ["target=vm", "memory=1", "cpus=1", "readyMinutes=30"].flatMap((setting) => ["--set", setting]);
const withNote = async (lab: TestLab, text: string): Promise<string[]> => [
  "--set",
  `note=${await lab.writeNote(text)}`,
];

/** By what `npm start` shows when it is there. */
const stages = [
  ["before anything is made", "Pulumi"],
  ["while the machine boots", "❯ host-1"],
  ["while the note runs", "begun"],
] as const;

// Only root can make a disk that is too small.
const asRoot = process.getuid?.() === 0 ? test : test.skip;

/** The folder of a lab's machines, as a disk of its own. The caller must be root. */
class SmallDisk implements Disposable {
  readonly folder: string;

  constructor(lab: TestLab, mebibytes: number) {
    this.folder = machinesOf(lab);
    mkdirSync(this.folder, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m,mode=700`, "tmpfs", this.folder]);
  }

  get used(): number {
    const { blocks, bfree, bsize } = statfsSync(this.folder);
    return Math.ceil(((blocks - bfree) * bsize) / 2 ** 20);
  }

  resize(mebibytes: number): void {
    execFileSync("mount", ["-o", `remount,size=${mebibytes}m`, this.folder]);
  }

  [Symbol.dispose](): void {
    execFileSync("umount", ["--lazy", this.folder]);
  }
}

// One lab for all, in the order of its life: a machine that is emulated takes minutes to boot.
describe("a lab with a virtual machine", () => {
  let lab: TestLab;
  let disk: SmallDisk | undefined;

  beforeAll(async () => {
    lab = await testLab();
    if (asRoot === test) disk = new SmallDisk(lab, 4_096);
  });
  afterAll(async () => {
    // The lab's folder cannot be removed while a disk is mounted in it, and the machine's files are on that disk.
    await lab?.run("down");
    disk?.[Symbol.dispose]();
    await lab?.[Symbol.asyncDispose]();
  });

  test.each(stages)("goes on after npm start was killed %s", async (_when, shown) => {
    const running = lab.start("start", ...vm, ...(await withNote(lab, slow)));
    await running.shown(shown);
    process.kill(running.process.pid as number, "SIGKILL");
    await running.ended;
    // The next test's npm start, or this one, finds what is half-made.
    if (shown !== "begun") return;
    const again = await lab.run("start", ...(await withNote(lab, rebooting)));
    expect(again.stdout + again.stderr).toContain("host-1: 3 passed, 0 failed");
    expect(await readdir(machinesOf(lab))).toHaveLength(1);
    expect((await processesOf(lab)).filter(({ line }) => line.startsWith("qemu"))).toHaveLength(1);
  });

  test("fails a run in which QEMU is killed, says whose port somebody has taken, and starts the machine again with its data", async () => {
    const before = await machineOf(lab);
    const running = lab.start("start", ...(await withNote(lab, slow)));
    await running.shown("begun");
    for (const { pid } of await processesOf(lab)) process.kill(pid, "SIGKILL");
    expect((await running.ended).code).toBe(1);
    expect((await lab.record()).reasons).toMatchObject([{ kind: "lost", why: expect.stringContaining("was lost") }]);

    const other = createServer().listen(before.ports["22"], "127.0.0.1");
    try {
      const refused = await lab.run("start");
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(new RegExp(`port.*${before.ports["22"]}.*in use`, "s"));
    } finally {
      other.close();
    }
    const again = await lab.run("start", ...(await withNote(lab, quick.replace("echo hello\nhello", "ls /srv\nkept"))));
    expect(again).toMatchObject({ code: 0 });
    expect(await machineOf(lab)).toEqual(before);
  });

  asRoot("stands still when the disk below has no room, says so, and goes on when there is some", async () => {
    const before = await machineOf(lab);
    disk?.resize(disk.used + 32);
    const lost = await lab.run("start", ...(await withNote(lab, filling)));
    expect(lost.code).toBe(1);
    expect((await lab.record()).reasons).toMatchObject([{ kind: "lost", why: expect.stringContaining("was lost") }]);
    const refused = await lab.run("start");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/stands still.*make room/s);

    disk?.resize(4_096);
    const again = await lab.run("start", ...(await withNote(lab, quick)));
    expect(again).toMatchObject({ code: 0 });
    expect(await machineOf(lab)).toEqual(before);
  });

  test("goes with all that is of it, and npm run down says what it has proven", async () => {
    expect(await left(lab)).not.toEqual([]);
    const said = await lab.run("down");
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(said.stdout).toContain("is left: no virtual machine, no disk of one, no process");
    expect(await left(lab)).toEqual([]);
  });
});

test("npm run down removes a machine that was being made when npm start was killed", async () => {
  await using lab = await testLab();
  const running = lab.start("start", ...vm, ...(await withNote(lab, quick)));
  await running.shown("❯ host-1");
  process.kill(running.process.pid as number, "SIGKILL");
  await running.ended;
  expect(await lab.run("down")).toMatchObject({ code: 0 });
  expect(await left(lab)).toEqual([]);
});

asRoot("a machine whose disk finds no room while it boots says so, and leaves nothing", async () => {
  await using lab = await testLab();
  using _disk = new SmallDisk(lab, 1);
  const said = await lab.run("start", ...vm, ...(await withNote(lab, quick)));
  expect(said.code).toBe(1);
  expect(said.stderr).toMatch(/has no room|make room/);
  expect(await left(lab)).toEqual([]);
  expect(await lab.run("down")).toMatchObject({ code: 0 });
});
