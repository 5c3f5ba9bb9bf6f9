import { LabError } from "../../common/errors.ts";
import { Bindings } from "../../note/compare/bindings.ts";
import { runFileStep } from "../../run/file-step.ts";
import { checkedFile } from "../progress/checks.ts";
import { stepAt } from "../progress/state.ts";
import type { DeedHost } from "./deed-host.ts";
import { errorSaid, saidOf } from "./said.ts";
import { deedWords } from "./words.ts";

/**
 * Writes the file of a step for a student, into the section's folder.
 * @returns why it could not be written, in the language of the page; `null` when it is there
 */
export async function writeStep(deed: DeedHost, id: string, signal: AbortSignal): Promise<string | null> {
  const { note, remote } = deed;
  const words = deedWords(note.frontMatter.language);
  const found = stepAt(note, id);
  const step = found?.section.steps[found.place];
  if (found === undefined || step?.kind !== "file") return words.noStep(id);
  try {
    const { reasons } = await runFileStep(step, remote, Bindings.none, signal);
    if (reasons.length > 0) return saidOf(note, step, found.place, reasons);
    deed.append({ ...checkedFile(step, found.place, step.content), how: "written" });
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LabError) return words.notWritten(step.path, errorSaid(note, error));
    throw error;
  }
}
