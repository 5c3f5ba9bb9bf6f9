/**
 * A terminal's recording in the format asciicast v2 (https://docs.asciinema.org/manual/asciicast/v2/): a line with a header,
 * then one for each piece of output. Times are milliseconds since the epoch.
 */
export const castHeader = (title: string, started: number): string =>
  line({
    version: 2,
    width: 120,
    height: 40,
    timestamp: Math.floor(started / 1000),
    title,
    env: { TERM: "xterm-256color", SHELL: "/bin/bash" },
  });

export const castOutput = (started: number, now: number, data: string): string =>
  line([Math.max(0, now - started) / 1000, "o", data]);

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
