import { Redactor } from "../record/redact/redactor.ts";
import { type AddedSection, addSection } from "./add-section.ts";
import { readSession } from "./read/read-session.ts";
import { removeSession, type StoredSession } from "./session-store.ts";
import { redactSession } from "./write/redact-session.ts";
import { type SectionText, writeSection } from "./write/section-text.ts";

/** A session that has become a section of a note. */
export interface WrittenSession {
  session: StoredSession;
  section: SectionText;
  /** `undefined` where nothing was typed, and so nothing written. */
  added: AddedSection | undefined;
}

/**
 * Writes a session as a section at the end of its note, without its secrets. Then nothing of it is kept elsewhere.
 *
 * @param secrets values that are secret everywhere
 * @throws {LabError} when it cannot be written. It is kept then.
 */
export async function writeSession(session: StoredSession, secrets: readonly string[]): Promise<WrittenSession> {
  const captured = await readSession(session.terminals);
  const redactor = new Redactor({ secrets, note: "" });
  const section = writeSection(redactSession(captured, redactor), session.plan.title);
  const isEmpty = captured.steps.length === 0 && captured.remarks.length === 0;
  const added = isEmpty ? undefined : await addSection(session.plan.file, section);
  await removeSession(session.folder);
  return { session, section, added };
}
