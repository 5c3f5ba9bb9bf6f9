import type { CommandStep, Expected, ExpectedLine, HttpStep } from "../note.ts";
import { withoutProgress } from "./builds.ts";
import { type LinePattern, linePattern, wildcard } from "./line-pattern.ts";
import { isGap, trimBlank, withoutPulls } from "./lines.ts";

/**
 * - `whole`: the lines are all that was seen.
 * - `begun`: the lines have been seen; more may follow (a step that still runs, the lines above a `^C`).
 * - `among`: each line is part of a line that was seen, in that order (the answer to a request).
 */
export type Mode = "whole" | "begun" | "among";

/** What a text is compared with: lines in order, and where any other lines may stand. */
export interface Expectation {
  /** The lines that count, as the note has them: without pulls and builds' progress, and without blank lines at an end or beside a gap. */
  lines: readonly ExpectedLine[];
  /** For each of the lines, what a seen line must match. */
  patterns: readonly LinePattern[];
  /** Any lines may stand before the line at such a place, or after the last line. */
  gaps: ReadonlySet<number>;
  /** The note's own signs of gaps: `...`, and keys such as `^C`, before which more may come. */
  gapSigns: readonly Expected[];
}

/** Chooses the lines of a note that count. */
export type Choice = (expected: readonly Expected[]) => readonly Expected[];

/** What a step's output is compared with. `[empty]` is an expectation without lines and gaps. */
export function expectationOf(step: CommandStep | HttpStep, choose?: Choice): Expectation {
  if (step.kind === "http") return expectationIn(step.expected, "among");
  if (step.empty) return { lines: [], patterns: [], gaps: new Set(), gapSigns: [] };
  return expectationIn(step.expected, step.ending.kind === "running" ? "begun" : "whole", choose);
}

/** The expectation that some lines of a note make. Without lines, any text holds; so it does if they are only those of a pull. */
export function expectationIn(
  expected: readonly Expected[],
  mode: Mode,
  choose: Choice = mode === "among" ? withoutPulls : withoutProgress,
): Expectation {
  const gapSigns: Expected[] = [];
  const runs: ExpectedLine[][] = [[]];
  const keyed = new Set<number>();
  for (const item of choose(expected)) {
    if ("keys" in item) keyed.add(item.line);
    if ("keys" in item || isGap(item.text)) {
      gapSigns.push(item);
      runs.push([]);
    } else runs.at(-1)?.push(item);
  }
  const trimmed = runs.map((run) => trimBlank(run, isBlank));
  const lines = trimmed.flat();
  const gaps = new Set<number>();
  let before = 0;
  for (const run of trimmed.slice(0, -1)) {
    before += run.length;
    gaps.add(before);
  }
  if (mode === "among") for (const at of [...lines.keys(), lines.length]) gaps.add(at);
  const isOpen = lines.length === 0 && withoutPulls(expected).every((item) => "keys" in item || isBlank(item));
  if (mode === "begun" || isOpen) gaps.add(lines.length);
  return { lines, patterns: lines.map((line) => patternIn(line, mode, keyed.has(line.line))), gaps, gapSigns };
}

const isBlank = (line: ExpectedLine): boolean => line.text.trim() === "";

/** Before a line that stands behind keys, the terminal shows their echo, and what it was at when they were pressed. */
function patternIn(line: ExpectedLine, mode: Mode, behindKeys: boolean): LinePattern {
  if (mode === "among") return linePattern({ ...line, text: `${wildcard}${line.text.trim()}${wildcard}` });
  return linePattern(behindKeys ? { ...line, text: `${wildcard}${line.text}` } : line);
}
