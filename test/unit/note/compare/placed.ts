import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Bindings } from "../../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../../src/note/compare/compare.ts";
import { split } from "../../../../src/note/compare/shapes.ts";
import type { CommandStep } from "../../../../src/note/note.ts";
import { readNote } from "../../../../src/note/read.ts";

/** The one command of a session, as the reader gives it. */
function step(typed: string, lines: readonly string[]): CommandStep {
  const page = ["# A", "", "```console", `$ ${typed}`, ...lines, "```", ""].join("\n");
  const [first] = readNote(page, "note.md").sections.flatMap(({ steps }) => steps);
  if (first?.kind !== "command") throw new Error(`no command: ${typed}`);
  return first;
}

/** The last line of an output with each word of a shape as {name word}. */
function marked(typed: string, lines: readonly string[]): string {
  const last = step(typed, lines).expected.at(-1);
  if (last === undefined || "keys" in last) throw new Error(`no line: ${lines}`);
  return split(last.text, last.around)
    .map(({ text, shape }) => (shape === undefined ? text : `{${shape.name} ${text}}`))
    .join("");
}

/** Words of one kind: examples, words that only look like them, and a way to make them. */
export interface PlacedWords {
  /** A command, its output, and the output's last line with each word of a shape as {name word}. */
  found: [typed: string, lines: string[], marked: string][];
  /** A command, and an output with no word of a shape in its last line. */
  lookalikes: [typed: string, lines: string[]][];
  /** A name, a way to make words, and the command and the output in which they stand. */
  places: [name: string, word: fc.Arbitrary<string>, typed: string, lines: (word: string) => string[]][];
}

/** Tests of words that their place shows. */
export function testPlacedWords({ found, lookalikes, places }: PlacedWords): void {
  describe("words that their place shows", () => {
    test.each(found)("%s: the words of a shape are found below it: %j", (typed, lines, expected) => {
      expect(marked(typed, lines)).toBe(expected);
    });

    test.each(places)("a word stands for any other of its kind, and for no other text: %s", (_, word, typed, lines) => {
      fc.assert(
        fc.property(word, word, (sample, value) => {
          const note = step(typed, lines(sample));
          const seen = lines(value).join("\n");
          const all = [sample, value, compareStep(note, seen, Bindings.none)];
          expect(all).toMatchObject([sample, value, { holds: true }]);
          expect(compareStep(note, seen.replace(value, "(none)"), Bindings.none).holds).toBe(false);
          expect(compareStep(note, `${seen}x`, Bindings.none).holds).toBe(false);
        }),
        { numRuns: 100 },
      );
    });
  });

  describe("words that only look like those", () => {
    test.each(lookalikes)("%s: there is no word of a shape in the last line of %j", (typed, lines) => {
      expect(marked(typed, lines)).toBe(lines.at(-1));
    });
  });
}

/** Words of some signs. */
export const signs = (unit: string, least: number, most = least): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: least, maxLength: most });
export const digits = "0123456789";
/** Whether a word has both a digit and a letter. */
export const mixed = (word: string): boolean => /\d/.test(word) && /[a-z]/.test(word);
export const amount: fc.Arbitrary<string> = fc.integer({ min: 0, max: 9_999_999 }).map(String);
