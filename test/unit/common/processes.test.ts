import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { inLanes, isAlive, isRunning, singleFlight, startOf } from "../../../src/common/processes.ts";

/** Above the largest process id that Linux gives. */
const NOBODY = 4_194_305;

test("a process that runs is alive, and the id of no process is not", () => {
  expect([process.pid, NOBODY].map(isAlive)).toEqual([true, false]);
});

test("a process of another user is alive, whether this user may signal it or not", () => {
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

/** Work that ends when the test says so, and what it was begun with. */
function heldWork() {
  const begun: { args: [string, number]; end: PromiseWithResolvers<string> }[] = [];
  const work = singleFlight((...args: [string, number]) => {
    const end = Promise.withResolvers<string>();
    begun.push({ args, end });
    return end.promise;
  });
  return { begun, work };
}

test("calls for one key share the work that is under way, and calls for another key do not", async () => {
  const { begun, work } = heldWork();
  const results = [work("a", 1), work("a", 2), work("b", 3)];
  expect(begun.map(({ args }) => args)).toEqual([
    ["a", 1],
    ["b", 3],
  ]);
  begun[0]?.end.resolve("of a");
  begun[1]?.end.resolve("of b");
  expect(await Promise.all(results)).toEqual(["of a", "of a", "of b"]);
});

test("a call after the work has ended works anew, also after a failure", async () => {
  const { begun, work } = heldWork();
  const failures = [work("a", 1), work("a", 2)];
  begun[0]?.end.reject(new Error("no network"));
  expect((await Promise.allSettled(failures)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const again = work("a", 3);
  begun[1]?.end.resolve("made");
  expect(await again).toBe("made");
});

test("the start of a process is the same at every look, another process's is another, and one that ended has none", async () => {
  const other = spawn("sleep", ["60"]);
  await once(other, "spawn");
  const pid = other.pid as number;
  const [own, again, theirs] = await Promise.all([startOf(process.pid), startOf(process.pid), startOf(pid)]);
  expect(own).toMatch(/\S/);
  expect(again).toBe(own);
  expect(theirs).not.toBe(own);
  other.kill("SIGKILL");
  await once(other, "close");
  expect(await startOf(pid)).toBeUndefined();
});

test("lanes work on all items in their order, and on no more at once than there are lanes", async () => {
  const begun: number[] = [];
  let [now, most] = [0, 0];
  await inLanes([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    now += 1;
    most = Math.max(most, now);
    await new Promise(setImmediate);
    now -= 1;
  });
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
});
