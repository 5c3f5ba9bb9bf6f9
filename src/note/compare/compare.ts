import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note.ts";
import { Bindings } from "./bindings.ts";
import { type Expectation, expectationIn, expectationOf, type Mode } from "./expectation.ts";
import { type LineMismatch, type LinePattern, linePattern, matchLine } from "./line-pattern.ts";
import { dropPulls, squeeze, trimBlank } from "./lines.ts";
import { explain, type Mismatch } from "./mismatch.ts";

/** The text matches the lines. */
export interface Match {
  holds: true;
  /** The earlier bindings and those that this text made. */
  bindings: Bindings;
  /** How many lines of the text, from its start, the expected lines took: in mode `begun`, what follows is still unread. */
  taken: number;
}

/**
 * Compares what a terminal showed with lines of a note. Without expected lines any text holds.
 *
 * Pure, and cheap enough to be called again as output grows: one pass over the text for each run of lines between two gaps.
 */
export const compare = (
  expected: readonly Expected[],
  text: string,
  bindings: Bindings,
  mode: Mode = "whole",
): Match | Mismatch => compareText(expectationIn(expected, mode), text, bindings);

/** {@link compare} for a step that has ended: `[empty]`, `[running]` and requests included. */
export const compareStep = (step: CommandStep | HttpStep, text: string, bindings: Bindings): Match | Mismatch =>
  compareText(expectationOf(step), text, bindings);

function compareText({ patterns, gaps }: Expectation, text: string, bindings: Bindings): Match | Mismatch {
  const seen = seenLines(text);
  const [first] = seen;
  if (patterns.length === 0 && !gaps.has(0) && first !== undefined) return explain(undefined, first.text, undefined);
  let at = 0;
  let now = bindings;
  for (const { start, end } of runsBetween(gaps, patterns.length)) {
    const run = patterns.slice(start, end);
    const atEnd = !gaps.has(end);
    const found = !gaps.has(start)
      ? matchAt(run, seen, 0, now, atEnd)
      : atEnd
        ? matchAt(run, seen, Math.max(at, seen.length - run.length), now, true)
        : firstMatch(run, seen, at, now);
    if (!("end" in found)) return explain(found.pattern, seen[found.seen]?.text, found.failure);
    ({ end: at, bindings: now } = found);
  }
  return { holds: true, bindings: now, taken: at === 0 ? 0 : (seen[at - 1] as SeenLine).index + 1 };
}

/** The lines between each two gaps, from one place up to another. */
function runsBetween(gaps: ReadonlySet<number>, length: number): { start: number; end: number }[] {
  const borders = [...new Set([0, ...gaps, length])].sort((one, other) => one - other);
  return borders.slice(1).map((end, at) => ({ start: borders[at] as number, end }));
}

/** The bindings after a nested prompt, if the terminal's current line is the prompt that the note shows. */
export function matchPrompt(prompt: ExpectedLine, line: string, bindings: Bindings): Bindings | undefined {
  const matched = matchLine(linePattern(prompt.text, prompt.line), squeeze(line), bindings);
  return matched instanceof Bindings ? matched : undefined;
}

interface SeenLine {
  text: string;
  /** The line's place in the text, from 0. */
  index: number;
}

/** The lines of a text that are compared: blanks squeezed, without pulls, without blank lines at the ends. */
function seenLines(text: string): readonly SeenLine[] {
  const lines = text.split(/\r?\n/).map((line, index) => ({ text: squeeze(line), index }));
  const textOf = (line: SeenLine) => line.text;
  return trimBlank(dropPulls(lines, textOf), (line) => line.text === "");
}

interface Found {
  end: number;
  bindings: Bindings;
}

interface Missed {
  /** The line of the run that was not seen; `undefined` when the run has ended and the text has not. */
  pattern: LinePattern | undefined;
  /** The place in the seen lines where it was expected. */
  seen: number;
  failure: LineMismatch | undefined;
  /** How many lines of the run matched before it. */
  matched: number;
}

/** Matches a run's lines one by one from a place on. */
function matchAt(
  run: readonly LinePattern[],
  seen: readonly SeenLine[],
  from: number,
  bindings: Bindings,
  toTheEnd: boolean,
): Found | Missed {
  let now = bindings;
  for (const [matched, pattern] of run.entries()) {
    const line = seen[from + matched];
    const next =
      line === undefined ? { expectedAt: 0, seenAt: 0, bound: undefined } : matchLine(pattern, line.text, now);
    if (!(next instanceof Bindings)) return { pattern, seen: from + matched, failure: next, matched };
    now = next;
  }
  const end = from + run.length;
  if (toTheEnd && end < seen.length) return { pattern: undefined, seen: end, failure: undefined, matched: run.length };
  return { end, bindings: now };
}

/** The first place from `from` on where a whole run matches; else the place where most of it matched. */
function firstMatch(
  run: readonly LinePattern[],
  seen: readonly SeenLine[],
  from: number,
  bindings: Bindings,
): Found | Missed {
  let nearest: Missed = { pattern: run[0], seen: seen.length, failure: undefined, matched: 0 };
  for (let at = from; at < seen.length; at += 1) {
    const tried = matchAt(run, seen, at, bindings, false);
    if ("end" in tried) return tried;
    if (isNearer(tried, nearest)) nearest = tried;
  }
  return nearest;
}

/** Of two places with as many matched lines, the one where a binding forbids a line tells the user more. */
const isNearer = (one: Missed, other: Missed): boolean =>
  one.matched !== other.matched
    ? one.matched > other.matched
    : (one.failure?.bound !== undefined && other.failure?.bound === undefined) ||
      (one.failure?.expectedAt ?? 0) > (other.failure?.expectedAt ?? 0);
