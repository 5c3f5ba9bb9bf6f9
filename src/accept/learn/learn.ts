import { Bindings } from "../../note/compare/bindings.ts";
import { compareStep } from "../../note/compare/compare.ts";
import { squeeze, trimBlank } from "../../note/compare/lines.ts";
import type { CommandStep, HttpStep, Note } from "../../note/note.ts";
import { readNote } from "../../note/read.ts";
import type { StepRecord } from "../../record/record.ts";
import { type Candidate, candidatesFor, readsAs } from "../candidates.ts";
import { judge, type Mendable, TYPES_OTHER, type Verdict } from "../judge.ts";
import { type Edit, NoteEdits } from "../note-edits.ts";
import { accepted, type Left, propose } from "../propose.ts";
import { type RanSection, ranSections } from "../recorded-steps.ts";
import { judgedAgain } from "./judged-again.ts";
import { EVERYTHING, loosened, pairsOf } from "./loosen.ts";
import { type SectionPair, typedWords, varyingWords, withVaries } from "./varies.ts";

/** The steps of the two records of a note. */
export type TwoRuns = readonly [readonly StepRecord[], readonly StepRecord[]];

/** What two runs of a note teach. */
export interface Learnt {
  /** The note, so that it holds for both runs as far as it can. */
  text: string;
  /** The words that its `varies` has got. */
  varies: readonly string[];
  /** Whether the runs typed words that the new note has others for: another two runs show what these print. */
  again: boolean;
  /** The steps that do not hold for both, with the reason. */
  left: readonly Left[];
}

/**
 * Learns from two runs of a note on new hosts what differs at every run. Pure.
 *
 * The note gets what the first run showed where it does not hold. Where the second run then differs, a word that can be told by itself goes
 * into `varies`; `[..]` stands for other words, and `...` for lines that only one of the runs has. Nothing else is loosened.
 *
 * @param only the only section to look at; without it, all sections
 */
export function learn(text: string, file: string, [first, second]: TwoRuns, only?: string): Learnt {
  const given = readNote(text, file);
  const differs = differences(given, first, only);
  const isTyped = typedWords(differs, given);
  // A word that is typed stays as it is: what is typed in its place is then what the run has shown.
  const typed = varyingWords(differs, given).filter((word) => isTyped.has(word));
  if (typed.length > 0) return { text: withVaries(text, given, typed), varies: typed, again: true, left: [] };
  // Lines that come in another order stay as the author has them: sorted, they may hold.
  const refused = new Set(first.keys().filter((index) => inAnotherOrder([first[index], second[index]])));
  const [ours, theirs] = [first, second].map((steps) => propose(text, given, steps, { only, refused }));
  const shown = accepted(text, file, ours?.hunks ?? []);
  const note = readNote(shown, file);
  const judged = (steps: readonly StepRecord[], left: readonly Left[] = []) => {
    const kept = new Set(left.map(({ index }) => index));
    return (note: Note) => judgedAgain(note, steps, kept);
  };
  const runs = [judged(first, ours?.left), judged(second, theirs?.left)] as const;
  const varies = varyingWords(differences(note, runs[1](note), only), note);
  const named = withVaries(shown, note, varies);
  const read = readNote(named, file);
  const { edits, left } = loosenings(named, read, [runs[0](read), runs[1](read)], only);
  const learnt = new NoteEdits(named, file).with(edits);
  return {
    text: learnt,
    varies,
    again: learnt !== text && left.some(({ why }) => why === TYPES_OTHER),
    left,
  };
}

/** The words of a note that a run shows others for. */
const differences = (note: Note, steps: readonly StepRecord[], only: string | undefined): SectionPair[] =>
  ranSections(note, steps).flatMap(({ section, seen, contextAt }) => {
    if (only !== undefined && only !== section.id) return [];
    let now = Bindings.none;
    return section.steps.flatMap((step, at) => {
      const verdict = judge(step, seen[at] as StepRecord, contextAt(at, now), LINES_ALONE);
      if (verdict.kind !== "left") now = verdict.now;
      if (verdict.kind !== "mendable") return [];
      return pairsOf(verdict.lines ?? []).map((pair) => ({ ...pair, section: section.id, line: step.line }));
    });
  });

const LINES_ALONE = { exits: false, outputs: false };

/** The edits of a note that holds for the first run, so that it holds for both. */
function loosenings(
  text: string,
  note: Note,
  runs: TwoRuns,
  only: string | undefined,
): { edits: Edit[]; left: Left[] } {
  const page = new NoteEdits(text, note.file);
  const edits: Edit[] = [];
  const left: Left[] = [];
  const ran = runs.map((steps) => ranSections(note, steps));
  for (const [place, section] of note.sections.entries()) {
    if (only !== undefined && only !== section.id) continue;
    const parts = ran.map((sections) => sections[place] as RanSection);
    let now = parts.map(() => Bindings.none);
    for (const [at, step] of section.steps.entries()) {
      const index = (parts[0] as RanSection).first + at;
      const seen = parts.map((part) => part.seen[at] as StepRecord);
      const verdicts = parts.map(
        ({ contextAt }, run): Verdict =>
          judge(step, seen[run] as StepRecord, contextAt(at, now[run] as Bindings), LINES_ALONE),
      );
      const [ours, theirs] = verdicts as [Verdict, Verdict];
      const stays = (why: string) => {
        left.push({ index, step, why });
        now = verdicts.map((verdict, run) => (verdict.kind === "left" ? (now[run] as Bindings) : verdict.now));
      };
      if (inAnotherOrder(seen)) stays(ANOTHER_ORDER);
      else if (ours.kind === "left") stays(ours.why);
      else if (theirs.kind === "left") stays(theirs.why);
      else if (ours.kind === "mendable") stays("what the first run printed cannot be written in a note");
      else if (theirs.kind === "holds") now = [ours.now, theirs.now];
      else {
        const outputs = seen.map(({ output }) => output ?? "");
        const way = loosening(page, note, theirs, outputs, now);
        if (way === undefined) stays("no lines of a note hold for what both runs printed");
        else {
          edits.push(...way.edits);
          now = outputs.map((output, run) => {
            const match = compareStep(way.mended, output, now[run] as Bindings);
            return match.holds ? match.bindings : (now[run] as Bindings);
          });
        }
      }
    }
  }
  return { edits, left };
}

const ANOTHER_ORDER = "the two runs printed the same lines in another order: sort them in the command, with `| sort`";

function inAnotherOrder(seen: readonly (StepRecord | undefined)[]): boolean {
  const [ours, theirs] = seen.map((step) =>
    trimBlank((step?.output ?? "").split(/\r?\n/).map(squeeze), (line) => line.trim() === ""),
  ) as [string[], string[]];
  return ours.join("\n") !== theirs.join("\n") && ours.toSorted().join("\n") === theirs.toSorted().join("\n");
}

/** The tightest lines for a step that hold for both runs. */
function loosening(
  page: NoteEdits,
  note: Note,
  mendable: Mendable,
  outputs: readonly string[],
  now: readonly Bindings[],
): Candidate | undefined {
  const { step, lines = [] } = mendable;
  const ways = [loosened(step, lines, "words"), loosened(step, lines, "lines"), EVERYTHING];
  const holds = (mended: CommandStep | HttpStep) =>
    outputs.every((output, run) => compareStep(mended, output, now[run] as Bindings).holds);
  return ways
    .flatMap((lines) => [...candidatesFor(page, { ...mendable, lines })])
    .find((way) => holds(way.mended) && readsAs(page.with(way.edits), note, [{ ...way, step }]));
}
