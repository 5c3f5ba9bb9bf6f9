import { describe, expect, test } from "@jest/globals";
import { describe as told } from "../../../src/common/errors.ts";
import { fold } from "../../../src/record/fold.ts";
import type { RunRecord } from "../../../src/record/record.ts";
import { placesOf, runFailure, summary, typedLine } from "../../../src/record/summary.ts";
import { aStep, because, failed, passed, started } from "./fixtures.ts";

const record = (...steps: Parameters<typeof started>) => fold(undefined, started(...steps)) as RunRecord;

test("the summary of a run has its counts and its record's folder", () => {
  expect(summary(record(passed(), passed()), "records/dev/host-1")).toBe("2 passed, 0 failed: records/dev/host-1");
  expect(summary(record(passed(), aStep()), "r")).toBe("1 passed, 0 failed, 1 skipped: r");
});

test("the place of a step is its section and its number there, also where another section stands between", () => {
  const steps = ["1.1", "1.1", "1.2", "1.1"].map((section) => aStep({ section }));
  expect(placesOf(steps)).toEqual(["1.1:1", "1.1:2", "1.2:1", "1.1:3"]);
});

test("one line stands for what a step types, shows whether there are more lines, and does nothing to a terminal", () => {
  expect(["docker ps", "for i in 1 2; do\necho $i; done", "", "a\x1b[2J"].map(typedLine)).toEqual([
    "docker ps",
    "for i in 1 2; do …",
    "(goes on with what runs)",
    "a⟨U+001B⟩[2J",
  ]);
});

describe("a run that failed", () => {
  const run = { sections: new Set(["1.1"]), folder: "r" };

  test("the failure of a run has its first failed step, why it failed, how many more failed, and what to do", () => {
    const steps = [passed(), failed({ line: 20, typed: "docker run \\\n  nginx" }), failed({ line: 30 })];
    expect(told(runFailure(record(...steps), run), "class-a")).toBe(
      [
        "notes/a.md:20: 1.1: $ docker run \\",
        ">   nginx (1 more failed)",
        "  because: line 11 expects yes",
        "  try: see r/record.json for what was seen; `npm run note -- --stack class-a --only 1.1` tries that section again",
      ].join("\n"),
    );
  });

  test("the failure of a run has no failed step of an earlier run", () => {
    const old = failed({ section: "0", typed: "old" });
    expect(told(runFailure(record(old, failed()), run))).not.toContain("old");
  });

  test("the failure of a run without a failed step says why the run stopped", () => {
    const stopped = { ...record(passed(), aStep()), reasons: because("the host could not be made as new") };
    expect(told(runFailure(stopped, run), "class-a")).toMatch(
      /The run stopped: the host could not be made as new\n.*`npm run note -- --stack class-a` runs/,
    );
  });
});
