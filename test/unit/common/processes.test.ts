import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { inLanes, isAlive, isRunning, singleFlight, startOf } from "../../../src/common/processes.ts";
import { until } from "../../until.ts";

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

test("a process that ends while it is looked at runs until then, and not after", async () => {
  for (let round = 0; round < 100; round++) {
    const short = spawn("true");
    await once(short, "spawn");
    const looks = async () => {
      while (await isRunning(short.pid as number, "true"));
    };
    await Promise.all([looks(), looks(), looks(), once(short, "close")]);
  }
});

test("a process that has ended does not run, though its parent has not asked for its status", async () => {
  // The second shell does not know of the first one's child.
  const parent = spawn("sh", ["-c", "sleep 60 & exec sh -c 'echo $0; read line' $!"]);
  const child = Number((await once(parent.stdout, "data"))[0]);
  try {
    expect(await isRunning(child, "sleep")).toBe(true);
    process.kill(child, "SIGKILL");
    await until("the child does not run", async () => !(await isRunning(child, "sleep")) || undefined);
    expect(isAlive(child)).toBe(true);
  } finally {
    parent.kill("SIGKILL");
    await once(parent, "close");
  }
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
