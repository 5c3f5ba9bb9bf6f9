import { describe, expect, test } from "@jest/globals";
import { shapes } from "../../../../src/note/compare/shapes/table.ts";
import { languages, type Words, wordsFor } from "../../../../src/pages/translations.ts";

/** Every word of a language, by its path. */
function all(words: object, path = ""): [string, unknown][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "object" ? all(value, `${path}${name}.`) : [[`${path}${name}`, value] as [string, unknown]],
  );
}

describe.each(languages.map((words): [string, Words] => [words.language, words]))(
  "the words of %s",
  (language, words) => {
    test(`${language} has the words that every language has, and none is empty`, () => {
      const [first] = languages;
      expect(all(words).map(([path]) => path)).toEqual(all(first as Words).map(([path]) => path));
      expect(all(words).filter(([, value]) => value === "")).toEqual([]);
    });

    test(`${language} names every shape`, () => {
      const names = [...new Set(["varies", ...shapes.map(({ name }) => name)])].sort();
      expect(Object.keys(words.shapes).sort()).toEqual(names);
    });

    test.each([
      ["passed", [121, 0, 0], [121]],
      ["passed", [19, 0, 102], [19, 121]],
      ["failed", [100, 10, 11], [10, 121]],
      ["failed", [20, 0, 101], []],
      ["interrupted", [20, 1, 100], []],
      ["running", [20, 0, 101], []],
    ] as const)(
      `${language} describes a run that is %s, with these steps passed, failed and skipped: %j`,
      (outcome, [passed, failed, skipped], figures) => {
        const verdict = words.verdict(outcome, { passed, failed, skipped });
        expect((verdict.match(/\d+/g) ?? []).map(Number).toSorted((a, b) => a - b)).toEqual(figures);
      },
    );

    test(`${language} writes times for people`, () => {
      expect([0.04, 3.14, 42, 60, 125].map((seconds) => words.seconds(seconds).match(/[\d.]+/g))).toEqual([
        ["0.04"],
        ["3.1"],
        ["42"],
        ["1"],
        ["2", "5"],
      ]);
    });
  },
);

test("a language is found by the first part of its tag, and other languages get English", () => {
  expect(["ko", "KO-kr", "en-GB", "fr", ""].map((tag) => wordsFor(tag).language)).toEqual([
    "ko",
    "ko",
    "en",
    "en",
    "en",
  ]);
});
