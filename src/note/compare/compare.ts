import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note.ts";
import { Bindings } from "./bindings.ts";
import { buildLines, dropBuilds, dropProgress, imageBuilt, showsBuilt, withoutProgress } from "./builds.ts";
import { type Choice, type Expectation, expectationIn, expectationOf, type Mode } from "./expectation.ts";
import { type LineMismatch, type LinePattern, linePattern, matchLine, wildcard } from "./line-pattern.ts";
import { dropPulls, squeeze, textOf, trimBlank, withoutPulls } from "./lines.ts";
import { explain, type Mismatch } from "./mismatch.ts";
import { tiesInNotesOrder } from "./ties.ts";

/** The text matches the lines. */
export interface Match {
  holds: true;
  /** The earlier bindings and those that this text made. */
  bindings: Bindings;
  /** How many lines of the text, from its start, the expected lines took: in mode `begun`, what follows is still unread. */
  taken: number;
  /** Whether the lines hold as they are: the progress of a build did not have to be left out. */
  exact: boolean;
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
): Match | Mismatch =>
  mode === "among"
    ? compareLines(expectationIn(expected, mode), dropPulls(seenLines(text), seenText), bindings)
    : compareBuilds(expected, (choose) => expectationIn(expected, mode, choose), text, bindings);

/** {@link compare} for a step that has ended: `[empty]`, `[running]` and requests included. */
export const compareStep = (step: CommandStep | HttpStep, text: string, bindings: Bindings): Match | Mismatch =>
  step.kind === "http"
    ? compare(step.expected, text, bindings, "among")
    : step.empty
      ? compareLines(expectationOf(step), dropPulls(seenLines(text), seenText), bindings)
      : compareBuilds(step.expected, (choose) => expectationOf(step, choose), text, bindings);

/**
 * Compares in the way that holds: with the lines as they are, so that every id of a build is bound; else without the progress of builds,
 * and without what the commands of a Dockerfile printed or with it. A build that fails is no build that the note shows to its end.
 */
function compareBuilds(
  expected: readonly Expected[],
  expectation: (choose: Choice) => Expectation,
  text: string,
  bindings: Bindings,
): Match | Mismatch {
  const lines = seenLines(text);
  const asTheyAre = compareLines(expectation(withoutPulls), dropPulls(lines, seenText), bindings);
  if (asTheyAre.holds) return asTheyAre;
  const [wanted, shown] = [expected.map(textOf), lines.map(seenText)];
  const failed = hasBuild(shown) && !showsBuilt(shown);
  if (failed ? showsBuilt(wanted) : !hasBuild(shown) && !hasBuild(wanted)) return asTheyAre;
  const known = bindImages(expected, lines, bindings);
  if (!(known instanceof Bindings)) return known;
  const others = expectation(withoutProgress);
  const short = compareLines(others, dropBuilds(lines, seenText), known);
  if (short.holds) return { ...short, exact: false };
  const long = compareLines(others, dropProgress(lines, seenText), known);
  if (long.holds) return { ...long, exact: false };
  return isFarther(long, short) ? long : short;
}

const hasBuild = (texts: readonly string[]): boolean => buildLines(texts).some((kind) => kind !== undefined);

/** Binds the ids of the images that builds have made, where note and text both say them. */
function bindImages(expected: readonly Expected[], seen: readonly SeenLine[], bindings: Bindings): Bindings | Mismatch {
  const values = seen.flatMap(({ text }) => imageBuilt(text) ?? []);
  const samples = expected.flatMap((item) => {
    const sample = imageBuilt(textOf(item));
    return sample === undefined ? [] : [{ sample, line: item.line }];
  });
  let now = bindings;
  for (const [at, { sample, line }] of samples.slice(0, values.length).entries()) {
    const value = values[at] as string;
    const digits = Math.min(sample.length, value.length);
    const pattern = linePattern({ text: sample.slice(0, digits), line });
    const matched = matchLine(pattern, value.slice(0, digits), now);
    if (!(matched instanceof Bindings)) return explain(pattern, value, matched);
    now = matched;
  }
  return now;
}

const isFarther = ({ expected: one }: Mismatch, { expected: other }: Mismatch): boolean =>
  other !== undefined && (one === undefined || one.line > other.line);

function compareLines(expectation: Expectation, text: readonly SeenLine[], bindings: Bindings): Match | Mismatch {
  const { patterns, gaps } = expectation;
  const printed = trimBlank(text, ({ text }) => text === "");
  const ordered = tiesInNotesOrder(printed.map(seenText), expectation, bindings);
  const seen = printed.map(({ index }, at) => ({ text: ordered[at] as string, index }));
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
  return { holds: true, bindings: now, taken: at === 0 ? 0 : (seen[at - 1] as SeenLine).index + 1, exact: true };
}

/** The lines between each two gaps, from one place up to another. */
function runsBetween(gaps: ReadonlySet<number>, length: number): { start: number; end: number }[] {
  const borders = [...new Set([0, ...gaps, length])].sort((one, other) => one - other);
  return borders.slice(1).map((end, at) => ({ start: borders[at] as number, end }));
}

/** The bindings after a nested prompt, if the terminal's current line is the prompt that the note shows. `$` and `#` stand for any that end so. */
export function matchPrompt(prompt: ExpectedLine, line: string, bindings: Bindings): Bindings | undefined {
  const text = prompt.text.length === 1 ? `${wildcard}${prompt.text}` : prompt.text;
  const matched = matchLine(linePattern({ ...prompt, text }), squeeze(line), bindings);
  return matched instanceof Bindings ? matched : undefined;
}

interface SeenLine {
  text: string;
  /** The line's place in the text, from 0. */
  index: number;
}

const seenText = ({ text }: SeenLine): string => text;

/** The lines of a text, blanks squeezed. */
const seenLines = (text: string): SeenLine[] =>
  text.split(/\r?\n/).map((line, index) => ({ text: squeeze(line), index }));

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
