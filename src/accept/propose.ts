import { Bindings } from "../note/compare/bindings.ts";
import type { CommandStep, HttpStep, Note, Section, Step } from "../note/note.ts";
import { type Candidate, candidatesFor, readsAs } from "./candidates.ts";
import { boundAfter, judge } from "./judge.ts";
import { NoteEdits } from "./note-edits.ts";
import type { SeenStep } from "./recorded-steps.ts";

/** What of a note is to be mended, and how far. */
export interface ProposeOptions {
  /** The section to look at; all without it. */
  only?: string;
  /** Take the statuses that commands ended with, too. */
  exit?: boolean;
  /** Leave steps that a host would be held to less in than before: they are for a person to judge. */
  strict?: boolean;
  /** Steps that are to stay as they are, by their places in the record. */
  refused?: ReadonlySet<number>;
}

/** What changes in a note so that what was seen of a step holds. */
export interface Hunk extends Candidate {
  /** The step's place in the record. */
  index: number;
  step: CommandStep | HttpStep;
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
export function propose(text: string, note: Note, steps: readonly SeenStep[], wanted: ProposeOptions = {}): Proposal {
  const page = new NoteEdits(text, note.file);
  const readAs = (hunks: readonly Hunk[]) => readsAs(page.with(hunks.flatMap(({ edits }) => edits)), note, hunks);
  // Reading a page takes long, and what was seen is seldom read as something else: that is looked at for all at once first.
  const atOnce = proposeEach(page, note, steps, wanted, () => true);
  return readAs(atOnce.hunks) ? atOnce : proposeEach(page, note, steps, wanted, (hunk) => readAs([hunk]));
}

const LESS =
  "it would be held to less than before: `...` or `[..]` would stand for what was lines or words; without --yes you are asked";

function proposeEach(
  page: NoteEdits,
  note: Note,
  steps: readonly SeenStep[],
  { only, exit = false, strict = false, refused }: ProposeOptions,
  isReadAsMeant: (hunk: Hunk) => boolean,
): Proposal {
  const hunks: Hunk[] = [];
  const left: Left[] = [];
  let index = -1;
  for (const section of note.sections) {
    const ran = standings(section, steps.slice(index + 1));
    let now = Bindings.none;
    for (const [at, step] of section.steps.entries()) {
      index += 1;
      const seen = steps[index];
      if (seen === undefined || (only !== undefined && only !== section.id)) continue;
      const standing = { ran: ran[at] as Bindings, now, section: ran.at(-1) as Bindings };
      const verdict = judge(step, seen, standing, exit);
      if (verdict.kind === "holds") now = verdict.now;
      else if (verdict.kind === "left") left.push({ index, step, why: verdict.why });
      else if (refused?.has(index)) left.push({ index, step, why: "it is to stay as it is" });
      else {
        const ways = candidatesFor(page, verdict).map((way): Hunk => ({ index, step: verdict.step, ...way }));
        const hunk = ways.find(isReadAsMeant);
        if (hunk === undefined) left.push({ index, step, why: "what was seen cannot be written in a note" });
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

/** What the note's words stood for in the run before each step of a section, and after the last. */
function standings({ steps }: Section, seen: readonly SeenStep[]): Bindings[] {
  const all = [Bindings.none];
  for (const [at, step] of steps.entries()) {
    const before = all[at] as Bindings;
    all.push(seen[at] === undefined ? before : boundAfter(step, seen[at], before));
  }
  return all;
}

/** The text with these hunks in it. */
export const accepted = (text: string, file: string, hunks: readonly Hunk[]): string =>
  new NoteEdits(text, file).with(hunks.flatMap(({ edits }) => edits));
