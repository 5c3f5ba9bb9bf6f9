import { describe, expect, test } from "@jest/globals";
import { shapes } from "../../../../src/note/compare/shapes.ts";
import { languages, type Words, wordsFor } from "../../../../src/pages/translations.ts";

/** Every word of a language, by its path. */
function all(words: object, path = ""): [string, unknown][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "object" ? all(value, `${path}${name}.`) : [[`${path}${name}`, value] as [string, unknown]],
  );
}

describe.each(languages.map((words): [string, Words] => [words.language, words]))("The words of %s", (_, words) => {
  test("are those of every language, and none is empty", () => {
    const [first] = languages;
    expect(all(words).map(([path]) => path)).toEqual(all(first as Words).map(([path]) => path));
    expect(all(words).filter(([, value]) => value === "")).toEqual([]);
  });

  test("name every shape", () => {
    const names = [...new Set(shapes.map(({ name }) => name))].sort();
    expect(Object.keys(words.shapes).sort()).toEqual(names);
  });

  test("tell times as one reads them", () => {
    expect([0.04, 3.14, 42, 60, 125].map((seconds) => words.seconds(seconds).match(/[\d.]+/g))).toEqual([
      ["0.04"],
      ["3.1"],
      ["42"],
      ["1"],
      ["2", "5"],
    ]);
  });
});

test("a language is found by its first part, and others are answered in English", () => {
  expect(["ko", "KO-kr", "en-GB", "fr", ""].map((tag) => wordsFor(tag).language)).toEqual([
    "ko",
    "ko",
    "en",
    "en",
    "en",
  ]);
});
