import { describe, expect, test } from "@jest/globals";
import { besidesOwn } from "../../../../src/class/deeds/besides-own.ts";
import { Bindings } from "../../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../../src/note/compare/compare.ts";
import type { CommandStep } from "../../../../src/note/note.ts";
import { wrongLine } from "../../../../src/record/reasons/against.ts";
import type { StepResult } from "../../../../src/run/step-result.ts";
import { commandsOf, console as page } from "../../note/pages.ts";

const step = (...lines: string[]): CommandStep => commandsOf(page(...lines))[0] as CommandStep;
const list = step("$ docker ps", "ID   NAME", "1   web", "2   db");

/** What a run makes of an output. */
function result(of: CommandStep, output: string, more: Partial<StepResult> = {}): StepResult {
  const match = compareStep(of, output, Bindings.none);
  return { output, exit: 0, cut: 0, bindings: Bindings.none, reasons: wrongLine(match), ...more };
}
const reasonsOf = (of: CommandStep, tried: StepResult) => besidesOwn(of, tried).reasons;

describe("a step whose command has shown more than the note has", () => {
  test.each([
    ["at the end", "ID   NAME\n1   web\n2   db\n3   mine"],
    ["between the note's lines", "ID   NAME\n3   mine\n1   web\n4   mine-too\n2   db"],
  ])("holds: %s", (_, output) => {
    expect(result(list, output).reasons).not.toEqual([]);
    expect(reasonsOf(list, result(list, output))).toEqual([]);
  });

  test.each<[string, CommandStep, StepResult]>([
    ["a line of the note is missing", list, result(list, "ID   NAME\n1   web\n3   mine")],
    ["the lines have another order", list, result(list, "ID   NAME\n2   db\n1   web")],
    ["it ended with another status", list, result(list, "ID   NAME\n1   web\n2   db\n3   mine", { exit: 1 })],
    ["it did not end", list, result(list, "ID   NAME\n1   web\n2   db\n3   mine", { exit: null })],
    [
      "something else was wrong, too",
      list,
      result(list, "ID   NAME\n1   web\n2   db", { reasons: [{ kind: "keysLate", keys: "^C" }] }),
    ],
    ["it was to print nothing", step("$ true", "[empty]"), result(step("$ true", "[empty]"), "something")],
  ])("does not hold where %s", (_, of, tried) => {
    expect(reasonsOf(of, tried)).toBe(tried.reasons);
    expect(tried.reasons).not.toEqual([]);
  });
});
