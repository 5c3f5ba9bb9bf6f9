import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, test } from "@jest/globals";
import { ownFolders } from "./own-machines.ts";

ownFolders();
const { disksFolder, ensureDisk, findDisk, keptDisks, removeDrafts } = await import(
  "../../../../src/hosts/vm/image/builds.ts"
);

const description = {
  ...{ file: "disk.qcow2", format: "qcow2" as const, over: [], boot: { firmware: "edk2-aarch64-code.fd" } },
  ...{ base: "Debian 13", mirror: null, standIns: [] },
};

/** Makes a disk in a folder. */
async function make(folder: string) {
  await writeFile(join(folder, "disk.qcow2"), "a disk");
  return description;
}

/** The folders that there are, drafts included. */
const folders = async (): Promise<string[]> => (await readdir(disksFolder()).catch(() => [])).sort();
const drafts = async (): Promise<string[]> => (await folders()).filter((name) => name.startsWith("draft-"));

afterEach(() => rm(disksFolder(), { recursive: true, force: true }));

describe("a disk that is kept", () => {
  test("is made once, with a folder of its own that begins with its name", async () => {
    const image = await ensureDisk("debian-1", make);
    expect(dirname(image.folder)).toBe(disksFolder());
    expect(await folders()).toEqual([expect.stringMatching(/^debian-1-[0-9a-f]{8}$/)]);
    expect(image).toMatchObject({ ...description, folder: join(disksFolder(), (await folders())[0] as string) });
    const again = await ensureDisk("debian-1", () => Promise.reject(new Error("it is made again")));
    expect(again.folder).toBe(image.folder);
  });

  test("is found by its whole name", async () => {
    await ensureDisk("baked-12", make);
    expect(await findDisk("baked-1")).toBeUndefined();
    expect(await findDisk("debian-12")).toBeUndefined();
    expect(await findDisk("baked-12")).toMatchObject({ base: "Debian 13" });
  });

  test("is not found, and not kept, before it is complete", async () => {
    const made = ensureDisk("debian-1", async (folder) => {
      const made = await make(folder);
      expect(await findDisk("debian-1")).toBeUndefined();
      expect(await keptDisks()).toEqual([]);
      return made;
    });
    expect((await made).folder).toBe((await findDisk("debian-1"))?.folder);
  });

  test("that cannot be made leaves nothing, and is made by the next who needs it", async () => {
    const failing = ensureDisk("debian-1", async (folder) => {
      await make(folder);
      throw new Error("no room");
    });
    await expect(failing).rejects.toThrow("no room");
    expect(await folders()).toEqual([]);
    expect(await ensureDisk("debian-1", make)).toMatchObject({ base: "Debian 13" });
  });

  test("that two need at once is made once, and both get it", async () => {
    let times = 0;
    const counted = (folder: string) => {
      times += 1;
      return make(folder);
    };
    const [one, two] = await Promise.all([ensureDisk("debian-1", counted), ensureDisk("debian-1", counted)]);
    expect(times).toBe(1);
    expect(two).toEqual(one);
  });

  test("that is damaged is made again in another folder, and what machines are laid over stays", async () => {
    const before = await ensureDisk("debian-1", make);
    await rm(join(before.folder, before.file));
    expect(await findDisk("debian-1")).toBeUndefined();
    const after = await ensureDisk("debian-1", make);
    expect(after.folder).not.toBe(before.folder);
    expect(await folders()).toEqual([before.folder, after.folder].map((path) => basename(path)).sort());
  });

  test("takes of the user's disk what is written, which its holes are not", async () => {
    const { folder, file } = await ensureDisk("debian-1", make);
    await truncate(join(folder, file), 2 ** 30);
    const [kept, ...others] = await keptDisks();
    expect(others).toEqual([]);
    expect(kept).toEqual({ folder, bytes: expect.any(Number) });
    expect(kept?.bytes).toBeGreaterThan(0);
    expect(kept?.bytes).toBeLessThan(2 ** 20);
  });
});

test("where no disk was ever made, none is kept and no draft is removed", async () => {
  expect(await keptDisks()).toEqual([]);
  await removeDrafts();
});

/** Another process, which goes on making a disk of that name until a test lets it finish. */
async function otherMaker(name: string) {
  const module = join(import.meta.dirname, "../../../../src/hosts/vm/image/builds.ts");
  const script = `
    import { once } from "node:events";
    import { writeFile } from "node:fs/promises";
    const { ensureDisk } = await import(${JSON.stringify(module)});
    const image = await ensureDisk(${JSON.stringify(name)}, async (folder) => {
      await writeFile(folder + "/disk.qcow2", "the other's disk");
      console.log(folder);
      await once(process.stdin.resume(), "end");
      return ${JSON.stringify(description)};
    });
    console.log(image.folder);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: process.env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const draft = await next();
  return {
    draft,
    /** Has it complete its disk. @returns the folder that it got */
    async finish(): Promise<string> {
      child.stdin.end();
      return next();
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}

describe("two processes that make a disk", () => {
  test("of one name both get the one that was complete first", async () => {
    await using other = await otherMaker("debian-1");
    const mine = await ensureDisk("debian-1", make);
    expect(await other.finish()).toBe(mine.folder);
    expect(await folders()).toHaveLength(1);
  });

  test("leave each other's drafts alone, also while the other's is of another disk", async () => {
    await using other = await otherMaker("debian-2");
    await ensureDisk("debian-1", make);
    await removeDrafts();
    expect(await drafts()).toEqual([basename(other.draft)]);
    expect(await other.finish()).toBe((await findDisk("debian-2"))?.folder);
    expect(await drafts()).toEqual([]);
  });

  test("leave no draft when one was killed: the next one that makes a disk removes it", async () => {
    const killed = await otherMaker("debian-1");
    await killed[Symbol.asyncDispose]();
    expect(await drafts()).toHaveLength(1);
    await ensureDisk("debian-1", make);
    expect(await drafts()).toEqual([]);
  });
});

test("the drafts of processes that are gone are removed, and no disk, whatever it is called", async () => {
  const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(gone, "exit");
  await mkdir(join(disksFolder(), `draft-${gone.pid}-0a1b2c3d`), { recursive: true });
  await mkdir(join(disksFolder(), `draft-${process.pid}-0a1b2c3d`), { recursive: true });
  await mkdir(join(disksFolder(), `debian-${gone.pid}-0a1b2c3d`), { recursive: true });
  await removeDrafts();
  expect(await folders()).toEqual([`debian-${gone.pid}-0a1b2c3d`, `draft-${process.pid}-0a1b2c3d`]);
  expect((await keptDisks()).map(({ folder }) => folder)).toEqual([join(disksFolder(), `debian-${gone.pid}-0a1b2c3d`)]);
});
