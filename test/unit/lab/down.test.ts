import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { startOf } from "../../../src/common/processes.ts";
import { type Ended, labnote } from "./labnote.ts";

let folder: string;
let others: ChildProcess[];

/** A user's folders with something in the caches, and a Docker that has nothing of labnote. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-down-"));
  others = [];
  await mkdir(join(folder, "cache/labnote/pulumi"), { recursive: true });
  await writeFile(join(folder, "cache/labnote/pulumi/kept"), "");
  await docker("exit 0");
});
afterEach(async () => {
  for (const other of others) other.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function docker(script: string): Promise<void> {
  await mkdir(join(folder, "bin"), { recursive: true });
  const file = join(folder, "bin/docker");
  await writeFile(file, `#!/bin/sh\necho "$*" >> ${join(folder, "asked")}\n${script}\n`);
  await chmod(file, 0o755);
}
const aProcess = (): number => {
  const other = spawn("sleep", ["60"]);
  others.push(other);
  return other.pid as number;
};
const down = (): Promise<Ended> => labnote("down", folder, ["--all"]).ended;
const cachesAreThere = () => existsSync(join(folder, "cache/labnote/pulumi/kept"));

test("down --all removes the caches when nothing is left", async () => {
  expect(await down()).toMatchObject({ code: 0, stdout: expect.stringContaining("gone: t-unit") });
  expect(cachesAreThere()).toBe(false);
});

test("down --all keeps the caches while something may be left, since the next down needs the Pulumi in them", async () => {
  await docker('echo "Error response from daemon: the disk is gone" >&2; exit 1');
  const { code, stdout, stderr } = await down();
  expect(code).toBe(1);
  expect(stderr).toContain("the disk is gone");
  expect(stdout).toContain(`Kept while something is left: the folder ${join(folder, "cache/labnote")}.`);
  expect(cachesAreThere()).toBe(true);
});

test("down --all is refused while a command in another checkout works with the caches, and does nothing", async () => {
  const pid = aProcess();
  const other = join(folder, "data/labnote/checkouts/other-1");
  await mkdir(other, { recursive: true });
  await writeFile(join(other, "checkout"), CHECKOUT);
  const started = await startOf(pid);
  await writeFile(join(other, "lab.at-work"), JSON.stringify({ pid, started, command: "npm start", stopping: false }));
  const { code, stderr } = await down();
  expect(code).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`npm start.* \\(process ${pid}\\) in ${CHECKOUT} uses the caches, which --all removes`),
  );
  expect(cachesAreThere()).toBe(true);
  expect(await readFile(join(folder, "asked"), "utf8").catch(() => "")).toBe("");
});

test("down --all is refused while another process installs Pulumi into the caches", async () => {
  const pid = aProcess();
  await mkdir(join(folder, `cache/labnote/pulumi/.draft-${pid}-3.0.0-x`));
  const { code, stderr } = await down();
  expect(code).toBe(1);
  expect(stderr).toContain(`process ${pid}, which installs Pulumi, uses the caches`);
  expect(cachesAreThere()).toBe(true);
});
