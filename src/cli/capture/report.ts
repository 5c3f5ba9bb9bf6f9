import { relative } from "node:path";
import type { CapturedCommand, Obstacle } from "../../capture/captured.ts";
import { whyLeftOut } from "../../capture/write/aside.ts";
import type { WrittenSession } from "../../capture/write-session.ts";
import { type Advice, advice, npm } from "../../common/advice.ts";
import { readNote } from "../../note/read.ts";

/**
 * What a user has to know of a section that was written: where it is, what is not in it, and what labnote's reader says of it.
 *
 * @param root the folder that names of files are relative to
 * @param note the lab's note
 */
export function captureReport({ session, section, added }: WrittenSession, root: string, note: string): Advice {
  const { file: planned, section: id } = session.plan;
  if (added === undefined) return advice`Nothing was typed in section ${id}, and nothing written`;
  const name = shortName(root, added.file);
  const count = section.steps.filter(({ goesOn }) => !goesOn).length;
  const lines = [`Written: ${name}:${added.line}, section ${id}: ${count === 1 ? "1 command" : `${count} commands`}`];
  if (added.file !== planned)
    lines.push(`  ${shortName(root, planned)} is as it was: labnote would read the section as something else there`);
  lines.push(...section.leftOut.map(leftOut));
  const secrets = section.lines.join("\n").split("[redacted: ").length - 1;
  if (secrets > 0)
    lines.push(`  ${secrets === 1 ? "1 secret is" : `${secrets} secrets are`} replaced by [redacted: …]`);
  const ofSection = readNote(added.text, added.file).warnings.filter(({ line }) => line >= added.line);
  lines.push(...ofSection.map(({ line, message }) => `  ${name}:${line}: ${message}`));
  const next = added.file === note ? npm("note", "--only", id) : npm("check", name);
  return advice`${lines.join("\n")}\nTry it: ${next}`;
}

function leftOut({ typed, obstacle, questions }: CapturedCommand): string {
  const asked = questions.length === 0 || obstacle !== "answer" ? "" : ` (${questions.join(", ")})`;
  return `  ${typed.split("\n")[0]} is shown, not typed: ${whyLeftOut(obstacle as Obstacle)}${asked}`;
}

/** A file as the user would name it in the checkout. */
const shortName = (root: string, file: string): string => {
  const inRoot = relative(root, file);
  return inRoot.startsWith("..") ? file : inRoot;
};
