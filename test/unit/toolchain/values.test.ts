import { expect, test } from "@jest/globals";
import { plain, secret, secretStrings } from "../../../toolchain/values.ts";

const output = (value: unknown, isSecret: boolean) => ({
  "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  value,
  secret: isSecret,
});

test("the marks of secrets and outputs are taken off at any depth, and other values stay", () => {
  expect(plain({ a: secret("x"), b: [output({ c: secret("y") }, false)], d: 1, e: null })).toEqual({
    a: "x",
    b: [{ c: "y" }],
    d: 1,
    e: null,
  });
});

test("the strings of secrets are found at any depth, and no other strings are", () => {
  const values = { a: secret({ b: ["x", ""] }), c: "open", d: [output(["y"], true)], e: output("seen", false) };
  expect(secretStrings(values)).toEqual(["x", "y"]);
});
