import { expect, test } from "@jest/globals";
import { studentRecord } from "../../../../src/class/progress/run-record.ts";
import { examine, isOf, shownSections } from "../../../../src/pages/run/model.ts";
import { junitXml } from "../../../../src/record/junit.ts";
import { inEnglish } from "../../../../src/record/reasons/words.ts";
import { read } from "../../note/pages.ts";
import { aHost } from "../../record/fixtures.ts";
import { Pupil } from "./judge/pupil.ts";

const text = "# 1 One\n\n```console\n$ echo one\nnumber one\n$ echo two\nnumber two\n$ echo three\n```\n";
const note = read(text);

test("what a student has done is the record of a run, for its page and its JUnit", () => {
  const pupil = new Pupil(note);
  pupil.shows({ typed: "echo one", output: "number one" });
  pupil.shows({ typed: "echo two", output: "number too" });
  const host = aHost({ name: "host-1", images: [], facts: {} });
  const record = studentRecord(note, pupil.progress, { host, began: 0, ended: 9_000_000 });
  expect(record.counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
  expect(
    record.steps.map(({ outcome, entered, output, reasons }) => [outcome, entered, output, inEnglish(reasons)]),
  ).toEqual([
    ["passed", "echo one", "number one", ""],
    ["failed", "echo two", "number too", expect.stringContaining('"too" stands where "two" should')],
    ["skipped", null, null, "not run"],
  ]);
  expect(isOf(note, record)).toBe(true);
  // The page shows the lines that differ, and does not say it once more.
  const [, differing] = shownSections(record, note).flatMap(({ steps }) => steps);
  expect(differing && examine(differing).reasons).toEqual([]);
  expect(junitXml(record)).toContain('failures="1"');
});
