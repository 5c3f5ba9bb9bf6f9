import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { renderAdvice } from "../../../src/common/advice.ts";
import { LabError } from "../../../src/common/errors.ts";
import type { Host } from "../../../src/hosts/host.ts";
import type { Closed, Connection } from "../../../src/hosts/ssh/connection.ts";
import { lockHost } from "../../../src/run/host-lock.ts";

const host = { name: "host-1", unreachable: "see to it" } as Host;

/** A host on which the script that holds the lock says so, or comes to its end, or neither. */
function saying(said: string | undefined, end?: Closed) {
  const closed = Promise.withResolvers<Closed>();
  const close = jest.fn(async () => closed.resolve({ exit: 0, why: "it was closed" }));
  const remote = {
    hold: (_script: string, onData: (data: Uint8Array) => void) => {
      if (said !== undefined) Promise.resolve().then(() => onData(Buffer.from(`${said}\n`)));
      if (end !== undefined) closed.resolve(end);
      return { waiting: 0, pause: () => {}, resume: () => {}, write: () => {}, closed: closed.promise, close };
    },
  } as unknown as Connection;
  return { remote, close };
}

describe("the lock of a host", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test("a host's lock is held until its channel is closed, and then no timer is left", async () => {
    const { remote } = saying("held");
    const channel = await lockHost(remote, host);
    expect(jest.getTimerCount()).toBe(1);
    await channel.close();
    await channel.closed;
    expect(jest.getTimerCount()).toBe(0);
  });

  test.each([
    ["taken", undefined, "host-1 is in use: a run, a class or a recording is at work on it", /wait for the end/],
    [undefined, { exit: 1, why: "no flock" }, "host-1 cannot be locked: no flock", /see to it/],
  ])("a host's lock that cannot be had is an error that says why: %p", async (said, end, message, remedy) => {
    const { remote, close } = saying(said, end);
    const error = await lockHost(remote, host).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LabError);
    expect((error as LabError).message).toEqual(message);
    expect(renderAdvice((error as LabError).remedy ?? "", "lab")).toMatch(remedy);
    expect(close).toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  test("waiting for a host's lock has a limit", async () => {
    const { remote, close } = saying(undefined);
    const locked = expect(lockHost(remote, host)).rejects.toMatchObject({
      message: "host-1 cannot be locked: no answer came within 30 s",
      remedy: "see to it",
    });
    await jest.advanceTimersByTimeAsync(30_000);
    await locked;
    expect(close).toHaveBeenCalled();
  });
});
