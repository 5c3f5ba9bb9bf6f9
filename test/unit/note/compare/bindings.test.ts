import { describe, expect, test } from "@jest/globals";
import { Bindings, substitute } from "../../../../src/note/compare/bindings.ts";

const bind = (bindings: Bindings, sample: string, value: string, line = 1): Bindings => {
  const next = bindings.bind(sample, value, line, /^[0-9a-f]{12,}$/.test(sample));
  if (!(next instanceof Bindings)) throw new Error(`bound by line ${next.line}`);
  return next;
};
const bound = (...pairs: [string, string][]): Bindings =>
  pairs.reduce((all, [sample, value], index) => bind(all, sample, value, index + 1), Bindings.none);

const sample = "73588180c437".padEnd(64, "ab");
const value = "0123456789ab".padEnd(64, "cd");

describe("bindings", () => {
  test("a new binding does not change the bindings that it was added to", () => {
    const one = bound(["focused_turing", "happy_tu"]);
    bind(one, "172.17.0.2", "172.18.0.2");
    expect(one.all().map((binding) => binding.sample)).toEqual(["focused_turing"]);
    expect(Bindings.none.all()).toEqual([]);
  });

  test("bindings keep a word's first value, and name the line that bound it", () => {
    const one = bound(["focused_turing", "happy_tu"]);
    expect(one.bind("focused_turing", "happy_tu", 9)).toBe(one);
    expect(one.bind("focused_turing", "sad_tu", 9)).toEqual({ sample: "focused_turing", value: "happy_tu", line: 1 });
  });

  test("bindings are one to one", () => {
    const one = bound(["focused_turing", "happy_tu"]);
    expect(one.bind("jolly_wu", "happy_tu", 9)).toEqual({ sample: "focused_turing", value: "happy_tu", line: 1 });
  });

  test("bindings know a long id by its first 12 digits", () => {
    const one = bound([sample, value]);
    expect(one.of("73588180c437")?.value).toBe("0123456789ab");
    expect(one.bind("73588180c437", "0123456789ac", 9, true)).toMatchObject({ line: 1 });
    const other = bound(["73588180c437", "0123456789ab"]);
    expect(bind(other, sample, value).of(sample)?.value).toBe(value);
    expect(other.bind(sample, value.replace("0123", "4567"), 9, true)).toMatchObject({
      sample: "73588180c437",
      line: 1,
    });
  });
});

describe("what is typed", () => {
  test("a run types the note's command with bound words replaced by the run's values, whole words only", () => {
    const bindings = bound([sample, value], ["172.17.0.2", "172.18.0.9"], ["focused_turing", "happy_tu"]);
    expect(
      substitute(
        "curl 172.17.0.2:80 172.17.0.22 172x17.0.2; docker rm 73588180c437 focused_turing my_focused_turing",
        bindings,
      ),
    ).toBe("curl 172.18.0.9:80 172.17.0.22 172x17.0.2; docker rm 0123456789ab happy_tu my_focused_turing");
    expect(substitute(`docker rm ${sample}:/x 73588180c437f`, bindings)).toBe(`docker rm ${value}:/x 73588180c437f`);
  });

  test("replacing bound words takes the longest word first, and replaces nothing twice", () => {
    const bindings = bound(["10.0.0.1", "10.0.0.2"], ["10.0.0.2", "10.0.0.1"]);
    expect(substitute("10.0.0.1 10.0.0.2", bindings)).toBe("10.0.0.2 10.0.0.1");
  });

  test("a command is typed as it stands when nothing is bound", () => {
    expect(substitute("docker rm 73588180c437", Bindings.none)).toBe("docker rm 73588180c437");
  });
});
