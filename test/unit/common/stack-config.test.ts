import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { declaredSettings, keepSettings, readStackConfig, stackName } from "../../../src/common/stack-config.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-configuration-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("a stack's configuration is the project's defaults where nothing else is said", async () => {
  const declared = Object.entries(await declaredSettings()).map(([key, { default: value }]) => [
    `labnote:${key}`,
    String(value),
  ]);
  expect(declared).toContainEqual(["labnote:students", "1"]);
  expect(await readStackConfig(root, "lab")).toEqual(Object.fromEntries(declared));
});

test("the checkout alone has a note that is run where none is named", async () => {
  const [here, elsewhere] = [await declaredSettings(), await declaredSettings(root)];
  expect([here.note?.default, elsewhere.note?.default]).toEqual(["notes/ch01-docker-basics.md", ""]);
  expect({ ...elsewhere, note: undefined }).toEqual({ ...here, note: undefined });
});

test("a stack's configuration is the stack's own file over the defaults, and the changes at hand over both", async () => {
  await writeFile(join(root, "Pulumi.lab.yaml"), 'config:\n  labnote:students: "3"\n  labnote:baked: false\n');
  expect(await readStackConfig(root, "lab")).toMatchObject({ "labnote:students": "3", "labnote:baked": "false" });
  expect(await readStackConfig(root, "lab", { set: ["students=mina,jun"], unset: ["baked"] })).toMatchObject({
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
  expect(await readdir(root)).toEqual([]);
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
