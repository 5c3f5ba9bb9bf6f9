import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { clearStaleLocks, isStale, type Lock } from "../../../../src/lab/pulumi/locks.ts";
import { until } from "../../../until.ts";

/** Above the largest process id that Linux gives. */
const NOBODY = 4_194_305;
const lock: Lock = { pid: NOBODY, username: "mina", hostname: hostname(), timestamp: "2026-01-02T03:04:05Z" };
let backend: string;
let folder: string;

beforeEach(async () => {
  backend = await mkdtemp(join(tmpdir(), "labnote-locks-"));
  folder = join(backend, ".pulumi/locks/organization/labnote/lab");
  await mkdir(folder, { recursive: true });
});
afterEach(async () => {
  await rm(backend, { recursive: true, force: true });
});

const hold = async (content: unknown) => {
  await writeFile(join(folder, "1.json"), typeof content === "string" ? content : JSON.stringify(content));
  await writeFile(join(folder, "1.json.attrs"), "{}");
};

test("only a lock of this machine whose process is gone is stale", () => {
  expect(isStale(lock, hostname(), false)).toBe(true);
  expect(isStale(lock, hostname(), true)).toBe(false);
  expect(isStale(lock, "another", false)).toBe(false);
});

test("the lock of a dead process is removed, and what belongs to it", async () => {
  await hold(lock);
  await clearStaleLocks(backend, "labnote", "lab");
  expect(await readdir(folder)).toEqual([]);
});

test("the lock of a process whose id another program has by now is removed", async () => {
  const other = spawn("sleep", ["60"]);
  try {
    // A process has no program yet for a moment.
    await until(
      "the other one runs",
      async () => (await readFile(`/proc/${other.pid}/cmdline`, "utf8")) !== "" || undefined,
    );
    await hold({ ...lock, pid: other.pid });
    await clearStaleLocks(backend, "labnote", "lab");
    expect(await readdir(folder)).toEqual([]);
  } finally {
    other.kill();
  }
});

test("a lock of another machine stays, and its holder is named", async () => {
  await hold({ ...lock, hostname: "another" });
  await expect(clearStaleLocks(backend, "labnote", "lab")).rejects.toThrow(
    "Process 4194305 of mina on another has worked on the stack lab since 2026-01-02T03:04:05Z",
  );
  expect(await readdir(folder)).toContain("1.json");
});

test("a lock that does not name its process stays", async () => {
  await hold("{");
  await expect(clearStaleLocks(backend, "labnote", "lab")).rejects.toThrow("does not say by which process");
});

test.each([
  ["empty", ""],
  ["whole", JSON.stringify(lock)],
])("the draft of a lock that a killed process left is removed, be it %s", async (_how, text) => {
  await writeFile(join(folder, "1.json.187d0c3f.tmp"), text);
  await clearStaleLocks(backend, "labnote", "lab");
  expect(await readdir(folder)).toEqual([]);
});

test("a stack without a lock, and one that never was, are free", async () => {
  await clearStaleLocks(backend, "labnote", "lab");
  await clearStaleLocks(backend, "labnote", "other");
});
