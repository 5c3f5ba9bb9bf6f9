import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { poll, withTimeout } from "../../../src/common/abort.ts";

const HOUR = 3_600_000;
const aborted = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener("abort", resolve));

test("a signal with a limit aborts when its time is over, and the signal that it is made from does not", async () => {
  const { signal } = new AbortController();
  for (const limited of [withTimeout(undefined, 1), withTimeout(signal, 1)]) {
    if (!limited.aborted) await aborted(limited);
    expect(limited.reason).toMatchObject({ name: "TimeoutError" });
  }
  expect(signal.aborted).toBe(false);
});

test("a signal with a limit aborts with the signal that it is made from, for the same reason", () => {
  const controller = new AbortController();
  const limited = withTimeout(controller.signal, HOUR);
  expect(limited.aborted).toBe(false);
  controller.abort("enough");
  expect(limited.reason).toBe("enough");
});

test("a signal with a limit has aborted from its start when the signal that it is made from has", () => {
  expect(withTimeout(AbortSignal.abort("before"), HOUR).reason).toBe("before");
});

/** Looks that see these values in turn, and the last one from then on. */
function seeing<Value>(...values: Value[]) {
  const left: number[] = [];
  const look = async (milliseconds: number): Promise<Value> => {
    left.push(milliseconds);
    return values[Math.min(left.length, values.length) - 1] as Value;
  };
  return { look, left };
}

test("polling ends with the first value that is waited for", async () => {
  const { look, left } = seeing("down", "coming", "up", "later");
  expect(await poll(look, { until: (value) => value === "up", every: 1, within: HOUR })).toBe("up");
  expect(left).toHaveLength(3);
});

test("polling ends with the last value when its time is over", async () => {
  const { look, left } = seeing("down", "still down");
  expect(await poll(look, { until: (value) => value === "up", every: 1, within: 1_000 })).toBe("still down");
  expect(left.length).toBeGreaterThan(1);
  expect(left.every((milliseconds) => milliseconds >= 0)).toBe(true);
});

test("polling pauses as long as what was seen asks for", async () => {
  const seen: string[] = [];
  const look = async () => seen[seen.push(seen.length === 0 ? "quick" : "slow") - 1] as string;
  const every = (value: string) => (value === "quick" ? 1 : 60_000);
  expect(await poll(look, { until: () => false, every, within: 10_000 })).toBe("slow");
  expect(seen).toEqual(["quick", "slow"]);
});

test("polling looks once when there is no time to look again", async () => {
  const { look, left } = seeing("down");
  expect(await poll(look, { until: () => false, every: 1, within: 0 })).toBe("down");
  expect(left).toHaveLength(1);
});

test("polling tells each look how much time is left", async () => {
  const { look, left } = seeing(1, 2, 3);
  await poll(look, { until: (value) => value === 3, every: 1, within: HOUR });
  expect(left.toSorted((one, other) => other - one)).toEqual(left);
  expect(left.every((milliseconds) => milliseconds <= HOUR)).toBe(true);
});

test("polling that is stopped between two looks ends at once, with the signal's own reason", async () => {
  const controller = new AbortController();
  const look = async () => void setTimeout(1).then(() => controller.abort("enough"));
  const polling = { until: () => false, every: HOUR, within: 2 * HOUR, signal: controller.signal };
  await expect(poll(look, polling)).rejects.toBe("enough");
});

test("polling that is stopped before it begins looks at nothing", async () => {
  const { look, left } = seeing("down");
  const polling = { until: () => true, every: 1, within: HOUR, signal: AbortSignal.abort("enough") };
  await expect(poll(look, polling)).rejects.toBe("enough");
  expect(left).toEqual([]);
});

test("polling ends with what a look throws", async () => {
  const look = () => Promise.reject(new Error("no right to look"));
  await expect(poll(look, { until: () => true, every: 1, within: HOUR })).rejects.toThrow("no right to look");
});

test("poll says once that it waits, with the first value, and says nothing when the first value is the one", async () => {
  const waits: number[] = [];
  const counting = () => {
    let looks = 0;
    return async () => {
      looks += 1;
      return looks;
    };
  };
  const wait = { every: 1, within: 60_000, onWait: (value: number) => waits.push(value) };
  await poll(counting(), { ...wait, until: (value) => value === 3 });
  expect(waits).toEqual([1]);
  await poll(counting(), { ...wait, until: (value) => value === 1 });
  expect(waits).toEqual([1]);
});

const ABORT = join(import.meta.dirname, "../../../src/common/abort.ts");

test.each([
  ["Ctrl-C ends at once a process that stops", "SIGINT", { by: "SIGINT" }],
  ["a closed window, which tells a process twice, leaves it the time to stop", "SIGHUP", { status: 3 }],
  ["a restart of the machine, which tells a process twice, leaves it the time to stop", "SIGTERM", { status: 3 }],
] as const)("a second signal: %s", async (_what, name, end) => {
  const child = spawn(process.execPath, [
    ...["--input-type=module", "-e"],
    `import { interruption } from ${JSON.stringify(ABORT)};
    const { signal } = interruption();
    // Its end comes when it is told; the two turns are those in which the first signal is taken.
    process.stdin.resume().once("end", () => process.exit(3));
    signal.addEventListener("abort", () => setImmediate(() => setImmediate(() => console.log(signal.reason.by))));
    console.log("works");`,
  ]);
  try {
    const ended = once(child, "exit");
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      child.kill(name);
      if (line === name) break;
    }
    child.stdin.end();
    const [status, by] = await ended;
    expect(said).toEqual(["works", name]);
    expect({ status, by }).toMatchObject(end);
  } finally {
    child.kill("SIGKILL");
  }
});
