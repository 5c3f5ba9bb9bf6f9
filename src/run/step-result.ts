import type { Bindings } from "../note/compare/bindings.ts";

/** What one try of a step came to. */
export interface StepResult {
  /** What a person would have seen. */
  output: string;
  exit: number | null;
  /** Bytes left out of the middle of the output. */
  cut: number;
  /** What was typed, with the run's own values in it; absent where nothing was. */
  entered?: string;
  /** The nested prompt that the terminal showed at the end; absent where the step does not end at one, or it did not come. */
  nextPrompt?: string;
  /** The earlier ones and those the step made; only a try that holds makes any. */
  bindings: Bindings;
  /** Why it does not hold, for people; `null` if it does. */
  reason: string | null;
  /** The steps of the section after it cannot be done, for that reason. */
  endsSection?: string;
  /** Nothing more can be done on the host, for that reason. */
  endsRun?: string;
}

/** What a step had come to when the run was stopped in the middle of it. */
export type Unfinished = Pick<StepResult, "output" | "cut" | "entered">;

/** The run was stopped while a step's command ran. */
export class Stopped extends Error {
  readonly seen: Unfinished;

  constructor(seen: Unfinished, cause: unknown) {
    super("the run was stopped", { cause });
    this.seen = seen;
  }
}

/** A try that came to nothing. */
export const failedResult = (bindings: Bindings, reason: string): StepResult => ({
  output: "",
  exit: null,
  cut: 0,
  bindings,
  reason,
});

/** What is wrong with the status that a command ended with, if both are known and it is not the one that is wanted. */
export const wrongStatus = (wanted: number | undefined, exit: number | null | undefined): string | undefined =>
  wanted === undefined || exit === null || exit === undefined || exit === wanted
    ? undefined
    : `it ended with status ${exit} and was to end with ${wanted}`;
