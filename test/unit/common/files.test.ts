import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createFile, readIfExists, replaceFile } from "../../../src/common/files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("writers that replace one file at the same time all succeed, and one of them is whole", async () => {
  const file = join(folder, "index.html");
  const contents = Array.from({ length: 20 }, (_, index) => String(index % 10).repeat(100_000));
  await Promise.all(contents.map((content) => replaceFile(file, content)));
  expect(contents).toContain(await readFile(file, "utf8"));
  expect(await readdir(folder)).toEqual(["index.html"]);
});

test("a file that cannot be replaced leaves no draft, and the failure names it and its cause", async () => {
  const file = join(folder, "none", "index.html");
  await expect(replaceFile(file, "")).rejects.toMatchObject({
    message: `${file} could not be written`,
    cause: { code: "ENOENT" },
  });
  expect(await readdir(folder)).toEqual([]);
});

test("of writers that make one file at the same time, one makes it, and it is whole as soon as it is there", async () => {
  const file = join(folder, "section.md");
  const contents = Array.from({ length: 10 }, (_, index) => String(index).repeat(1_000_000));
  let seen: string | undefined;
  const read = async () => {
    while (seen === undefined) seen = await readIfExists(file);
  };
  const [, ...made] = await Promise.allSettled([read(), ...contents.map((content) => createFile(file, content))]);
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(made.filter(({ status }) => status === "rejected")).toEqual(
    Array(9).fill({ status: "rejected", reason: expect.objectContaining({ code: "EEXIST" }) }),
  );
  expect(contents).toContain(seen);
  expect(await readdir(folder)).toEqual(["section.md"]);
});
