import { type Edit, NoteEdits } from "../accept/note-edits.ts";
import { atNestedPrompt, isExit } from "../note/console/prompts.ts";
import type { CommandStep, Note, Step } from "../note/note.ts";
import type { StepRecord } from "../record/record.ts";
import type { Remark } from "./draft.ts";

/** A note as its last run has shown that it must be, and what was changed. */
export interface Repair {
  text: string;
  /** Their lines are those of the note before. */
  remarks: readonly Remark[];
}

/**
 * Mends what kept a run from going on: a command that did not end gets a `^C`, the prompt of a nested shell becomes the one that was seen, and
 * where no shell opened, what was to be typed there goes. Pure.
 *
 * @param steps the record's steps of this note
 */
export function repair(text: string, note: Note, steps: readonly StepRecord[]): Repair {
  const page = new NoteEdits(text, note.file);
  const edits: Edit[] = [];
  const remarks: Remark[] = [];
  let index = 0;
  for (const section of note.sections) {
    for (const [at, step] of section.steps.entries()) {
      const seen = steps[index];
      index += 1;
      if (step.kind !== "command" || seen === undefined || seen.outcome !== "failed" || seen.output === null) continue;
      const nested = nestedBelow(section.steps, at);
      const mended = mendOf(step, seen, nested);
      if (mended === undefined) continue;
      remarks.push({ line: step.line, kind: "done", text: seen.typed, why: mended.why });
      if (mended.kind === "interrupt") edits.push(page.interruptBelow(step));
      else if (mended.kind === "no shell") edits.push(...nested.flatMap((each) => page.withoutStep(each)));
      else edits.push(...nested.map((each) => page.atPrompt(each, mended.prompt)));
    }
  }
  return { text: page.with(edits), remarks };
}

type Mend = { why: string } & ({ kind: "interrupt" } | { kind: "no shell" } | { kind: "prompt"; prompt: string });

function mendOf(step: CommandStep, seen: StepRecord, nested: readonly CommandStep[]): Mend | undefined {
  const output = seen.output ?? "";
  const over = seen.reasons.some(({ kind, ...values }) => kind !== "noAnswer" && "within" in values);
  if (step.ending.kind === "prompt" && step.prompt === undefined) {
    const [only, ...others] = nested;
    if (seen.exit !== null && only !== undefined && others.length === 0 && isExit(only.typed ?? ""))
      return { kind: "no shell", why: `it opened no shell and ended with status ${seen.exit}: its exit is gone` };
    const shown = over ? atNestedPrompt(output.split("\n").at(-1)?.trim() ?? "")?.prompt : undefined;
    if (shown !== undefined && nested.length > 0 && shown !== nested[0]?.prompt)
      return { kind: "prompt", prompt: shown, why: `the prompt of its shell is ${shown}` };
    return undefined;
  }
  const mayRun = step.ending.kind === "mark" && step.prompt === undefined && step.expected.length === 0 && !step.empty;
  return over && mayRun ? { kind: "interrupt", why: "it did not end by itself: ^C is written below it" } : undefined;
}

/** The steps that are typed into the shell that a step opens. */
function nestedBelow(steps: readonly Step[], at: number): CommandStep[] {
  const nested: CommandStep[] = [];
  for (const step of steps.slice(at + 1)) {
    if (step.kind !== "command" || step.prompt === undefined) break;
    nested.push(step);
  }
  return nested;
}

/**
 * Writes the prompts that a run has shown in place of those that stand for any container and any folder. Pure. Of a container that the note has made
 * above, the id is another word of the note's, so `[..]` goes on to stand for it.
 *
 * @param steps the record's steps of this note
 */
export function withSeenPrompts(text: string, note: Note, steps: readonly StepRecord[]): string {
  const page = new NoteEdits(text, note.file);
  const all = note.sections.flatMap((section) => section.steps);
  let opener = "";
  const edits = all.flatMap((step, at): Edit[] => {
    if (step.kind !== "command" || step.prompt === undefined) {
      opener = step.kind === "command" ? (step.typed ?? "") : "";
      return [];
    }
    const seen = steps[at - 1]?.nextPrompt ?? "";
    const [, host = "[..]"] = /@(.*?):/.exec(step.prompt) ?? [];
    const isNew = host === "[..]" && /\brun\b/.test(opener);
    const prompt = isNew ? seen : seen.replace(/(?<=@)[0-9a-f]{12}(?=:)/, host);
    return step.prompt.includes("[..]") && seen !== "" ? [page.atPrompt(step, prompt)] : [];
  });
  return page.with(edits);
}
