import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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

async function shown(outcome: LabOutcome, env = {}) {
  const { said, console } = recordedConsole("b", env);
  const students = outcome.results.map(({ name }) => name);
  const status = await showResults(outcome, { note, stack: "b", students, records }, console, "Take it down");
  return { ...said, status };
}

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

test("a host whose record cannot be read is told so, with the cause after the report of all others", async () => {
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
