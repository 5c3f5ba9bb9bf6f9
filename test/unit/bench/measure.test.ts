import { describe, expect, test } from "@jest/globals";
import { type Figure, holds, median, type Ratio, ratioOf, table, withinBound } from "../../../bench/measure.ts";

const ratio = (ours: number[], theirs: number[], bound = 1.05): Ratio => ({ what: "the chapter", ours, theirs, bound });

describe("the median", () => {
  test("the median of an odd count is the middle value, in any order", () => {
    expect(median([9, 1, 4])).toBe(4);
  });

  test("the median of an even count is the mean of the two middle values", () => {
    expect(median([8, 1, 4, 2])).toBe(3);
  });

  test("the median of no values is an error", () => {
    expect(() => median([])).toThrow("nothing");
  });
});

describe("a bound", () => {
  test("a bound limits the ratio of the medians, so that one slow run decides nothing", () => {
    expect(ratioOf(ratio([10, 11, 90], [10, 10, 10]))).toBeCloseTo(1.1);
    expect(holds(ratio([10, 10, 90], [10, 10, 10]))).toBe(true);
  });

  test("a ratio at its bound holds, and a ratio above it does not", () => {
    expect(holds(ratio([21], [20]))).toBe(true);
    expect(holds(ratio([21.1], [20]))).toBe(false);
  });

  test("a ratio above its bound holds where it may be so little more than the other side, and is", () => {
    const short: Ratio = { ...ratio([9], [4], 1.5), unit: "ms", slack: 5 };
    expect(holds(short)).toBe(true);
    expect(holds({ ...short, ours: [9.1] })).toBe(false);
    // A bound below 1 asks for less than the other side.
    expect(holds(ratio([9], [10], 0.5))).toBe(false);
    expect(table({ ratios: [short], figures: [] })).toContain("1.50 or +5.00 ms");
  });
});

describe("a figure", () => {
  const figure: Figure = { what: "the page", values: [1.9, 2, 7], unit: "s", bound: 2 };

  test("the median of a figure decides whether the figure's bound holds", () => {
    expect(holds(figure)).toBe(true);
    expect(holds({ ...figure, values: [1.9, 2.1, 7] })).toBe(false);
  });

  test("a figure without a bound always holds", () => {
    const free: Figure = { what: "memory", values: [900], unit: "MB" };
    expect(holds(free)).toBe(true);
    expect(withinBound({ ratios: [ratio([1], [1])], figures: [figure, free] })).toEqual([ratio([1], [1]), figure]);
  });
});

describe("the table", () => {
  test("the table shows each ratio with both sides, its bound, and whether it holds", () => {
    const text = table({ ratios: [ratio([10], [10]), { ...ratio([3, 2, 4], [1]), what: "start" }], figures: [] });
    const [heading, held, missed] = text.split("\n").map((line) => line.replace(/ {2,}/g, " | ").trim());
    expect(heading).toBe("labnote | plainly | ratio | at most");
    expect(held).toBe("the chapter | 10.00 s | 10.00 s | 1.00 | 1.05 | holds");
    expect(missed).toBe("start | 3.00 s (2.00–4.00) | 1.00 s | 3.00 | 1.05 | MISSED");
  });

  test("the table shows figures with their units", () => {
    const figures = [{ what: "peak memory", values: [170.4, 181], unit: "MB" as const }];
    expect(table({ ratios: [], figures })).toBe("peak memory  176 MB (170–181)");
  });

  test("the table shows a figure's bound beside it, and whether it holds", () => {
    const page: Figure = { what: "the page", values: [1.5], unit: "s", bound: 2 };
    expect(table({ ratios: [], figures: [page] })).toBe("the page  1.50 s  at most 2.00 s: holds");
    expect(table({ ratios: [], figures: [{ ...page, values: [2.5] }] })).toMatch(/: MISSED$/);
  });

  test("the table shows both sides of a ratio in the ratio's unit", () => {
    const calls: Ratio = { ...ratio([9], [9.5]), unit: "calls" };
    expect(table({ ratios: [calls], figures: [] })).toContain("9.0 calls");
  });
});
