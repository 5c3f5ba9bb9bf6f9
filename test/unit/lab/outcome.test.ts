import { describe, expect, test } from "@jest/globals";
import { LabError } from "../../../src/common/errors.ts";
import { allPassed, failedSteps, lastLine, outcomeOf } from "../../../src/lab/outcome.ts";
import { failed, passed, recordOf } from "../record/fixtures.ts";

const where = new URL("file:///records/lab/index.html");
const mina = { name: "mina", record: recordOf([passed({ line: 4 }), passed({ line: 6 })]) };
const jun = {
  name: "jun",
  record: recordOf([failed({ line: 6, reason: "six" }), failed({ line: 4, reason: "four" })]),
};
const sora = { name: "sora", record: undefined };

describe("what a run came to", () => {
  test("is passed when the note held on every host, and not when a host did not run it", () => {
    expect([[mina], [mina, jun], [mina, sora]].map(allPassed)).toEqual([true, false, false]);
  });

  test("is one line: verdict, steps, hosts, and where to look", () => {
    expect(lastLine([mina], where)).toBe(
      "passed: 2 passed, 0 failed, 0 skipped; 1 of 1 hosts passed: file:///records/lab/index.html",
    );
    expect(lastLine([mina, jun, sora], where)).toBe(
      "failed: 2 passed, 2 failed, 0 skipped; 1 of 3 hosts passed: file:///records/lab/index.html",
    );
  });

  test("has its failures in the order of the note, each with all hosts and the first one's reason", () => {
    const more = { name: "hana", record: recordOf([failed({ line: 4, reason: "other" })]) };
    expect(failedSteps([mina, jun, more]).map(({ step, hosts, why }) => [step.line, hosts, why])).toEqual([
      [4, ["jun", "hana"], "four"],
      [6, ["jun"], "six"],
    ]);
  });
});

describe("what came of a class in which something else failed", () => {
  const problem = (host: string) => ({ host, error: new LabError(`${host}: no room`) });
  const jun2 = { name: "jun-2", record: mina.record };

  test("has the others' runs, and none of an earlier time for the host that the problem is of", () => {
    const { results, problems } = outcomeOf("Not whole", [mina, jun, jun2], [problem("jun")]);
    expect(results).toEqual([mina, { name: "jun", record: undefined }, jun2]);
    expect(problems).toHaveLength(1);
    expect(outcomeOf("Not whole", [jun, jun2], [problem("jun-2")]).results).toEqual([
      jun,
      { name: "jun-2", record: undefined },
    ]);
  });

  test("is told as the failure of all where no host ran it", () => {
    expect(() => outcomeOf("Not whole", [mina, sora], [problem("mina")])).toThrow("Not whole");
  });
});
