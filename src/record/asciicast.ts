import { TERMINAL } from "../hosts/ssh/connection.ts";
import { promptSign } from "../note/console/prompts.ts";
import type { StepRecord } from "./record.ts";

/** The name of the file that has the recording of a step's terminal. No section's id has an `@`. */
export const castName = ({ section, terminal }: Pick<StepRecord, "section" | "terminal">): string =>
  terminal === null || terminal === 1 ? `${section}.cast` : `${section}@${terminal}.cast`;

/**
 * A terminal's recording in the format asciicast v2 (https://docs.asciinema.org/manual/asciicast/v2/): a line with a header,
 * then one for each piece of output. Times are milliseconds since the epoch.
 */
export const castHeader = (title: string, started: number): string =>
  line({
    version: 2,
    width: TERMINAL.columns,
    height: TERMINAL.rows,
    timestamp: Math.floor(started / 1000),
    title,
    env: { TERM: "xterm-256color", SHELL: "/bin/bash" },
  });

/** A piece of output in a recording that began at `started`. */
export const castOutput = (started: number, now: number, data: string): string =>
  line([Math.max(0, now - started) / 1000, "o", data]);

/** A mark in a recording: here begins that step of its section, counted from 1, or another try of it. */
export const castMarker = (started: number, now: number, ordinal: number, typed: string): string =>
  line([Math.max(0, now - started) / 1000, "m", `${ordinal} ${typed.split("\n")[0]}`.trim()]);

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** What a step's terminal showed during the step: bytes as text, before any emulation. */
export interface Shown {
  /** The line of the cursor when the step began: a prompt, or the output that the step goes on with. */
  lead: string;
  /** The echo of what was typed, and the output; without the prompt at which the next step is typed. */
  body: string;
  /** Nothing was typed: the step goes on with what the step before it in this terminal left running. */
  goesOn: boolean;
}

/**
 * What each step of a section showed in one of its terminals: the parts of the terminal's recording between the marks, by the steps'
 * numbers in the section, from 1. Of a step that was tried again, the last try.
 *
 * @param cast the recording, asciicast v2
 * @param steps the section's recorded steps
 */
export function shownSteps(cast: string, steps: readonly StepRecord[]): Map<number, Shown> {
  const shown = new Map<number, Shown>();
  let left = "";
  for (const { ordinal, events } of readCast(cast).parts) {
    if (ordinal === undefined) continue;
    const text = events.map(({ data }) => data).join("");
    const tail = promptAtEnd(text, steps[ordinal - 1]);
    // A new shell shows a prompt of its own, in place of what the terminal's other shell showed.
    const step = steps[ordinal - 1];
    const own = text.startsWith("\r\x1b[K") || text.startsWith(promptSign(step?.root === true));
    const lead = own ? "" : left;
    shown.set(ordinal, { lead, body: text.slice(0, text.length - tail.length), goesOn: goesOn(steps[ordinal - 1]) });
    left = tail === "" ? lastLine(text) : tail;
  }
  return shown;
}

/** Several steps of one terminal as its window would show them: each typed command is a text, with everything that followed it. */
export function commandTexts(steps: readonly Shown[]): string[] {
  const texts: string[] = [];
  for (const { lead, body, goesOn } of steps) {
    const last = goesOn ? texts.pop() : undefined;
    texts.push((last ?? lead) + body);
  }
  return texts;
}

/** A recording's output, from one mark to the next. */
export interface CastPart {
  /** The number of the step in its section, from 1; `undefined` before the first mark. */
  ordinal: number | undefined;
  /** The pieces of output, each with the milliseconds since the recording began. */
  events: { time: number; data: string }[];
}

/** Reads a recording. What a killed run has left of its last line is no event. */
export function readCast(cast: string): { columns: number; rows: number; parts: CastPart[] } {
  const [header, ...lines] = cast.split("\n").map(parsed);
  const { width = TERMINAL.columns, height = TERMINAL.rows } = (header ?? {}) as { width?: number; height?: number };
  const parts: CastPart[] = [{ ordinal: undefined, events: [] }];
  for (const line of lines) {
    if (!Array.isArray(line)) continue;
    const [seconds, kind, data] = line as [number, string, string];
    if (kind === "m") parts.push({ ordinal: Number.parseInt(data, 10), events: [] });
    if (kind === "o") parts.at(-1)?.events.push({ time: Math.round(seconds * 1000), data });
  }
  return { columns: width, rows: height, parts };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const goesOn = (step: StepRecord | undefined): boolean => step?.typed === "";
const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n") + 1);

/** The prompt at the end of a step's text: a nested one, as the terminal showed it, or the shell's own; "" where there is none. */
function promptAtEnd(text: string, step: StepRecord | undefined): string {
  const last = lastLine(text);
  if (step?.nextPrompt != null) return last;
  // A status is known at the shell's own prompt alone. There, an output whose last line has no end may stand before the prompt.
  const sign = promptSign(step?.root === true);
  const isAtShell = step?.exit != null ? last.endsWith(sign) : last === sign;
  return isAtShell ? sign : "";
}
