import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fold } from "../../../src/record/fold.ts";
import schema from "../../../src/record/record.schema.json" with { type: "json" };
import type { RunRecord } from "../../../src/record/record.ts";
import { aStep, because, failed, passed, started, time } from "./fixtures.ts";
import { ALL_REASONS } from "./reasons/samples.ts";

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const validate = ajv.compile(schema);
const problems = (record: unknown) => (validate(record) ? [] : validate.errors);

const running = fold(undefined, started(passed(), failed(), aStep({ kind: "http", terminal: null }))) as RunRecord;

test("the schema accepts the record of a run that goes on and of one that has ended", () => {
  expect(problems(running)).toEqual([]);
  expect(problems(fold(running, { type: "run-ended", time: time(9), outcome: "failed", reasons: [] }))).toEqual([]);
});

test("the schema accepts a reason of each kind, and knows no other kind", () => {
  for (const reason of ALL_REASONS)
    expect(problems({ ...running, steps: [failed({ reasons: [reason] })] })).toEqual([]);
  expect(schema.$defs.reason.properties.kind.enum).toEqual(ALL_REASONS.map(({ kind }) => kind));
});

test.each([
  ["an unknown outcome", { ...running, outcome: "fine" }],
  ["a property that it does not know", { ...running, loginKey: "secret" }],
  ["another version", { ...running, version: 1 }],
  ["a step that does not say what was typed", { ...running, steps: [passed({ entered: undefined })] }],
  ["a step that does not say which prompt came", { ...running, steps: [passed({ nextPrompt: undefined })] }],
  ["a step that failed without a reason", { ...running, steps: [failed({ reasons: [] })] }],
  ["a reason of an unknown kind", { ...running, steps: [failed({ reasons: [{ kind: "whim" } as never] })] }],
  ["a reason in words", { ...running, steps: [failed({ reasons: ["it failed"] as never })] }],
  ["a step that passed with a reason", { ...running, steps: [passed({ reasons: because("none") })] }],
  ["a time that is not a time", { ...running, started: "today" }],
])("the schema refuses a record with %s", (_what, record) => {
  expect(problems(record)).not.toEqual([]);
});
