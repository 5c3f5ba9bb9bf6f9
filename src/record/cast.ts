import { TERMINAL } from "../remote/remote.ts";

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

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
