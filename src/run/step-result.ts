import type { Bindings } from "../note/compare/bindings.ts";
import type { Reason } from "../record/reasons/reason.ts";

/** The result of one try of a step. */
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
  /** The earlier bindings and those of this try; only a try that holds makes any. */
  bindings: Bindings;
  /** Why it does not hold, how it ended first and the lines last; none if it holds. */
  reasons: readonly Reason[];
  /** Why the later steps of the section cannot be done. */
  endsSection?: Reason;
  /** Why nothing more can be done on the host. */
  endsRun?: Reason;
}

/** What is known of a step when the run was stopped in the middle of it. */
export type Unfinished = Pick<StepResult, "output" | "cut" | "entered">;

/** The run was stopped while a step's command ran. */
export class Stopped extends Error {
  readonly seen: Unfinished;

  constructor(seen: Unfinished, cause: unknown) {
    super("the run was stopped", { cause });
    this.seen = seen;
  }
}

/** The result of a try that has no output. */
export const failedResult = (bindings: Bindings, ...reasons: readonly Reason[]): StepResult => ({
  output: "",
  exit: null,
  cut: 0,
  bindings,
  reasons,
});
