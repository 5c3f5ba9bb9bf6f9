import { Bindings } from "../note/index.ts";
import type { CommandStep, HttpStep, Note, Step } from "../note/note.ts";
import type { StepRecord } from "../record/record.ts";
import { type Edit, Page } from "./page.ts";
import { sayable } from "./sayable.ts";
import { boundAfter, judge } from "./verdict.ts";

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
    const known = section.steps.map((step, at) => ({ step, index: index + 1 + at, seen: steps[index + 1 + at] }));
    index += section.steps.length;
    if (wanted.only !== undefined && wanted.only !== section.id) continue;
    const after: Bindings[] = [];
    for (const { step, seen } of known) {
      const before = after.at(-1) ?? Bindings.none;
      after.push(seen === undefined ? before : boundAfter(step, seen, before));
    }
    let now = Bindings.none;
    for (const [at, { step, seen, index }] of known.entries()) {
      if (seen === undefined) continue;
      const standing = { ran: after[at - 1] ?? Bindings.none, now, section: after.at(-1) ?? Bindings.none };
      const verdict = judge(step, seen, standing, wanted.exit === true);
      const edits =
        verdict.kind === "mendable" && !wanted.refused?.has(index) ? sayable(page, note, verdict) : undefined;
      if (verdict.kind === "holds") now = verdict.now;
      else if (verdict.kind === "left") left.push({ index, step, why: verdict.why });
      else if (wanted.refused?.has(index)) left.push({ index, step, why: "it is to stay as it is" });
      else if (edits === undefined) left.push({ index, step, why: "what was seen cannot be written in a note" });
      else {
        hunks.push({ index, step: verdict.step, edits });
        now = verdict.now;
      }
    }
  }
  return { hunks, left };
}

/** The text with these hunks in it. */
export const accepted = (text: string, file: string, hunks: readonly Hunk[]): string =>
  new Page(text, file).with(hunks.flatMap(({ edits }) => edits));
