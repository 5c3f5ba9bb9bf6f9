import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note.ts";
import { Bindings } from "./bindings.ts";
import { type LineMismatch, type LinePattern, linePattern, matchLine } from "./line-pattern.ts";
import { dropPulls, isGap, squeeze, trimBlank, withoutPulls } from "./lines.ts";
import { explain, type Mismatch } from "./mismatch.ts";

/**
 * - `whole`: the lines are all that was seen.
 * - `begun`: the lines have been seen; more may follow (a step that still runs, the lines above a `^C`).
 * - `among`: each line is part of a line that was seen, in that order (the answer to a request).
 */
export type Mode = "whole" | "begun" | "among";

/** The text is what the lines say. */
export interface Match {
  holds: true;
  /** The earlier bindings and those that this text made. */
  bindings: Bindings;
  /** How many lines of the text, from its start, the expected lines took: in mode `begun`, what follows is still unread. */
  taken: number;
}

/**
 * Holds what a terminal showed against the lines of a note.
 *
 * Pure, and cheap enough to be asked again as output grows: one pass over the text for each run between two `...`.
 * `^C` stands between its lines as `...` does, since more may come before the interrupt arrives. Without expected lines anything holds.
 */
export function compare(
  expected: readonly Expected[],
  text: string,
  bindings: Bindings,
  mode: Mode = "whole",
): Match | Mismatch {
  const seen = seenLines(text);
  const { runs, floats } = arrange(expected, mode);
  let at = 0;
  let now = bindings;
  for (const [index, run] of runs.entries()) {
    const anchoredEnd = index === runs.length - 1 && !floats.end;
    const anchoredStart = index === 0 && !floats.start;
    const found = anchoredStart
      ? matchAt(run, seen, 0, now, anchoredEnd)
      : anchoredEnd
        ? matchAt(run, seen, Math.max(at, seen.length - run.length), now, true)
        : firstMatch(run, seen, at, now);
    if (!("end" in found)) return explain(found.pattern, seen[found.seen]?.text, found.failure);
    ({ end: at, bindings: now } = found);
  }
  return { holds: true, bindings: now, taken: at === 0 ? 0 : (seen[at - 1] as SeenLine).index + 1 };
}

/** {@link compare} for a step as it ended: `[empty]`, `[running]` and requests included. */
export function compareStep(step: CommandStep | HttpStep, text: string, bindings: Bindings): Match | Mismatch {
  if (step.kind === "http") return compare(step.expected, text, bindings, "among");
  if (step.nothing) {
    const [first] = seenLines(text);
    return first === undefined ? { holds: true, bindings, taken: 0 } : explain(undefined, first.text, undefined);
  }
  return compare(step.expected, text, bindings, step.ending.kind === "running" ? "begun" : "whole");
}

/** Whether the terminal's current line is the nested prompt that a note shows; the bindings after it if so. */
export function matchPrompt(prompt: ExpectedLine, line: string, bindings: Bindings): Bindings | undefined {
  const matched = matchLine(linePattern(prompt.text, prompt.line), squeeze(line), bindings);
  return matched instanceof Bindings ? matched : undefined;
}

interface SeenLine {
  text: string;
  /** Its place in the text, from 0. */
  index: number;
}

/** The lines of a text that count, as they count. */
function seenLines(text: string): readonly SeenLine[] {
  const lines = text.split(/\r?\n/).map((line, index) => ({ text: squeeze(line), index }));
  const textOf = (line: SeenLine) => line.text;
  return trimBlank(dropPulls(lines, textOf), (line) => line.text === "");
}

/** The expected lines as runs, and whether the first and the last of them may stand anywhere. */
function arrange(expected: readonly Expected[], mode: Mode) {
  const kept = withoutPulls(expected);
  const isBreak = (item: Expected): boolean => "interrupt" in item || isGap(item.text);
  const items = trimBlank(kept, (item) => !("interrupt" in item) && item.text.trim() === "");
  const among = mode === "among";
  const runs: ExpectedLine[][] = [[]];
  for (const item of items) {
    if ("interrupt" in item || isGap(item.text) || among) runs.push([]);
    if (!isBreak(item)) runs.at(-1)?.push(item as ExpectedLine);
  }
  const first = items[0];
  const last = items.at(-1);
  return {
    runs: runs
      .map((run) => trimBlank(run, (line) => line.text.trim() === ""))
      .filter((run) => run.length > 0)
      .map((run) => run.map(({ text, line }) => linePattern(among ? `[..]${text.trim()}[..]` : text, line))),
    floats: {
      start: among || (first !== undefined && isBreak(first)),
      end: mode !== "whole" || last === undefined || isBreak(last),
    },
  };
}

interface Found {
  end: number;
  bindings: Bindings;
}

interface Missed {
  /** The line of the run that was not seen; `undefined` when the run is over and the text is not. */
  pattern: LinePattern | undefined;
  /** The place in the seen lines where it would have stood. */
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

/** The first place from `from` on where a whole run matches; else the place where it came furthest. */
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

/** A binding that forbids a line tells more than a line that is another. */
const isNearer = (one: Missed, other: Missed): boolean =>
  one.matched !== other.matched
    ? one.matched > other.matched
    : (one.failure?.bound !== undefined && other.failure?.bound === undefined) ||
      (one.failure?.expectedAt ?? 0) > (other.failure?.expectedAt ?? 0);
