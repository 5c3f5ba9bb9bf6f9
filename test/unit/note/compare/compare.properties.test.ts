import { afterEach, describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { Bindings, substitute } from "../../../../src/note/compare/bindings.ts";
import { compare } from "../../../../src/note/compare/compare.ts";
import type { Mode } from "../../../../src/note/compare/expectation.ts";
import { adjectives, surnames } from "../../../../src/note/compare/shapes/docker-names.ts";
import { split } from "../../../../src/note/compare/shapes.ts";
import type { ExpectedLine } from "../../../../src/note/note.ts";

const linesOf = (text: string): ExpectedLine[] =>
  text.split("\n").map((line, index) => ({ line: index + 1, text: line }));
const holds = (expected: string, seen: string, mode?: Mode): boolean =>
  compare(linesOf(expected), seen, Bindings.none, mode).holds;

const hex = (length: number) =>
  fc
    .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length })
    .filter((id) => /[a-f]/.test(id.slice(0, 12)));
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const count = fc.integer({ min: 0, max: 999 }).map(String);
const month = fc.constantFrom("Jan", "Feb", "Jul", "Nov", "Dec");

/** For each shape whose words are free, words of it. */
const free = {
  clock: fc.tuple(digits(2), digits(2), digits(2)).map((parts) => parts.join(":")),
  day: fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join("-")),
  log: fc
    .tuple(digits(2), month, digits(4), digits(2))
    .map(([day, name, year, h]) => `${day}/${name}/${year}:${h}:00:00 +0000`),
  age: fc.oneof(
    fc.constantFrom("About a minute", "Less than a second", "About an hour"),
    fc.tuple(count, fc.constantFrom("seconds", "minutes", "days")).map((parts) => parts.join(" ")),
  ),
  duration: fc.oneof(
    count.map((number) => `${number}ms`),
    fc.tuple(count, count).map(([minutes, seconds]) => `${minutes}m${seconds}.5s`),
  ),
  rate: fc.tuple(count, fc.constantFrom("B", "kB", "MB")).map(([number, unit]) => `${number}${unit}/s`),
  size: fc.tuple(count, fc.constantFrom("B", "kB", "MiB", "GB")).map(([number, unit]) => `${number}.2${unit}`),
};
type Free = keyof typeof free;

/** A word of an output: to the letter, of a free shape as the note and as a run has it, or one of the values that are bound. */
type Word =
  | { kind: "plain"; text: string }
  | { kind: "free"; sample: string; value: string }
  | { kind: "bound"; which: number; form: "id" | "long" | "digest" | "address" | "name" };

const plain = fc
  .string({ unit: fc.constantFrom(..."abcdefghijklmnop<>\"'가"), minLength: 1, maxLength: 8 })
  .filter((word) => split(word).every(({ shape }) => shape === undefined));
const word: fc.Arbitrary<Word> = fc.oneof(
  plain.map((text): Word => ({ kind: "plain", text })),
  fc
    .constantFrom(...(Object.keys(free) as Free[]))
    .chain((shape) => fc.tuple(free[shape], free[shape]))
    .map(([sample, value]): Word => ({ kind: "free", sample, value })),
  fc.record({
    kind: fc.constant("bound" as const),
    which: fc.nat(4),
    form: fc.constantFrom("id", "long", "digest", "address", "name"),
  }),
);

interface Value {
  id: string;
  address: string;
  name: string;
}

const value: fc.Arbitrary<Value> = fc.record({
  id: hex(64),
  address: fc
    .tuple(fc.integer({ min: 1, max: 126 }), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join(".")),
  name: fc.tuple(fc.constantFrom(...adjectives), fc.constantFrom(...surnames)).map((parts) => parts.join("_")),
});
/** Five values, no two of them alike in anything. */
const values = fc.uniqueArray(value, {
  minLength: 5,
  maxLength: 5,
  comparator: (one, other) =>
    one.id.slice(0, 12) === other.id.slice(0, 12) || one.address === other.address || one.name === other.name,
});

const separator = fc.constantFrom(" ", "   ", ", ", " | ", "/", "=", "(", ") ");
const line = fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 8 });
/** An output as a note has it and as a run has it, as words. */
const output = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  samples: values,
  values,
});

const written = (one: Word, { id, address, name }: Value, run: boolean): string => {
  if (one.kind === "plain") return one.text;
  if (one.kind === "free") return run ? one.value : one.sample;
  return { id: id.slice(0, 12), long: id, digest: `sha256:${id}`, address, name }[one.form];
};
const text = (lines: [Word, string][][], all: Value[], run: boolean): string =>
  lines
    .map((words) =>
      words.map(([one, gap]) => written(one, all[one.kind === "bound" ? one.which : 0] as Value, run) + gap).join(""),
    )
    .join("\n");

describe("an output", () => {
  test("any output matches itself", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("...", "[..]", "\n", "Unable to find image 'x' locally", "Status: ", "[empty]", " ", "\t", "$ "),
      fc.constantFrom(
        "73588180c437",
        "172.17.0.2",
        "172.17.0.2.1",
        "5s",
        "2 seconds",
        "2026-11-24",
        "06:11:01 ",
        "1.2MB",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const all = pieces.join("").replaceAll("\r", "");
        expect(compare(linesOf(all), all, Bindings.none)).toMatchObject({ holds: true });
      }),
      { numRuns: 2000 },
    );
  });

  test("an output matches after its shapes are replaced by others of the same shape, and the bindings name both", () => {
    fc.assert(
      fc.property(output, ({ lines, samples, values: seen }) => {
        const result = compare(linesOf(text(lines, samples, false)), text(lines, seen, true), Bindings.none);
        expect(result).toMatchObject({ holds: true });
        if (!result.holds) return;
        for (const [one] of lines.flat()) {
          if (one.kind !== "bound") continue;
          const bare = (all: Value[]) => written(one, all[one.which] as Value, false).replace("sha256:", "");
          expect(result.bindings.of(bare(samples))?.value).toBe(bare(seen));
          expect(substitute(`x ${bare(samples)}:/`, result.bindings)).toBe(`x ${bare(seen)}:/`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("an output does not match after a word without a shape is changed", () => {
    const changed = fc.tuple(output, fc.nat(), plain).filter(([{ lines }, at, other]) => {
      const plains = lines.flat().filter(([one]) => one.kind === "plain");
      const [chosen] = plains[at % Math.max(1, plains.length)] ?? [];
      return chosen?.kind === "plain" && chosen.text !== other;
    });
    fc.assert(
      fc.property(changed, ([{ lines, samples, values: seen }, at, other]) => {
        const plains = lines.flat().filter(([one]) => one.kind === "plain");
        const chosen = plains[at % plains.length];
        const altered = lines.map((words) =>
          words.map((pair): [Word, string] => (pair === chosen ? [{ kind: "plain", text: other }, pair[1]] : pair)),
        );
        expect(holds(text(lines, samples, false), text(altered, seen, true))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test("an output does not match when one value stands for two words, or one word for two values", () => {
    const bound = fc.constantFrom("id", "address", "name").map((form) => form as "id" | "address" | "name");
    fc.assert(
      fc.property(values, bound, ([a, b] = [], form) => {
        const one = written({ kind: "bound", which: 0, form }, a as Value, false);
        const other = written({ kind: "bound", which: 0, form }, b as Value, false);
        expect(holds(`${one} ${other}`, `${other} ${one}`)).toBe(true);
        expect(holds(`${one} ${other}`, `${one} ${one}`)).toBe(false);
        expect(holds(`${one} ${one}`, `${one} ${other}`)).toBe(false);
      }),
    );
  });

  test("an output has begun as soon as all its lines are seen, and not before", () => {
    fc.assert(
      fc.property(output, fc.array(line), ({ lines, samples, values: seen }, more) => {
        const expected = linesOf(text(lines, samples, false));
        const all = text(lines, seen, true);
        expect(compare(expected, all, Bindings.none, "begun").holds).toBe(true);
        expect(compare(expected, `${all}\n${text(more, seen, true)}`, Bindings.none, "begun")).toMatchObject({
          holds: true,
          taken: lines.length,
        });
        const cut = all.slice(0, all.lastIndexOf("\n") + 1);
        expect(compare(expected, cut, Bindings.none, "begun").holds).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe("large or hostile outputs", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** How often the comparison looks at a text. */
  function looks(expected: string, seen: string): number {
    const spies = [
      jest.spyOn(String.prototype, "startsWith"),
      jest.spyOn(String.prototype, "indexOf"),
      jest.spyOn(RegExp.prototype, "exec"),
      jest.spyOn(Bindings.prototype, "bind"),
    ];
    compare(linesOf(expected), seen, Bindings.none);
    const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    jest.restoreAllMocks();
    return calls;
  }

  test.each<[string, string, (size: number) => string]>([
    ["many [..] on one line", "a[..]a[..]a[..]a[..]a[..]a[..]a[..]b", (size) => "a".repeat(size)],
    ["[..] between ids", "[..] 73588180c437 [..] 73588180c438 [..] x", (size) => " 0123456789ab".repeat(size)],
    ["many ... around the same line", "...\na\n...\na\n...\na\n...\nb", (size) => "a\n".repeat(size)],
    ["a run that nearly matches everywhere", "...\na\na\na\nb\n...", (size) => "a\n".repeat(size)],
    [
      "lines that all could bind",
      "...\n73588180c437 x\n...\n73588180c438 y",
      (size) => "0123456789ab x\n".repeat(size),
    ],
  ])("the work to compare an output grows in proportion to its size: %s", (_, expected, seen) => {
    const few = looks(expected, seen(500));
    const many = looks(expected, seen(2000));
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThan(5 * few);
  });

  test("a line of a megabyte is compared to its end", () => {
    const seen = `${"ab ".repeat(400_000)}0123456789ab`;
    expect(holds("[..] a[..]b 73588180c437", seen)).toBe(true);
    expect(holds("[..]1.1.1.1[..]5s[..]1,000MB[..]b", "1.".repeat(300_000))).toBe(false);
  });
});
