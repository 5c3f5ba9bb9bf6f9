import { TERMINAL } from "../remote/remote.ts";
import type { StepRecord } from "./record.ts";

/** The file in a record's folder that has the recording of a step's terminal. No section's id has the sign between its parts. */
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

/** A mark in a recording: what follows is that step of its section, counted from 1; of a step that is tried again, another try. */
export const castMarker = (started: number, now: number, ordinal: number, typed: string): string =>
  line([Math.max(0, now - started) / 1000, "m", `${ordinal} ${typed.split("\n")[0]}`.trim()]);

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
