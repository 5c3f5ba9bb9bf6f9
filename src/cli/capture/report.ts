import { relative } from "node:path";
import type { AddedSection } from "../../capture/add-section.ts";
import type { CapturedCommand, Obstacle } from "../../capture/captured.ts";
import { whyLeftOut } from "../../capture/write/aside.ts";
import type { WrittenSession } from "../../capture/write-session.ts";
import { type Advice, advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import type { Warning } from "../../note/note.ts";
import { readNote } from "../../note/read.ts";

/**
 * What a user has to know of a section that was written: what is not in it, what labnote's reader says of it, and in the last line where it is.
 *
 * @param root the folder that names of files are relative to
 * @param note the lab's note
 */
export function captureReport({ session, section, added }: WrittenSession, root: string, note: string): Advice {
  const count = section.steps.filter(({ goesOn }) => !goesOn).length;
  const written = `written: ${count} commands, ${section.leftOut.length} left out`;
  if (added === undefined) return advice`${written}`;
  const name = shortName(root, added.file);
  const { file: planned, section: id } = session.plan;
  const lines = section.leftOut.map(leftOut);
  if (added.file !== planned)
    lines.push(`${shortName(root, planned)} is as it was: labnote would read the section as something else there`);
  const secrets = section.lines.join("\n").split("[redacted: ").length - 1;
  if (secrets > 0) lines.push(`[redacted: …] stands in place of ${secrets === 1 ? "a secret" : `${secrets} secrets`}`);
  lines.push(...warningsOf(added).map(({ line, message }) => `${name}:${line}: ${message}`));
  const next = added.file === note ? npm("note", "--only", id) : npm("check", name);
  const said = lines.map((line) => `${line}\n`).join("");
  const last = `${written}: ${name}:${added.line}`;
  return advice`${said}Try the section: ${next}\n\n${last}`;
}

/** What labnote's reader says of the section. If it refuses the file, `npm run check` tells why. */
function warningsOf({ text, file, line: first }: AddedSection): Warning[] {
  try {
    return readNote(text, file).warnings.filter(({ line }) => line >= first);
  } catch (error) {
    if (error instanceof LabError) return [{ line: first, message: error.message }];
    throw error;
  }
}

function leftOut({ typed, obstacle, questions }: CapturedCommand): string {
  const asked = questions.length === 0 || obstacle !== "answer" ? "" : ` (${questions.join(", ")})`;
  return `${typed.split("\n")[0]} is shown, not typed: ${whyLeftOut(obstacle as Obstacle)}${asked}`;
}

/** A file as the user would name it in the folder. */
const shortName = (root: string, file: string): string => {
  const inRoot = relative(root, file);
  return inRoot.startsWith("..") ? file : inRoot;
};
