import { expect, test } from "@jest/globals";
import { errorsOf } from "../environment.ts";

test("a failure that a failing disposal suppressed is printed, and the disposal's after it", async () => {
  const fails = async () => {
    await using first = disposedWith("the network");
    await using second = disposedWith("the host");
    throw new Error(`the test, with ${[first, second].length} things made`);
  };
  const thrown = await fails().catch((error) => error);
  const messages = errorsOf([thrown, new Error("the place in the test file")]).map((error) => (error as Error).message);
  expect(messages).toEqual(["the test, with 2 things made", "the host", "the network"]);
});

test("any other failure stays what it is", () => {
  const entries = [new Error("one"), ["thrown", new Error("its place")], undefined];
  expect(entries.flatMap(errorsOf)).toEqual(entries);
});

const disposedWith = (message: string): AsyncDisposable => ({
  [Symbol.asyncDispose]: async () => {
    throw new Error(message);
  },
});
