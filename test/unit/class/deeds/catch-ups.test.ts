import { describe, expect, test } from "@jest/globals";
import { CatchUps } from "../../../../src/class/deeds/catch-ups.ts";
import type { DeedHost } from "../../../../src/class/deeds/deed-host.ts";
import { newStudent } from "../../../../src/class/progress/state.ts";
import { read } from "../../note/pages.ts";

const note = read("## 1 One\n\n```console\n$ echo\n```\n");

/** A host that is busy from the moment that its reset begins until the test lets it go. */
function busy() {
  const begun = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  let running = false;
  const host = {
    ...{ note, host: { name: "mina" }, progress: () => newStudent(note, "mina"), append: () => {}, release: () => {} },
    remote: {
      run: async (_: string, { signal }: { signal: AbortSignal }) => {
        running = true;
        begun.resolve();
        signal.addEventListener("abort", () => going.reject(signal.reason));
        await going.promise.finally(() => {
          running = false;
        });
        return { exit: 1, stdout: "", stderr: "it is busy" };
      },
    },
  } as unknown as DeedHost;
  return { host, begun: begun.promise, go: () => going.resolve(), isRunning: () => running };
}
const request = { until: "1:1", how: "anew" } as const;

const STOPPED = { why: "It was stopped.", stopped: true };

describe("students who are caught up", () => {
  test("so many at once, and the next when one has ended, in the order in which they were asked for", async () => {
    const catchUps = new CatchUps(2);
    const hosts = [busy(), busy(), busy(), busy()];
    const said = hosts.map(({ host }, at) => catchUps.start(`student-${at}`, host, request));
    await Promise.all([hosts[0]?.begun, hosts[1]?.begun]);
    expect(hosts.map(({ isRunning }) => isRunning())).toEqual([true, true, false, false]);
    expect(catchUps.until("student-3")).toBe("1:1");
    hosts[1]?.go();
    await hosts[2]?.begun;
    expect(hosts.map(({ isRunning }) => isRunning())).toEqual([true, false, true, false]);
    for (const { go } of hosts) go();
    expect(await Promise.all(said)).toEqual(
      Array(4).fill({ why: expect.stringContaining("it is busy"), stopped: false }),
    );
    expect(catchUps.until("student-3")).toBeUndefined();
  });

  test("are stopped one by one or all, and one who is asked for twice is stopped first", async () => {
    const catchUps = new CatchUps(5);
    const [one, other, again] = [busy(), busy(), busy()];
    const first = catchUps.start("mina", one.host, request);
    const second = catchUps.start("jun", other.host, request);
    await Promise.all([one.begun, other.begun]);
    const third = catchUps.start("mina", again.host, request);
    expect(await first).toEqual(STOPPED);
    await again.begun;
    expect(one.isRunning()).toBe(false);
    await catchUps.stopAll();
    expect(await Promise.all([second, third])).toEqual([STOPPED, STOPPED]);
  });

  test("are stopped at once where they still wait for their turn, and nothing is done or kept for them", async () => {
    const catchUps = new CatchUps(1);
    const [one, other] = [busy(), busy()];
    const kept: unknown[] = [];
    other.host.append = (event) => kept.push(event);
    const first = catchUps.start("mina", one.host, request);
    const second = catchUps.start("jun", other.host, request);
    await one.begun;
    await catchUps.stop("jun");
    expect(await second).toEqual(STOPPED);
    expect([kept, other.isRunning(), one.isRunning()]).toEqual([[], false, true]);
    await catchUps.stopAll();
    expect(await first).toEqual(STOPPED);
  });

  test("give their place to the next when they are stopped", async () => {
    const catchUps = new CatchUps(1);
    const [one, other] = [busy(), busy()];
    const first = catchUps.start("mina", one.host, request);
    const second = catchUps.start("jun", other.host, request);
    await one.begun;
    await catchUps.stop("mina");
    await other.begun;
    await catchUps.stopAll();
    expect(await Promise.all([first, second])).toHaveLength(2);
  });
});
