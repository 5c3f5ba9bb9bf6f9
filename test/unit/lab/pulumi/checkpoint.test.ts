import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mendCheckpoint, parseCheckpoint, readCheckpoint } from "../../../../src/lab/pulumi/checkpoint.ts";

let backend: string;
let said: string[];
let clock: number;

beforeEach(async () => {
  backend = await mkdtemp(join(tmpdir(), "labnote-checkpoint-"));
  said = [];
  clock = 1_800_000_000;
});
afterEach(() => rm(backend, { recursive: true, force: true }));

const of = (serial: number) => JSON.stringify({ version: 3, checkpoint: { latest: { manifest: { serial } } } });
const STATE = "stacks/labnote/lab.json";
const BEFORE = "stacks/labnote/lab.json.bak";
const END = "backups/labnote/lab/lab.1800000000000000000.json";
const LATER_END = "backups/labnote/lab/lab.1800000000000000001.json";

const at = (file: string) => join(backend, ".pulumi", file);
/** Each is newer than those before it. */
async function keep(files: { [file: string]: string }): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(at(file)), { recursive: true });
    await writeFile(at(file), text);
    clock += 1;
    await utimes(at(file), clock, clock);
  }
}
const mend = () => mendCheckpoint(backend, "lab", (line) => said.push(line));
const state = () => readFile(at(STATE), "utf8");

describe("a checkpoint", () => {
  test.each([
    ["nothing", ""],
    ["a part of one", of(7).slice(0, 20)],
    ["zeros, as a power cut leaves them", "\0".repeat(64)],
    ["no object", "null"],
  ])("%s is none", (_what, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });

  test("all of one is one", () => {
    expect(parseCheckpoint(of(7))).toEqual(JSON.parse(of(7)));
  });
});

describe("a state that was cut short", () => {
  test("is replaced by the one before it, and one line says so", async () => {
    await keep({ [END]: of(1), [BEFORE]: of(2), [STATE]: of(3).slice(0, 20) });
    await mend();
    expect(await state()).toBe(of(2));
    expect(said).toEqual([
      "The state of the lab was cut short, so labnote took an earlier one; `npm run down` also finds what was made since.",
    ]);
  });

  test("is replaced by the newest that is whole, be that of a write or of an update's end", async () => {
    await keep({ [BEFORE]: of(1), [END]: of(2), [LATER_END]: "", [STATE]: "" });
    await mend();
    expect(await state()).toBe(of(2));
  });

  test("is as one that never was where none is whole", async () => {
    await keep({ [BEFORE]: "", [STATE]: "" });
    await mend();
    expect(existsSync(at(STATE))).toBe(false);
    expect(said).toEqual([
      "The state of the lab was cut short, and no earlier one is whole, so labnote begins anew; `npm run down` also finds what was made before.",
    ]);
  });

  test("is read as the newest that is whole", async () => {
    await keep({ [BEFORE]: of(2), [STATE]: "" });
    expect(await readCheckpoint(backend, "lab")).toEqual(JSON.parse(of(2)));
  });
});

test("a state that is whole stays, without a word", async () => {
  await keep({ [BEFORE]: "", [STATE]: of(3) });
  await mend();
  expect(await state()).toBe(of(3));
  expect(said).toEqual([]);
});

test("a stack that was removed does not come back from what is kept of it", async () => {
  await keep({ [BEFORE]: of(1) });
  await mend();
  expect(existsSync(at(STATE))).toBe(false);
  expect(said).toEqual([]);
});

test("what Pulumi writes beside its files, and may leave half of, goes, and the files stay", async () => {
  await keep({ [STATE]: of(3), [`${STATE}.attrs`]: "", "meta.yaml": "version: 1\n", "meta.yaml.attrs": "" });
  await mend();
  expect(["meta.yaml", "meta.yaml.attrs", STATE, `${STATE}.attrs`].filter((file) => existsSync(at(file)))).toEqual([
    "meta.yaml",
    STATE,
  ]);
});
