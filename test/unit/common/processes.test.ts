import { expect, test } from "@jest/globals";
import { isAlive, isRunning } from "../../../src/common/processes.ts";

/** Above the largest process id that Linux gives. */
const NOBODY = 4_194_305;

test("a process that runs is alive, and one that is not there is none", () => {
  expect([process.pid, NOBODY].map(isAlive)).toEqual([true, false]);
});

test("another's process is alive, whether this user may signal it or not", () => {
  expect(isAlive(1)).toBe(true);
});

test("a process is known by its program, since its id may be another's by now", async () => {
  expect(
    await Promise.all([
      isRunning(process.pid, "node"),
      isRunning(process.pid, "no-such-program"),
      isRunning(NOBODY, "node"),
    ]),
  ).toEqual([true, false, false]);
});
