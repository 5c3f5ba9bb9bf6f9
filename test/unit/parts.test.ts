import { expect, test } from "@jest/globals";
import { choose, commandOf, lastLine, PARTS, succeeded, sum, tallyOf, together } from "../parts.ts";

const names = (args: string[]) => choose(args).parts.map(({ name }) => name);

test("all parts of the tests run, in order, when none is named", () => {
  expect(names([])).toEqual(PARTS.map(({ name }) => name));
});

test("the named parts of the tests run, and the arguments after them go to jest", () => {
  expect(names(["unit"])).toEqual(["unit"]);
  expect(names(["lint", "types"])).toEqual(["types", "lint"]);
  expect(choose(["unit", "settings", "-t", "lint"]).rest).toEqual(["settings", "-t", "lint"]);
});

test("the parts that make labs run side by side, behind the others, with what each needs", () => {
  const all = together(PARTS);
  expect(all.map(({ name }) => name)).toEqual(["types", "lint", "unit", "browser", "lab vm aws"]);
  const matched = commandOf(all[4] as (typeof all)[0]).filter((arg) => arg.startsWith("--testMatch="));
  expect(matched.map((arg) => /test\/(\w+)\//.exec(arg)?.[1])).toEqual(["lab", "vm", "aws"]);
  expect(all[4]?.needs?.map(({ title }) => title)).toEqual(["Browser", "QEMU", "AWS for the tests"]);
});

test("a part that makes labs is as it is when no other is chosen", () => {
  const { parts } = choose(["unit", "vm"]);
  expect(together(parts)).toEqual(parts);
});

test("a part of the tests without jest counts as one test", () => {
  expect(tallyOf(0)).toEqual({ passed: 1, failed: 0 });
  expect(tallyOf(2)).toEqual({ passed: 0, failed: 1 });
});

test("each test of jest counts, and a file that cannot be run counts as a failure", () => {
  const report = { numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1 };
  expect(tallyOf(1, report)).toEqual({ passed: 7, failed: 3 });
});

test("a jest run that fails without a failed test counts as a failure", () => {
  expect(tallyOf(1, { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }).failed).toBe(1);
  expect(tallyOf(null)).toEqual({ passed: 0, failed: 1 });
});

test("the last line of npm test sums up all parts", () => {
  const all = sum([
    { passed: 1, failed: 0 },
    { passed: 20, failed: 3 },
  ]);
  expect(lastLine(all)).toBe("21 passed, 3 failed");
});

test("npm test succeeds when something passed and nothing failed", () => {
  expect(succeeded({ passed: 1, failed: 0 })).toBe(true);
  expect(succeeded({ passed: 1, failed: 1 })).toBe(false);
  expect(succeeded({ passed: 0, failed: 0 })).toBe(false);
});
