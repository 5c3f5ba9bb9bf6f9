import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { contentOf, digest } from "../../../src/common/hash.ts";

describe("the name of a folder's content", () => {
  let folder: string;
  const name = async () => digest(await contentOf(folder));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-test-"));
    await mkdir(join(folder, "sub"));
    await writeFile(join(folder, "sub", "file"), "one");
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is the same for the same", async () => {
    expect(await name()).toBe(await name());
  });

  test.each([
    ["a byte", () => writeFile(join(folder, "sub", "file"), "two")],
    ["a name", () => rename(join(folder, "sub", "file"), join(folder, "sub", "other"))],
    ["what may be executed", () => chmod(join(folder, "sub", "file"), 0o755)],
    ["one file more", () => writeFile(join(folder, "more"), "")],
  ])("changes with %s", async (_, change) => {
    const before = await name();
    await change();
    expect(await name()).not.toBe(before);
  });
});
