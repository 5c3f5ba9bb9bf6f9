import { describe, expect, test } from "@jest/globals";
import type { RunEvent } from "../../../src/record/events.ts";
import { fold, settled } from "../../../src/record/fold.ts";
import type { RunRecord } from "../../../src/record/record.ts";
import { aStep, because, failed, passed, started, time } from "./fixtures.ts";

const all = (...events: RunEvent[]) => events.reduce<RunRecord | undefined>(fold, undefined) as RunRecord;

describe("a record, made from a run's events", () => {
  test("a new record has every step, each skipped until it ends", () => {
    expect(all(started(aStep(), aStep({ line: 20 })))).toMatchObject({
      outcome: "running",
      started: time(0),
      ended: null,
      counts: { passed: 0, failed: 0, skipped: 2 },
    });
  });

  test("a record takes each step as it ended, and counts outcomes", () => {
    const record = all(
      started(aStep(), aStep({ line: 20 }), aStep({ line: 30 })),
      { type: "step-ended", time: time(1), index: 0, step: passed() },
      { type: "step-ended", time: time(2), index: 2, step: failed({ line: 30 }) },
    );
    expect(record.steps.map(({ line, outcome }) => [line, outcome])).toEqual([
      [10, "passed"],
      [20, "skipped"],
      [30, "failed"],
    ]);
    expect(record.counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
  });

  test("a record ends with the outcome and reason of its run", () => {
    const ended: RunEvent = {
      type: "run-ended",
      time: time(9),
      outcome: "interrupted",
      reasons: because("stopped by SIGINT"),
    };
    expect(all(started(passed()), ended)).toMatchObject({
      outcome: "interrupted",
      ended: time(9),
      reasons: because("stopped by SIGINT"),
    });
  });

  test("a record has not passed when a step that the run did not renew has failed", () => {
    const ended: RunEvent = { type: "run-ended", time: time(9), outcome: "passed", reasons: [] };
    expect(all(started(failed()), ended).outcome).toBe("failed");
    expect(all(started(passed()), ended).outcome).toBe("passed");
  });

  test("the record of a killed run says that it was interrupted", () => {
    const killed = settled(all(started(passed())));
    expect(killed).toMatchObject({ outcome: "interrupted", ended: null });
    expect(killed.reasons).toEqual([{ kind: "killed" }]);
    expect(settled({ ...killed, outcome: "failed" }).outcome).toBe("failed");
  });
});
