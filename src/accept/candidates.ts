import { LabError } from "../common/errors.ts";
import { compareStep } from "../note/compare/compare.ts";
import type { CommandStep, HttpStep, Note, Step } from "../note/note.ts";
import { readNote } from "../note/read.ts";
import type { Mendable } from "./judge.ts";
import type { Edit, NoteEdits } from "./note-edits.ts";
import { type NewLine, withLines } from "./rewrite-step.ts";
import { guardedLine } from "./seen-line.ts";
import { weakens } from "./weakening.ts";

/** A mended step, and the edits of the note that make it. */
export interface Candidate {
  mended: CommandStep | HttpStep;
  /** Whether the note checks less than before. */
  less: boolean;
  edits: readonly Edit[];
}

/**
 * The ways to mend a step in a note, the best one first. A seen line may look like a prompt, a comment or the end of a block. So in the
 * second way `[..]` stands for the first character of such a line, as a person would write it.
 */
export function* candidatesFor(
  page: NoteEdits,
  { step, lines, status, output, before }: Mendable,
): Generator<Candidate> {
  for (const each of [lines, lines?.map(guarded)]) {
    const told = each === undefined ? step : withLines(step, each);
    const mended = status === undefined || told.kind === "http" ? told : { ...told, exit: status };
    const edits = [
      ...(each === undefined ? [] : page.linesOf(step, each)),
      ...(status === undefined || step.kind === "http" ? [] : page.statusOf(step, status)),
      ...page.separation(step),
    ];
    if (compareStep(mended, output, before).holds) {
      const less = each !== undefined && weakens(step.expected, each);
      yield { mended, edits, less };
    }
  }
}

const guarded = (line: NewLine): NewLine => (line.kind === "kept" ? line : { ...line, text: guardedLine(line.text) });

/** Whether a text is read as the note with these mended steps, and with no other change. */
export function readsAs(
  text: string,
  note: Note,
  changes: readonly (Pick<Candidate, "mended"> & { step: Step })[],
): boolean {
  const becomes = new Map<Step, Step>(changes.map(({ step, mended }) => [step, mended]));
  const told = ({ sections }: Note) =>
    JSON.stringify(sections.map(({ id, steps }) => [id, steps.map((step) => placeless(becomes.get(step) ?? step))]));
  try {
    return told(readNote(text, note.file)) === told(note);
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}

/** A step without its line numbers. */
function placeless(step: Step): unknown {
  if (step.kind === "file") return { ...step, line: 0 };
  const expected = step.expected.map((item) => ("keys" in item ? null : item.text));
  const ending =
    step.kind === "command" && step.ending.kind === "prompt"
      ? { kind: "prompt", prompt: step.ending.prompt.text }
      : step.kind === "command"
        ? step.ending
        : undefined;
  return { ...step, line: 0, expected, ending };
}
