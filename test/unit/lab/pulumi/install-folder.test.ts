import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { installFolder } from "../../../../src/lab/pulumi/install-folder.ts";

let parent: string;
let target: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "labnote-install-"));
  target = join(parent, "tool-1.0");
});
afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

const fill = (text: string) => (draft: string) => writeFile(join(draft, "file"), text);

test("a folder is there when it is whole, and nothing else is left", async () => {
  await installFolder(target, async (draft) => {
    expect(await readdir(parent)).not.toContain("tool-1.0");
    await fill("whole")(draft);
  });
  expect(await readFile(join(target, "file"), "utf8")).toBe("whole");
  expect(await readdir(parent)).toEqual(["tool-1.0"]);
});

test("a folder that could not be filled is not there, and the error says why", async () => {
  const failing = installFolder(target, async (draft) => {
    await fill("half")(draft);
    throw new Error("no network");
  });
  await expect(failing).rejects.toThrow("no network");
  expect(await readdir(parent)).toEqual([]);
});

test("a folder that is there is left as it is", async () => {
  await installFolder(target, fill("first"));
  await installFolder(target, fill("second"));
  expect(await readFile(join(target, "file"), "utf8")).toBe("first");
});

test("two processes that install at the same time both get the folder", async () => {
  await Promise.all([installFolder(target, fill("a")), installFolder(target, fill("b"))]);
  expect(["a", "b"]).toContain(await readFile(join(target, "file"), "utf8"));
  expect(await readdir(parent)).toEqual(["tool-1.0"]);
});

test("the draft of a process that died is removed, and that of one that runs is not", async () => {
  await mkdir(join(parent, ".draft-4194305-tool-1.0-abc"));
  await mkdir(join(parent, `.draft-${process.pid}-tool-2.0-abc`));
  await installFolder(target, fill("whole"));
  expect((await readdir(parent)).sort()).toEqual([`.draft-${process.pid}-tool-2.0-abc`, "tool-1.0"]);
});
