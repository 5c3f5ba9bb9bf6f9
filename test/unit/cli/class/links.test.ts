import { expect, test } from "@jest/globals";
import { linksToEnd } from "../../../../src/cli/class/class.ts";
import { Interrupted } from "../../../../src/common/errors.ts";

const by = (signal: NodeJS.Signals) => new Interrupted(`Interrupted by ${signal}`, { by: signal });

test("the links of a class end with Ctrl-C, and with the lab", () => {
  expect(linksToEnd(undefined, by("SIGINT"))).toBe("class");
  expect(linksToEnd("the lab was taken down", undefined)).toBe("class");
});

test("the links of a class hold when its window is closed, its machine restarts, or its server has a defect", () => {
  for (const reason of [by("SIGTERM"), by("SIGHUP"), undefined]) expect(linksToEnd(undefined, reason)).toBeUndefined();
});
