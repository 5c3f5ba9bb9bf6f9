import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { RunRecord, StepRecord } from "../../src/record/record.ts";
import type { Said } from "../lab/fixtures/evidence.ts";
import { type TestLab, testLab } from "../lab/fixtures/lab.ts";

// Emulated, it takes a quarter of an hour on an idle machine, and three times as long beside much other work.
jest.setTimeout(80 * 60_000);

let lab: TestLab;
let said: Said;
let record: RunRecord;

beforeAll(async () => {
  lab = await testLab();
  said = await lab.run("start", "--set", "target=vm", "--set", "readyMinutes=30");
  record = await lab.record();
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

const isBuild = ({ typed }: StepRecord): boolean => typed.startsWith("docker build ");

test("the chapter passes in every step on a virtual machine", () => {
  expect(record.steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(record.steps.length).toBeGreaterThan(100);
  expect(record.host).toMatchObject({ kind: "vm", facts: { acceleration: expect.stringMatching(/KVM|HVF|emulated/) } });
});

test("the chapter's builds are done by BuildKit there", () => {
  const builds = record.steps.filter(isBuild);
  expect(builds.length).toBeGreaterThan(3);
  for (const { output } of builds) expect(output).toContain("[+] Building");
});
