import { describe, expect, test } from "@jest/globals";
import { LabError, type LabFailure } from "../../../../src/common/errors.ts";
import { errorReason, type Reason, withTexts } from "../../../../src/record/reasons/reason.ts";
import { inEnglish, inWords, reasonSentences } from "../../../../src/record/reasons/words.ts";
import { ALL_REASONS, HOSTILE } from "./samples.ts";

/** A sentence without what stands in quotes, and without an error's text. */
const frameOf = (sentence: string): string => sentence.replaceAll(HOSTILE, "").replace(/"(?:[^"\\]|\\.)*"/g, "");

/** Values that a language may leave out: the words that differ stand in the line, which it has. */
const LEFT_OUT: ReadonlySet<string> = new Set(["kind", "seenWord", "wantedWord", "other"]);

const valuesOf = (reason: Reason): (string | number)[] =>
  Object.entries(reason).flatMap(([name, value]) => (LEFT_OUT.has(name) ? [] : [value as string | number]));

describe.each(Object.entries(reasonSentences))("the reasons on a page (%s)", (language, words) => {
  test.each(ALL_REASONS)("$kind is a sentence with its values", (reason) => {
    const said = inWords(reason, words);
    for (const value of valuesOf(reason))
      expect([JSON.stringify(value), String(value)].some((form) => said.includes(form))).toBe(true);
    expect(said).not.toMatch(/undefined|\[object/);
    if (language === "ko") expect(frameOf(said)).toMatch(/\p{sc=Hangul}/u);
    else expect(said).toMatch(/^[A-Z"].*[.?!]$|^it "ended"/s);
  });
});

test("a Korean page has no English but the names of things", () => {
  const names = /\b(?:labnote|Ctrl|ID|U)\b/g;
  const english = ALL_REASONS.map((reason) => frameOf(inWords(reason, reasonSentences.ko)).replace(names, "")).filter(
    (frame) => /[A-Za-z]{2}/.test(frame),
  );
  expect(english).toEqual([]);
});

test.each<LabFailure>(["connection", "timeout", "shell", "folder", "boot", "reset", "log"])(
  "on a Korean page an error says in Korean what has failed, with its own words in brackets: %s",
  (failure) => {
    for (const kind of ["error", "lost", "unseen"] as const) {
      const error = new LabError("It was lost", { cause: "broken pipe", failure });
      const said = inWords(errorReason(kind, error), reasonSentences.ko);
      expect(said).toMatch(/^[\p{sc=Hangul}\d .,]+\. \(It was lost: broken pipe\)$/u);
      expect(inEnglish([errorReason(kind, error)])).toContain("It was lost: broken pipe");
    }
  },
);

test("a report joins what it says of several reasons, the first one first", () => {
  expect(
    inEnglish([
      { kind: "status", seen: 1, wanted: 0 },
      { kind: "missingLine", line: 5, wanted: "up" },
    ]),
  ).toBe('it ended with status 1 and was to end with 0; line 5 expects "up", which was not seen');
  expect(inEnglish([])).toBe("");
});

test("all texts of a reason can be changed, and its kind stays", () => {
  for (const reason of ALL_REASONS) {
    const changed = withTexts(reason, () => "x");
    expect(JSON.stringify(changed)).not.toContain("ended\\");
    expect(changed.kind).toBe(reason.kind);
    expect(Object.keys(changed)).toEqual(Object.keys(reason));
  }
});
