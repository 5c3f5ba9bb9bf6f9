import { Bindings } from "../note/compare/bindings.ts";
import type { CommandStep, HttpStep, Note, Step } from "../note/note.ts";
import type { StepRecord } from "../record/record.ts";
import { type Candidate, candidatesFor, readsAs } from "./candidates.ts";
import { judge } from "./judge.ts";
import { NoteEdits } from "./note-edits.ts";
import { ranSections } from "./recorded-steps.ts";

/** Which steps are mended, and how far. */
export interface ProposeOptions {
  /** The only section to look at; without it, all sections. */
  only?: string;
  /** Accept the statuses that commands ended with, too. */
  exit?: boolean;
  /** Write the output of commands below which the note shows none. */
  outputs?: boolean;
  /** Leave the steps in which the mended note would check less than before: a person must judge them. */
  strict?: boolean;
  /** Steps that the user refused to change, by their places in the record. */
  refused?: ReadonlySet<number>;
}

/** The change of a note that makes one step hold. */
export interface Hunk extends Candidate {
  /** The step's place in the record. */
  index: number;
  step: CommandStep | HttpStep;
}

/** A step that does not hold and stays as it is, with the reason. */
export interface Left {
  index: number;
  step: Step;
  why: string;
}

/** What can be mended in a note, and what cannot. */
export interface Proposal {
  hunks: readonly Hunk[];
  left: readonly Left[];
}

/**
 * Proposes changes of a note so that it says what a run showed. Pure.
 *
 * A step is mended only where its lines (or, if wanted, its status) are the only thing that was wrong. It is left where it ran out of time
 * or did not run, and where the mended note would type something else. The note's words keep the values that they stand for.
 *
 * @param steps the record's steps of this note
 */
export function propose(text: string, note: Note, steps: readonly StepRecord[], wanted: ProposeOptions = {}): Proposal {
  const page = new NoteEdits(text, note.file);
  const readAs = (hunks: readonly Hunk[]) => readsAs(page.with(hunks.flatMap(({ edits }) => edits)), note, hunks);
  // To read a note takes long, and a mended note is seldom read as something else. So all changes are checked together first.
  const atOnce = proposeEach(page, note, steps, wanted, () => true);
  return readAs(atOnce.hunks) ? atOnce : proposeEach(page, note, steps, wanted, (hunk) => readAs([hunk]));
}

const LESS =
  "the note would check less than before: `...` or `[..]` would stand for lines or words that it has now; without --yes, labnote asks you";

function proposeEach(
  page: NoteEdits,
  note: Note,
  steps: readonly StepRecord[],
  { only, exit = false, outputs = false, strict = false, refused }: ProposeOptions,
  isReadAsMeant: (hunk: Hunk) => boolean,
): Proposal {
  const hunks: Hunk[] = [];
  const left: Left[] = [];
  for (const { section, first, seen, contextAt } of ranSections(note, steps)) {
    if (only !== undefined && only !== section.id) continue;
    let now = Bindings.none;
    for (const [at, step] of section.steps.entries()) {
      const index = first + at;
      const record = seen[at];
      if (record === undefined) continue;
      const verdict = judge(step, record, contextAt(at, now), { exits: exit, outputs });
      if (verdict.kind === "holds") now = verdict.now;
      else if (verdict.kind === "left") left.push({ index, step, why: verdict.why });
      else if (refused?.has(index)) left.push({ index, step, why: "you refused the change" });
      else {
        const ways = candidatesFor(page, verdict).map((way): Hunk => ({ index, step: verdict.step, ...way }));
        const hunk = ways.find(isReadAsMeant);
        if (hunk === undefined) left.push({ index, step, why: "its output cannot be written in a note" });
        else if (strict && hunk.less) left.push({ index, step, why: LESS });
        else {
          hunks.push(hunk);
          now = verdict.now;
        }
      }
    }
  }
  return { hunks, left };
}

/** The note's text with these changes in it. */
export const accepted = (text: string, file: string, hunks: readonly Hunk[]): string =>
  new NoteEdits(text, file).with(hunks.flatMap(({ edits }) => edits));
