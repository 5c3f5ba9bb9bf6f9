import { afterAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { describe as told } from "../../../../../src/common/errors.ts";
import { callerAddress, openness } from "../../../../../src/hosts/ec2/aws/public-address.ts";

const fetched = jest.spyOn(globalThis, "fetch");
beforeEach(() => {
  fetched.mockReset();
});
afterAll(() => {
  fetched.mockRestore();
});
/** What is answered, one after the other; an error is no answer. */
const answers = (...all: (Response | Error)[]) => {
  for (const answer of all) {
    fetched.mockImplementationOnce(async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    });
  }
};
const refused = () => new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });

test("the caller's address is what Amazon's service answers", async () => {
  answers(new Response("203.0.113.7\n"));
  expect(await callerAddress()).toBe("203.0.113.7");
  expect(fetched.mock.calls.map(([url]) => String(url))).toEqual(["https://checkip.amazonaws.com"]);
});

test("each question has a limit, and ends when the one who asks is stopped", async () => {
  const limits = jest.spyOn(AbortSignal, "timeout");
  try {
    const both = [new AbortController(), new AbortController()];
    for (const { signal } of both) limits.mockReturnValueOnce(signal);
    const asker = new AbortController();
    answers(refused(), new Response("203.0.113.7"));
    await callerAddress(asker.signal);
    const signals = fetched.mock.calls.map(([, options]) => options?.signal);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
    both[0]?.abort();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
    asker.abort();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  } finally {
    limits.mockRestore();
  }
});

test("labnote asks nobody again, and advises no setting, when the one who asks is stopped", async () => {
  const asker = new AbortController();
  fetched.mockImplementationOnce(async (_, options) => {
    asker.abort(new Error("Ctrl-C"));
    throw options?.signal?.reason;
  });
  await expect(callerAddress(asker.signal)).rejects.toThrow("Ctrl-C");
  expect(fetched).toHaveBeenCalledTimes(1);
});

test.each([
  ["nobody answered", refused()],
  ["it was overloaded", new Response("busy", { status: 503 })],
])("it is asked once more when %s", async (_, first) => {
  answers(first, new Response("203.0.113.7\n"));
  expect(await callerAddress()).toBe("203.0.113.7");
});

test.each([
  ["a page of a hotel's network", "<html>Log in</html>"],
  ["IPv6", "2001:db8::1"],
  ["nothing", ""],
  ["an address of a private network", "192.168.1.4"],
  ["another one", "172.20.0.1"],
  ["one behind a carrier's translation", "100.64.3.2"],
  ["the loopback", "127.0.0.1"],
  ["an address with more behind it", "203.0.113.7, 10.0.0.1"],
])("%s is not taken for an address", async (_, text) => {
  answers(new Response(text), new Response(text));
  await expect(callerAddress()).rejects.toMatchObject({
    cause: expect.objectContaining({ message: expect.stringContaining("is no public IPv4 address") }),
  });
});

test("when it cannot be found out, the error says what happened, and which setting names it", async () => {
  answers(refused(), refused());
  const error = await callerAddress().catch((error: unknown) => error);
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(told(error)).toContain("npm start -- --set allowFrom=YOUR.ADDRESS");
  expect(told(error)).toContain("connect ECONNREFUSED");
});

describe("how much of the internet ranges let in", () => {
  test.each([
    [["0.0.0.0/0"], "the whole internet"],
    [["0.0.0.0/1", "128.0.0.0/1"], "the whole internet"],
    [["203.0.113.7/32", "0.0.0.0/0", "10.0.0.0/8"], "the whole internet"],
    [["128.0.0.0/1"], "50 % of the internet's addresses"],
    [["0.0.0.0/2", "0.0.0.0/1", "0.0.0.0/1"], "50 % of the internet's addresses"],
    [["24.0.0.0/8", "25.0.0.0/8", "26.0.0.0/8"], "1.2 % of the internet's addresses"],
  ])("%j: %s", (ranges, share) => {
    expect(openness(ranges)).toBe(share);
  });

  test.each([
    [["203.0.113.7"]],
    [["203.0.113.0/24", "198.51.0.0/16"]],
    [["24.0.0.0/8"]],
    [["24.0.0.0/8", "10.0.0.0/8", "192.168.7.0/24"]],
  ])("%j: nothing that one has to be warned of", (ranges) => {
    expect(openness(ranges)).toBeUndefined();
  });
});
