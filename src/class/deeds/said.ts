import type { LabError } from "../../common/errors.ts";
import type { Note, Step } from "../../note/note.ts";
import { wordsFor } from "../../pages/translations.ts";
import { plannedStep } from "../../record/planned-steps.ts";
import { errorReason, type Reason } from "../../record/reasons/reason.ts";
import { inWords } from "../../record/reasons/words.ts";
import { stepId } from "../progress/state.ts";

/** Why a step could not be done, for the page: which step, in the page's language. */
export function saidOf({ frontMatter }: Note, step: Step, place: number, why: readonly Reason[]): string {
  const { reasons } = wordsFor(frontMatter.language);
  const [typed = ""] = plannedStep(step).typed.split("\n");
  const said = why.map((reason) => inWords(reason, reasons)).join(" ");
  return `${stepId(step.section, place)} ${typed}: ${said}`;
}

/** What an error says to people on the pages, in their language. */
export const errorSaid = ({ frontMatter }: Note, error: LabError): string =>
  inWords(errorReason("error", error), wordsFor(frontMatter.language).reasons);
