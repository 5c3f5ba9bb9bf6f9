import type { Binding, Bindings } from "../../../note/compare/bindings.ts";
import type { Reason } from "../../../record/reasons/reason.ts";
import type { How } from "../state.ts";

/** What a command that was seen means for the steps of a student. Steps stand as their section's id and their place in it. */
export type StepVerdict =
  /** It is a step, which is done now. */
  | ({ kind: "done"; how: How; taken: number } & StepPlace & LearntWords)
  /** It is a step that was done before, done again: what the note's words stand for from now on may be another. */
  | ({ kind: "again" } & StepPlace & LearntWords)
  /** It is meant for a step, and something is not as in the note. */
  | ({ kind: "differs"; reasons: readonly Reason[] } & StepPlace)
  /** It is a step's command, and still runs. */
  | ({ kind: "runs" } & StepPlace)
  /** It is none of the note's steps, as far as one can know. */
  | { kind: "nothing" };

/** A step by its section and its place there. */
export interface StepPlace {
  section: string;
  place: number;
}

/** What the note's words stand for from now on. */
export interface LearntWords {
  /** Which of the section's worlds it is. */
  world: number;
  /** Whether a world begins with it that only knows what stands above the step, and what is learnt. */
  fork: boolean;
  learnt: readonly Binding[];
}

/** The bindings that others have and these have not. */
export const learntFrom = (before: Bindings, after: Bindings): Binding[] => {
  const known = new Set(before.all().map(({ sample }) => sample));
  return after.all().filter(({ sample }) => !known.has(sample));
};
