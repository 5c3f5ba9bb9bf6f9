import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { showResults } from "../../../src/cli/results.ts";
import { LabError } from "../../../src/common/errors.ts";
import type { LabOutcome } from "../../../src/lab/outcome.ts";
import { note } from "../hosts/mocked.ts";
import { failed, passed, recordOf } from "../record/fixtures.ts";
import { recordedConsole } from "./recorded-console.ts";

let records: string;
beforeEach(async () => {
  records = await mkdtemp(join(tmpdir(), "labnote-results-"));
});
afterEach(() => rm(records, { recursive: true }));

const mina = { name: "mina", record: recordOf([passed()]) };
const jun = { name: "jun", record: recordOf([failed({ typed: "echo hello" })]) };

async function shown(outcome: LabOutcome, env = {}, columns?: number) {
  const { said, console } = recordedConsole("b", env, columns);
  const students = outcome.results.map(({ name }) => name);
  const { status, page } = await showResults(outcome, { note, stack: "b", students, records }, console, "Take it down");
  return { ...said, status, page };
}

/** Leaves a page of a host's run. */
async function leavePage(host: string): Promise<string> {
  await mkdir(join(records, host));
  await writeFile(join(records, host, "index.html"), "");
  return String(pathToFileURL(join(records, host, "index.html")));
}

test("the results on a terminal end with the page's address alone in its line, below the verdict", async () => {
  const address = await leavePage("mina");
  const { stdout, page } = await shown({ results: [mina], problems: [] }, {}, 80);
  expect(stripVTControlCharacters(stdout)).toMatch(
    /\nTake it down\n\npassed: 1 passed, 0 failed, 0 skipped; 1 of 1 hosts passed\nfile:.*\n$/,
  );
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(address);
  expect(String(page)).toBe(address);
});

test("the results where nobody watches end with one line for programs, in CI on a terminal, too", async () => {
  const address = await leavePage("mina");
  for (const { stdout } of [
    await shown({ results: [mina], problems: [] }),
    await shown({ results: [mina], problems: [] }, { CI: "true" }, 80),
  ])
    expect(stdout).toMatch(new RegExp(`\\n(passed: .*; 1 of 1 hosts passed): ${address}\\n$`));
});

test("a step that failed is shown with its address in the page of its run, and without one where there is no page", async () => {
  const results = [mina, jun];
  expect((await shown({ results, problems: [] })).stdout).not.toContain("#1.1:1");
  const address = await leavePage("jun");
  expect((await shown({ results, problems: [] })).stdout).toContain(`\n    ${address}#1.1:1\n`);
});

test("the results have no page where there is none", async () => {
  expect((await shown({ results: [mina], problems: [] })).page).toBeUndefined();
});

test("the report of a class is shown whole where its page cannot be written, and then why", async () => {
  // A folder stands where the page would be.
  await mkdir(join(records, "index.html"));
  const { stdout, stderr, status } = await shown({ results: [mina, jun], problems: [] });
  expect(stdout).toMatch(/mina: 1 passed.*jun: 0 passed, 1 failed.*echo hello.*Take it down\n/s);
  expect(stderr).toMatch(/^.*index\.html could not be written\n {2}because: .*\n {2}try: /);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(
    `failed: 1 passed, 1 failed, 0 skipped; 1 of 2 hosts passed: ${pathToFileURL(records)}`,
  );
  expect(status).toBe(1);
});

test("a run that passed stays one where the summary of its job cannot be written, and the cause is shown", async () => {
  const { stdout, stderr, status } = await shown({ results: [mina], problems: [] }, { GITHUB_STEP_SUMMARY: records });
  expect(stderr).toMatch(/^The summary of the job could not be written to .*\n {2}because: .*EISDIR/);
  expect(stdout).toContain("\npassed: 1 passed, 0 failed, 0 skipped; 1 of 1 hosts passed: ");
  expect(status).toBe(0);
});

test("the report says that a host's record cannot be read, with the cause after the report of all others", async () => {
  await mkdir(join(records, "jun"));
  await writeFile(join(records, "jun", "record.json"), "{");
  const broken = { name: "jun", record: undefined, unreadable: true } as const;
  const error = new LabError("jun's record.json is broken");
  const { stdout, stderr, status } = await shown({ results: [mina, broken], problems: [{ host: "jun", error }] });
  expect(stdout).toMatch(/mina: 1 passed, 0 failed.*jun: its record cannot be read\n/s);
  expect(stdout).toContain(String(pathToFileURL(join(records, "index.html"))));
  expect(stderr).toBe("jun's record.json is broken\n\n");
  expect(status).toBe(1);
});
