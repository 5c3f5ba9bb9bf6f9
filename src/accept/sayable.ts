import { LabError } from "../errors.ts";
import { compareStep, readNote } from "../note/index.ts";
import type { Note, Step } from "../note/note.ts";
import { atBarePrompt, atNestedPrompt } from "../note/prompt.ts";
import type { Edit, Page } from "./page.ts";
import { type NewLine, withLines } from "./step.ts";
import type { Mendable } from "./verdict.ts";

/**
 * The changes of a page that mend a step, so written that the page is read as it is meant: what was seen may look like a prompt, a
 * comment or the end of a block. Where it does, `[..]` stands for its first sign, as in a note that a person writes.
 *
 * @returns `undefined` when it cannot be written so
 */
export function sayable(page: Page, note: Note, mendable: Mendable): Edit[] | undefined {
  const { step, output, before, status } = mendable;
  for (const lines of [mendable.lines, mendable.lines?.map(guarded)]) {
    const mended = lines === undefined ? step : withLines(step, lines);
    const wanted = status === undefined || mended.kind === "http" ? mended : { ...mended, exit: status };
    const edits = [
      ...(lines === undefined ? [] : page.linesOf(step, lines)),
      ...(status === undefined || step.kind === "http" ? [] : page.statusOf(step, status)),
    ];
    if (compareStep(mended, output, before).holds && readsAs(page.with(edits), note, step, wanted)) return edits;
  }
  return undefined;
}

function guarded(line: NewLine): NewLine {
  if (line.kind === "kept") return line;
  const looks = /^\s*(?:[#>]|\$\s|\^C|\[(?:empty|running|reboot|exit )|<?\.\.\.|`{3}|~{3})/.test(line.text);
  const prompts = atBarePrompt(line.text) !== undefined || atNestedPrompt(line.text) !== undefined;
  return looks || prompts ? { ...line, text: line.text.replace(/\S/u, "[..]") } : line;
}

/** Whether a text is the note with that one step as it is wanted, and nothing else another. */
function readsAs(text: string, note: Note, old: Step, wanted: Step): boolean {
  try {
    const steps = (one: Note, change = (step: Step) => step) =>
      JSON.stringify(one.sections.map(({ id, steps }) => [id, steps.map((step) => placeless(change(step)))]));
    return steps(readNote(text, note.file)) === steps(note, (step) => (step === old ? wanted : step));
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}

/** A step, wherever it stands. */
function placeless(step: Step): unknown {
  if (step.kind === "file") return { ...step, line: 0 };
  const expected = step.expected.map((item) => ("interrupt" in item ? null : item.text));
  const ending =
    step.kind === "command" && step.ending.kind === "prompt"
      ? { kind: "prompt", prompt: step.ending.prompt.text }
      : step.kind === "command"
        ? step.ending
        : undefined;
  return { ...step, line: 0, expected, ending };
}
