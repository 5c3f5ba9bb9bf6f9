import { renderAdvice } from "../../common/advice.ts";
import { type LabError, LabErrors } from "../../common/errors.ts";
import type { FrontMatter, Suggested } from "../../note/note.ts";
import type { NoteRead } from "../../note/read.ts";
import { plannedSteps } from "../../record/planned-steps.ts";

/** A note for programs: its front matter and steps, what is said of it, and what it holds beside them. */
export function noteAsJson({ note, refusal }: NoteRead, stack: string): object {
  const { keys, blocks, suggested } = note.passedOver;
  return {
    file: note.file,
    frontMatter: asWritten(note.frontMatter),
    steps: plannedSteps(note),
    warnings: note.warnings,
    passedOver: {
      keys,
      blocks: blocks.map(({ line, language, typed, key }) => ({
        line,
        language,
        key: key === "prompts" ? "prompt" : (key ?? null),
        typed: typed.map((each) => each.line),
      })),
      frontMatter: suggested === undefined ? null : asWritten(suggested),
    },
    problems: refusal === undefined ? [] : problemsOf(refusal, stack),
  };
}

/** A file that is no note, for programs. */
export const refusalAsJson = (file: string, error: LabError, stack: string): object => ({
  file,
  problems: problemsOf(error, stack),
});

/** Front matter with the keys that a page has. */
function asWritten<Matter extends Suggested | FrontMatter>({ prompts, ...others }: Matter): object {
  return { ...others, prompt: prompts };
}

const problemsOf = (error: LabError, stack: string): object[] =>
  error instanceof LabErrors
    ? error.problems.flatMap((problem) => problemsOf(problem, stack))
    : [
        {
          line: error.place?.line ?? null,
          message: error.message,
          remedy: error.remedy === undefined ? null : renderAdvice(error.remedy, stack),
        },
      ];
