import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Bindings } from "../../../../../src/note/compare/bindings.ts";
import { differingWords, type Word } from "../../../../../src/pages/run/lines/word-diff.ts";

const marked = (words: readonly Word[]) => words.map(({ text, differs }) => (differs ? `<${text}>` : text)).join("");
const differing = (expected: string, seen: string, bindings = Bindings.none) => {
  const words = differingWords({ line: 1, text: expected }, seen, bindings);
  return [marked(words.expected), marked(words.seen)];
};

describe("The words of two lines", () => {
  test("the comparison of two lines marks words with different letters", () => {
    expect(differing("Server version 1.18.0 up", "Server version 1.22.1 up")).toEqual([
      "Server version <1.18.0> up",
      "Server version <1.22.1> up",
    ]);
  });

  test("the comparison of two lines does not mark words that both have the same shape", () => {
    expect(differing("64eb235def02 Up 2 seconds x", "0123456789ab Up About a minute y")).toEqual([
      "64eb235def02 Up 2 seconds <x>",
      "0123456789ab Up About a minute <y>",
    ]);
  });

  test("the comparison of two lines marks an id that stands for another value", () => {
    const bindings = Bindings.none.bind("64eb235def02", "aaaaaaaaaaaa", 3) as Bindings;
    expect(differing("64eb235def02 Up", "bbbbbbbbbbbb Up", bindings)).toEqual([
      "<64eb235def02> Up",
      "<bbbbbbbbbbbb> Up",
    ]);
  });

  test("`[..]` takes any characters in a word, and any words", () => {
    expect(differing("took [..] in flags=[..]<UP> a", "took 3 or 4 in flags=41<UP> b")).toEqual([
      "took [..] in flags=[..]<UP> <a>",
      "took 3 or 4 in flags=41<UP> <b>",
    ]);
  });

  test("a word that differs is shown with its shapes", () => {
    const { expected } = differingWords({ line: 1, text: "root@64eb235def02: x" }, "root: x", Bindings.none);
    expect(expected.filter(({ differs }) => differs).map(({ parts }) => parts.map(({ shape }) => shape?.name))).toEqual(
      [[undefined, "id", undefined]],
    );
  });

  test("the words of any two lines together make up those lines", () => {
    const line = fc.stringMatching(/^[ a[\].:0-9é\t-]{0,40}$/u);
    fc.assert(
      fc.property(line, line, (expected, seen) => {
        const words = differingWords({ line: 1, text: expected }, seen, Bindings.none);
        const text = (list: readonly Word[]) => list.map((word) => word.text).join("");
        expect([text(words.expected), text(words.seen)]).toEqual([expected, seen]);
      }),
    );
  });
});
