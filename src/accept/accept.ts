import { Bindings } from "../note/index.ts";
import type { CommandStep, HttpStep, Note, Step } from "../note/note.ts";
import type { StepRecord } from "../record/record.ts";
import { type Edit, Page } from "./page.ts";
import { sayable } from "./sayable.ts";
import { judge } from "./verdict.ts";

/** What of a note is to be mended, and how far. */
export interface Wanted {
  /** The section to look at; all without it. */
  only?: string;
  /** Take the statuses that commands ended with, too. */
  exit?: boolean;
  /** Steps that are to stay as they are, by their places in the record. */
  refused?: ReadonlySet<number>;
}

/** What changes in a note so that what was seen of a step holds. */
export interface Hunk {
  /** The step's place in the record. */
  index: number;
  step: CommandStep | HttpStep;
  edits: readonly Edit[];
}

/** A step that does not hold and stays as it is, and why. */
export interface Left {
  index: number;
  step: Step;
  why: string;
}

/** What can be mended of a note, and what cannot. */
export interface Proposal {
  hunks: readonly Hunk[];
  left: readonly Left[];
}

/**
 * What to change in a note so that it says what a run has shown. Pure.
 *
 * A step is mended only where its lines (or, if wanted, its status) are all that was wrong: not where it ran out of time or did not run, nor
 * where the mended note would have typed something else. Words of the note that stand for values go on to stand for them.
 *
 * @param steps the record's, of this very note
 */
export function propose(text: string, note: Note, steps: readonly StepRecord[], wanted: Wanted = {}): Proposal {
  const page = new Page(text, note.file);
  const hunks: Hunk[] = [];
  const left: Left[] = [];
  let index = -1;
  for (const section of note.sections) {
    // What the note's words stood for in the run, and what they stand for in the note as it becomes.
    let bindings = { ran: Bindings.none, now: Bindings.none };
    for (const step of section.steps) {
      index += 1;
      const seen = steps[index];
      if (seen === undefined || (wanted.only !== undefined && wanted.only !== section.id)) continue;
      const verdict = judge(step, seen, bindings, wanted.exit === true);
      const { ran } = verdict;
      if (verdict.kind === "holds") {
        bindings = { ran, now: verdict.now };
        continue;
      }
      bindings = { ...bindings, ran };
      const why = (reason: string) => left.push({ index, step, why: reason });
      if (verdict.kind === "left") why(verdict.why);
      else if (wanted.refused?.has(index)) why("it is to stay as it is");
      else {
        const edits = sayable(page, note, verdict);
        if (edits === undefined) why("what was seen cannot be written in a note");
        else {
          hunks.push({ index, step: verdict.step, edits });
          bindings = { ran, now: verdict.now };
        }
      }
    }
  }
  return { hunks, left };
}

/** The text with these hunks in it. */
export const accepted = (text: string, file: string, hunks: readonly Hunk[]): string =>
  new Page(text, file).with(hunks.flatMap(({ edits }) => edits));
