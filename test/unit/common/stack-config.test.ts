import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readStackConfig, stackName } from "../../../src/common/stack-config.ts";

describe("a stack's configuration", () => {
  let root: string;
  const project =
    "name: labnote\nconfig:\n  students: {type: string, default: '1'}\n  baked: {type: boolean, default: true}\n";

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "labnote-configuration-"));
    await writeFile(join(root, "Pulumi.yaml"), project);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test("is the project's defaults where nothing else is said", async () => {
    expect(await readStackConfig(root, "lab")).toEqual({ "labnote:students": "1", "labnote:baked": "true" });
  });

  test("is the stack's own file over the defaults, and the changes at hand over both", async () => {
    await writeFile(join(root, "Pulumi.lab.yaml"), 'config:\n  labnote:students: "3"\n  labnote:baked: false\n');
    expect(await readStackConfig(root, "lab")).toEqual({ "labnote:students": "3", "labnote:baked": "false" });
    expect(await readStackConfig(root, "lab", { set: ["students=mina,jun"], unset: ["baked"] })).toEqual({
      "labnote:students": "mina,jun",
      "labnote:baked": "true",
    });
  });

  test("keeps whatever follows the first equals sign", async () => {
    const configuration = await readStackConfig(root, "lab", { set: ["note=a=b.md"], unset: [] });
    expect(configuration["labnote:note"]).toBe("a=b.md");
  });

  test.each(["students", "=3", ""])("refuses to set %j, which names no value", async (text) => {
    await expect(readStackConfig(root, "lab", { set: [text], unset: [] })).rejects.toThrow("names no value");
  });

  test("that cannot be read is named", async () => {
    await writeFile(join(root, "Pulumi.lab.yaml"), "config: [");
    await expect(readStackConfig(root, "lab")).rejects.toThrow(join(root, "Pulumi.lab.yaml"));
  });

  test.each(["", "-a", "A", "a/b", "..", "a".repeat(31)])("refuses %j for a stack's name", (name) => {
    expect(() => stackName(name)).toThrow("cannot name a stack");
  });
});
