import { afterAll, beforeEach, expect, jest, test } from "@jest/globals";
import { callerAddress } from "../../../src/aws/caller-address.ts";
import { describe as told } from "../../../src/errors.ts";

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

test("each question has a limit", async () => {
  const limits = jest.spyOn(AbortSignal, "timeout");
  try {
    answers(refused(), new Response("203.0.113.7"));
    await callerAddress();
    expect(limits).toHaveBeenCalledTimes(2);
    const signals = limits.mock.results.map(({ value }) => value);
    expect(fetched.mock.calls.map(([, options]) => options?.signal)).toEqual(signals);
  } finally {
    limits.mockRestore();
  }
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

test("when it cannot be found out, the setting that names it is told, with what happened", async () => {
  answers(refused(), refused());
  const error = await callerAddress().catch((error: unknown) => error);
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(told(error)).toContain("npm start -- --set allowFrom=YOUR.ADDRESS");
  expect(told(error)).toContain("connect ECONNREFUSED");
});
