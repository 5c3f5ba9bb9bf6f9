import { sanitizeLine } from "../../common/sanitize.ts";
import { type CastPart, readCast } from "../../record/asciicast.ts";
import type { StepRecord } from "../../record/record.ts";

/** The pace of a replay, in milliseconds: a reader can follow it. */
export const PACE = {
  /** Between two letters of a command. */
  letter: 35,
  /** After an output, until the next command is typed: time to read. */
  pause: 1200,
  /** The longest wait for a piece of output. */
  wait: 1000,
  /** Pieces of output that come within this are one: no screen shows more. */
  frame: 16,
} as const;

/** Output, or the mark at which a command's typing begins; before it, so many seconds after the last event. */
export type ReplayEvent = readonly [seconds: number, kind: "o" | "m", data: string];

/** A recording at the pace of {@link PACE}, in the format asciicast v3 (https://docs.asciinema.org/manual/asciicast/v3/), as values. */
export type Replay = readonly [{ version: 3; term: { cols: number; rows: number } }, ...ReplayEvent[]];

/**
 * The reader's copy of a recording. It has the same output in the same order; only the times are others, and the marks. There is a mark
 * for each command that was typed: the step's number in its section, and the command with the run's own values. Of a step that was tried
 * again, the last try alone is typed and marked; what the tries before it showed comes at once.
 *
 * @param cast asciicast v2
 * @param steps the section's recorded steps
 */
export function replayOf(cast: string, steps: readonly StepRecord[]): Replay {
  const { columns, rows, parts } = readCast(cast);
  const last = new Map(parts.map(({ ordinal }, index) => [ordinal, index]));
  let before = 0;
  const pieces = parts.flatMap((part, index) => {
    const step = part.ordinal === undefined ? undefined : steps[part.ordinal - 1];
    const shown = waited(part, before);
    before = part.events.at(-1)?.time ?? before;
    if (last.get(part.ordinal) !== index) return shown.map((piece) => ({ ...piece, wait: 0 }));
    const typed = step?.entered ?? step?.typed ?? "";
    return typed === "" ? shown : typedPieces(shown, typed, markOf(part.ordinal, typed));
  });
  return [{ version: 3, term: { cols: columns, rows } }, ...eventsOf(pieces)];
}

const markOf = (ordinal: number | undefined, typed: string): string => {
  const [first = "", ...others] = typed.split("\n");
  return `${ordinal} ${sanitizeLine(first)}${others.length > 0 ? " …" : ""}`;
};

interface Piece {
  /** Milliseconds since the piece before it. */
  wait: number;
  kind: "o" | "m";
  data: string;
}

/** A part's output. Long waits are cut, and a clock that was set back does not count. */
const waited = ({ events }: CastPart, before: number): Piece[] =>
  events.map(({ time, data }, index) => {
    const gap = time - (events[index - 1]?.time ?? before);
    return { wait: Math.min(Math.max(gap, 0), PACE.wait), kind: "o", data };
  });

/** A step's output from the prompt on: the mark comes before the first letter that is typed. */
function typedPieces(shown: readonly Piece[], typed: string, mark: string): Piece[] {
  const { from, to, letters } = echoOf(shown.map(({ data }) => data).join(""), typed);
  return [...slice(shown, 0, from), { wait: PACE.pause, kind: "m", data: mark }, ...letters, ...slice(shown, to)];
}

/** The pieces between two places in the text of all. What follows a cut within a piece comes at once. */
function slice(pieces: readonly Piece[], from: number, to = Number.POSITIVE_INFINITY): Piece[] {
  let start = 0;
  return pieces.flatMap(({ wait, kind, data }) => {
    const cut = data.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    const inside = start < from;
    start += data.length;
    return cut === "" ? [] : [{ wait: inside ? 0 : wait, kind, data: cut }];
  });
}

/**
 * Where the terminal has echoed what was typed, and its letters. A further line of a command stands behind the shell's prompt for it. A
 * line that the terminal has not echoed as it was typed ends this: it and what follows are output.
 */
function echoOf(text: string, typed: string): { from: number; to: number; letters: Piece[] } {
  let [from, to] = [0, 0];
  const letters: Piece[] = [];
  for (const [index, line] of typed.split("\n").entries()) {
    const end = text.indexOf("\n", to) + 1 || text.length;
    const shown = text.slice(to, end);
    const start = startOf(line, shown);
    if (start === undefined) break;
    if (index === 0) from = start;
    else letters.push({ wait: 0, kind: "o", data: shown.slice(0, start) });
    letters.push(...lettersOf(shown.slice(start)));
    to = end;
  }
  return { from, to, letters };
}

/** The most signs that a terminal shows for one that is typed: the blanks of a tab. */
const TAB = 8;

/**
 * Where a typed line begins in a shown one; `undefined` if the shown one does not end with its letters in their order. Where the window
 * ends, a terminal may put signs of its own between them, and it shows a tab as blanks.
 */
function startOf(line: string, shown: string): number | undefined {
  const wanted = line.replace(/\s/g, "");
  const end = shown.trimEnd();
  if (!end.endsWith(wanted.slice(-1))) return undefined;
  const least = Math.max(end.length - TAB * line.length, 0);
  let [start, left] = [end.length, wanted.length];
  while (left > 0 && start > least) {
    start -= 1;
    if (shown[start] === wanted[left - 1]) left -= 1;
  }
  return left === 0 ? start : undefined;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Letters as a reader sees them, each at its time: a Korean syllable is one, and so is the line's end. */
const lettersOf = (text: string): Piece[] =>
  Array.from(graphemes.segment(text), ({ segment }) => ({ wait: PACE.letter, kind: "o", data: segment }));

/** Pieces as events, from the first one on; those of one frame are one event. */
function eventsOf(pieces: readonly Piece[]): ReplayEvent[] {
  const events: Piece[] = [];
  let since = 0;
  for (const { wait, kind, data } of pieces) {
    const last = events.at(-1);
    since += wait;
    if (last?.kind === "o" && kind === "o" && since < PACE.frame) last.data += data;
    else {
      const most = kind === "m" ? PACE.pause : PACE.wait;
      events.push({ wait: last === undefined ? 0 : Math.min(since, most), kind, data });
      since = 0;
    }
  }
  return events.map(({ wait, kind, data }) => [wait / 1000, kind, data]);
}
