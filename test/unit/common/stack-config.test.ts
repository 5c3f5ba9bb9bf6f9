import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { keepSettings, readStackConfig, stackName } from "../../../src/common/stack-config.ts";

let root: string;
const project =
  "name: labnote\nconfig:\n  students: {type: string, default: '1'}\n  baked: {type: boolean, default: true}\n";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-configuration-"));
  await writeFile(join(root, "Pulumi.yaml"), project);
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("a stack's configuration is the project's defaults where nothing else is said", async () => {
  expect(await readStackConfig(root, "lab")).toEqual({ "labnote:students": "1", "labnote:baked": "true" });
});

test("a stack's configuration is the stack's own file over the defaults, and the changes at hand over both", async () => {
  await writeFile(join(root, "Pulumi.lab.yaml"), 'config:\n  labnote:students: "3"\n  labnote:baked: false\n');
  expect(await readStackConfig(root, "lab")).toEqual({ "labnote:students": "3", "labnote:baked": "false" });
  expect(await readStackConfig(root, "lab", { set: ["students=mina,jun"], unset: ["baked"] })).toEqual({
    "labnote:students": "mina,jun",
    "labnote:baked": "true",
  });
});

test("a stack's configuration keeps all that follows the first equals sign", async () => {
  const configuration = await readStackConfig(root, "lab", { set: ["note=a=b.md"], unset: [] });
  expect(configuration["labnote:note"]).toBe("a=b.md");
});

test.each(["students", "=3", ""])("a stack's configuration refuses to set %j, which names no value", async (text) => {
  await expect(readStackConfig(root, "lab", { set: [text], unset: [] })).rejects.toThrow("names no value");
});

test("changes of settings are kept in the stack's own file, with its comments and with what Pulumi wrote there", async () => {
  const file = join(root, "Pulumi.lab.yaml");
  await writeFile(
    file,
    'encryptionsalt: v1:abc\n# of the class\nconfig:\n  labnote:baked: "false"\n  aws:region: eu-west-1\n',
  );
  await keepSettings(root, "lab", { set: ["students=3", "note=a=b.md"], unset: ["baked", "never-set"] });
  expect(await readFile(file, "utf8")).toBe(
    'encryptionsalt: v1:abc\n# of the class\nconfig:\n  aws:region: eu-west-1\n  labnote:students: "3"\n  labnote:note: a=b.md\n',
  );
});

test("changes of settings make the stack's file, and no change makes none", async () => {
  await keepSettings(root, "other", { set: [], unset: [] });
  expect(await readdir(root)).toEqual(["Pulumi.yaml"]);
  await keepSettings(root, "lab", { set: ["baked=false"], unset: [] });
  expect(await readStackConfig(root, "lab")).toMatchObject({ "labnote:baked": "false" });
});

test("the error of a configuration that cannot be read names the file", async () => {
  await writeFile(join(root, "Pulumi.lab.yaml"), "config: [");
  await expect(readStackConfig(root, "lab")).rejects.toThrow(join(root, "Pulumi.lab.yaml"));
});

test.each(["", "-a", "A", "a/b", "..", "a".repeat(31)])("%j is refused as a stack's name", (name) => {
  expect(() => stackName(name)).toThrow("cannot name a stack");
});
