import { expect, jest, test } from "@jest/globals";
import { testLab } from "./fixtures/lab.ts";

jest.setTimeout(10 * 60_000);

test("the page on the format passes on a real host, as any note does", async () => {
  await using lab = await testLab();
  const { code, stdout, stderr } = await lab.run("start", "--set", "note=docs/format.md");
  const { steps, counts } = await lab.record();
  expect(steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect({ code, passed: counts.passed, stderr, stdout }).toMatchObject({ code: 0, passed: steps.length });
  expect(steps.length).toBeGreaterThan(20);
});
