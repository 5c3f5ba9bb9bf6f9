import { expect, test } from "@jest/globals";
import { Bucket } from "../../../../../src/class/serve/terminal/bucket.ts";

test("a bucket gives its burst at once, then what its rate brings", () => {
  let now = 0;
  const bucket = new Bucket({ burst: 100, second: 10 }, () => now);
  expect(bucket.take(100)).toBe(true);
  expect(bucket.take(20)).toBe(false);
  expect(bucket.wait).toBe(2000);
  now = 2500;
  expect(bucket.level).toBe(5);
  expect(bucket.wait).toBe(0);
  now = 1_000_000;
  expect(bucket.level).toBe(100);
});
