import { describe, expect, test } from "@jest/globals";
import { LabError } from "../../../src/common/errors.ts";
import { allPassed, failedSteps, lastLine, outcomeOf } from "../../../src/lab/outcome.ts";
import { because, failed, passed, recordOf } from "../record/fixtures.ts";

const where = new URL("file:///records/lab/index.html");
const mina = { name: "mina", record: recordOf([passed({ line: 4 }), passed({ line: 6 })]) };
const jun = {
  name: "jun",
  record: recordOf([failed({ line: 6, reasons: because("six") }), failed({ line: 4, reasons: because("four") })]),
};
const sora = { name: "sora", record: undefined };

describe("what a run came to", () => {
  test("the result of a run is passed when every host passed, and not when a host did not run the note", () => {
    expect([[mina], [mina, jun], [mina, sora]].map(allPassed)).toEqual([true, false, false]);
  });

  test("the result of a run is one line: verdict, steps, hosts, and where to look", () => {
    expect(lastLine([mina], where)).toBe(
      "passed: 2 passed, 0 failed, 0 skipped; 1 of 1 hosts passed: file:///records/lab/index.html",
    );
    expect(lastLine([mina, jun, sora], where)).toBe(
      "failed: 2 passed, 2 failed, 0 skipped; 1 of 3 hosts passed: file:///records/lab/index.html",
    );
  });

  test("the failures of a run stand in the order of the note, each with all its hosts and the reason of the first", () => {
    const more = { name: "hana", record: recordOf([failed({ line: 4, reasons: because("other") })]) };
    expect(failedSteps([mina, jun, more]).map(({ step, hosts, why }) => [step.line, hosts, why])).toEqual([
      [4, ["jun", "hana"], "four"],
      [6, ["jun"], "six"],
    ]);
  });
});

describe("what came of a class in which something else failed", () => {
  const problem = (host: string) => ({ host, error: new LabError(`${host}: no room`) });
  const jun2 = { name: "jun-2", record: mina.record };

  test("the outcome of a class has the runs of the hosts without a problem, and no earlier run of a host with one", () => {
    const { results, problems } = outcomeOf("Not whole", [mina, jun, jun2], [problem("jun")]);
    expect(results).toEqual([mina, { name: "jun", record: undefined }, jun2]);
    expect(problems).toHaveLength(1);
    expect(outcomeOf("Not whole", [jun, jun2], [problem("jun-2")]).results).toEqual([
      jun,
      { name: "jun-2", record: undefined },
    ]);
  });

  test("the outcome of a class in which no host ran the note is an error with all problems", () => {
    expect(() => outcomeOf("Not whole", [mina, sora], [problem("mina")])).toThrow("Not whole");
  });
});
