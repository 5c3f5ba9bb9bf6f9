import type { Measured } from "./measure.ts";

export interface RowOptions {
  /** How often each side is measured, in turn. */
  repetitions: number;
  /** Told of each thing that is begun. */
  say: (line: string) => void;
  signal: AbortSignal;
  /** The folder of the row `read`, with a folder of Markdown files for each course. */
  pages?: string | undefined;
}

/** Something that can be measured by itself. It removes all that it made, also when it fails. */
export interface Row {
  name: string;
  /** One line, for people. */
  what: string;
  measure(options: RowOptions): Promise<Measured>;
}

/** The seconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
