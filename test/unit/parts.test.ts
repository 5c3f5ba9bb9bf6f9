import { expect, test } from "@jest/globals";
import { choose, lastLine, PARTS, succeeded, sum, tallyOf } from "../parts.ts";

const names = (args: string[]) => choose(args).parts.map(({ name }) => name);

test("all parts run when none is named, in their order", () => {
  expect(names([])).toEqual(PARTS.map(({ name }) => name));
});

test("the named parts run, and what follows the names is jest's", () => {
  expect(names(["unit"])).toEqual(["unit"]);
  expect(names(["lint", "types"])).toEqual(["types", "lint"]);
  expect(choose(["unit", "settings", "-t", "lint"]).rest).toEqual(["settings", "-t", "lint"]);
});

test("a part that is no jest counts as one", () => {
  expect(tallyOf(0)).toEqual({ passed: 1, failed: 0 });
  expect(tallyOf(2)).toEqual({ passed: 0, failed: 1 });
});

test("jest's tests count one by one, and a file that cannot be run counts as a failure", () => {
  const report = { numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1 };
  expect(tallyOf(1, report)).toEqual({ passed: 7, failed: 3 });
});

test("a jest that fails without a failed test has failed all the same", () => {
  expect(tallyOf(1, { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }).failed).toBe(1);
  expect(tallyOf(null)).toEqual({ passed: 0, failed: 1 });
});

test("the last line sums up all parts", () => {
  const all = sum([
    { passed: 1, failed: 0 },
    { passed: 20, failed: 3 },
  ]);
  expect(lastLine(all)).toBe("21 passed, 3 failed");
});

test("a run is a success when something passed and nothing failed", () => {
  expect(succeeded({ passed: 1, failed: 0 })).toBe(true);
  expect(succeeded({ passed: 1, failed: 1 })).toBe(false);
  expect(succeeded({ passed: 0, failed: 0 })).toBe(false);
});
