import { shellQuote } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { emptied } from "../../run/section.ts";
import type { DeedHost } from "./deed-host.ts";
import { errorSaid } from "./said.ts";
import { deedWords } from "./words.ts";

/** Milliseconds for a folder to be made anew. */
const EMPTYING = 60_000;

/**
 * Begins a section again for a student, who was asked: its folder is empty, and its steps are open. What the student's commands have made
 * elsewhere, such as containers, stays.
 * @returns why it could not be begun, in the language of the page; `null` when it has
 */
export async function beginAgain(deed: DeedHost, id: string, signal: AbortSignal): Promise<string | null> {
  const { note, remote } = deed;
  const words = deedWords(note.frontMatter.language);
  if (!note.sections.some((section) => section.id === id)) return words.noStep(id);
  try {
    const { exit, stderr } = await remote.run(emptied(shellQuote(id)), { timeout: EMPTYING, signal });
    if (exit !== 0) return words.notBegun(id, stderr.trim());
    deed.append({ type: "again", section: id });
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LabError) return words.notBegun(id, errorSaid(note, error));
    throw error;
  }
}
