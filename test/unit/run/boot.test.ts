import { describe, expect, test } from "@jest/globals";
import { ConnectError, type Connection, type ScriptResult, ScriptTimeout } from "../../../src/hosts/ssh/connection.ts";
import { bootOf, newBoot } from "../../../src/run/boot.ts";

const { signal } = new AbortController();
const boot = (id: string, exit = 0): ScriptResult => ({ exit, stdout: `${id}\n17\n`, stderr: "" });
/** What a host says whose shells are killed, since it goes down. */
const killed: ScriptResult = { exit: 143, stdout: "", stderr: "" };

/** A host that answers each look with the next of these; it keeps how much time each was given. */
function answering(...answers: (ScriptResult | Error)[]) {
  const given: number[] = [];
  const remote = {
    reconnect: async () => {},
    run: async (_script: string, { timeout }: { timeout: number }) => {
      given.push(timeout);
      const answer = answers.shift();
      if (answer === undefined) throw new Error("it was asked once more than expected");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as Connection;
  return { remote, given };
}

describe("a boot", () => {
  test("a boot is the kernel's boot id and the start of the first process", async () => {
    expect(await bootOf(answering(boot("a")).remote, signal)).toBe("a\n17");
  });

  test.each([
    ["nothing, as its shell was killed", killed],
    ["the half of it", { ...boot("a"), stdout: "a\n" }],
    ["all of it and an error", boot("a", 1)],
  ])("the boot is not known when the host says %s", async (_what, answer) => {
    await expect(bootOf(answering(answer).remote, signal)).rejects.toThrow("The host does not say which boot it is");
  });
});

describe("a host that reboots", () => {
  const lost = new ConnectError("lost", "the connection was lost");
  const hangs = new ScriptTimeout("a script did not end within 10 s", "");

  test("a host is back when it gives a new boot, and is asked again while it is up, silent, unreachable or hanging", async () => {
    const { remote } = answering(boot("a"), killed, lost, hangs, boot("b"));
    expect(await newBoot(remote, "a\n17", 60_000, signal)).toBe("b\n17");
  });

  test("a host that reboots gets no more time for an answer than is left", async () => {
    const { remote, given } = answering(boot("b"));
    await newBoot(remote, "a\n17", 500, signal);
    expect(given).toEqual([expect.any(Number)]);
    expect(given[0]).toBeLessThanOrEqual(500);
  });

  test.each([
    ["it is still up", boot("a"), "it is still up"],
    ["it does not say", killed, "it does not say which boot it is"],
    ["it hangs", hangs, hangs],
    ["it cannot be reached", lost, lost],
  ])("a host that is not back in time is an error that says why: %s", async (_what, answer, cause) => {
    const { remote } = answering(answer);
    await expect(newBoot(remote, "a\n17", 0, signal)).rejects.toMatchObject({
      message: "The host did not come back as a new boot within 0 s",
      cause,
    });
  });

  test("a host that comes back with another host key is an error at once", async () => {
    const other = new ConnectError("host-key", "it has another key");
    await expect(newBoot(answering(other).remote, "a\n17", 60_000, signal)).rejects.toBe(other);
  });
});
