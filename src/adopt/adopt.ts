import { LabError, LabErrors } from "../common/errors.ts";
import { readNote, readPage } from "../note/read.ts";
import type { Remark } from "./draft.ts";
import { draftPage } from "./draft-page.ts";
import { linesOfFile, type Part, readParts } from "./page.ts";
import { type Change, changedText, type PageChanges, writeDrafts } from "./write-page.ts";

/** A note made of a page. */
export interface Adoption {
  text: string;
  /** What was changed. All other lines are those of the page, byte for byte. */
  changes: readonly Change[];
  /** What was done and what was left, in the order of the page. */
  remarks: readonly Remark[];
}

/**
 * Makes a note of a page. Pure: the same page always makes the same note, and labnote reads that note without a problem.
 *
 * @throws {LabError} where the page nests too deeply to be read, or its front matter is refused
 */
export function adoption(page: string, file: string): Adoption {
  // A byte order mark stays before everything.
  const mark = page.startsWith("\ufeff") ? "\ufeff" : "";
  const lines = linesOfFile(page.slice(mark.length));
  const parts = readParts(lines.join(""), file);
  let drafted = draftPage(parts, lines, readPage(lines.join(""), file, true).note.frontMatter);
  const refused = new Map<number, string>();
  // What labnote would not read as it is meant becomes prose again. Each round takes out at least one block, so this ends.
  for (;;) {
    const written = writeDrafts(drafted, parts, lines, refused);
    const problems = problemsOf(written, lines, file);
    if (problems.length === 0) {
      const remarks = written.remarks.toSorted((a, b) => a.line - b.line);
      return { text: mark + changedText(lines, written.changes), changes: written.changes, remarks };
    }
    const fallen = new Map<number, string>();
    for (const problem of problems) {
      const { change, line } = problem.place;
      // In a fence that became prose already, it is a block above that labnote refuses.
      const ofDraft = drafted.some(({ draft }) => draft !== undefined && draft.line === change?.line);
      const part = ofDraft ? change : blockAt(parts, line, refused);
      if (part === undefined) throw problem.error;
      fallen.set(part.line, problem.error.message);
    }
    drafted = drafted.map((each) => {
      const why = each.draft === undefined ? undefined : fallen.get(each.draft.line);
      if (each.draft === undefined || why === undefined) return each;
      fallen.delete(each.draft.line);
      const text = (lines[each.draft.line - 1] ?? "").trim();
      return {
        draft: undefined,
        remarks: [
          { line: each.draft.line, kind: "left", text, why: `labnote would not read it as it is meant: ${why}` },
        ],
      };
    });
    for (const [line, why] of fallen) refused.set(line, why);
  }
}

/** A line of the new note that labnote does not read as it is meant, and where that comes from. */
interface Misread {
  error: LabError;
  /** The change that made the line, or its line in the page. */
  place: { change: Change | undefined; line: number };
}

/** What is wrong with a written page: what labnote refuses, and changes in which it types something else than is meant. */
function problemsOf({ changes }: PageChanges, lines: readonly string[], file: string): Misread[] {
  const text = changedText(lines, changes);
  try {
    const note = readNote(text, file);
    const typed = note.sections.flatMap(({ steps }) =>
      steps.flatMap((step) =>
        step.kind === "command" && step.typed !== undefined ? [{ line: step.line, typed: step.typed }] : [],
      ),
    );
    const next = typed.values();
    let step = next.next().value;
    return rangesOf(changes).flatMap(({ change, from, to }) => {
      const read: string[] = [];
      for (; step !== undefined && step.line < to; step = next.next().value)
        if (step.line >= from) read.push(step.typed);
      const meant = change.typed.filter((each) => each.trim() !== "");
      if (JSON.stringify(read) === JSON.stringify(meant)) return [];
      const odd = meant.find((each, index) => each !== read[index]) ?? read.at(-1) ?? "";
      return [{ error: new LabError(`it would not type ${odd}`), place: { change, line: change.line } }];
    });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const problems = error instanceof LabErrors ? error.problems : [error];
    return problems.map((problem) => ({ error: problem, place: placeOf(problem.place?.line ?? 1, changes) }));
  }
}

/** The lines of the new note that each change makes: from one up to, but not including, another. */
function rangesOf(changes: readonly Change[]): { change: Change; from: number; to: number }[] {
  let shift = 0;
  return changes.map((change) => {
    const from = change.line + shift;
    shift += change.lines.length - (change.end - change.line);
    return { change, from, to: from + change.lines.length };
  });
}

/** Where a line of the new note comes from. */
function placeOf(line: number, changes: readonly Change[]): Misread["place"] {
  let shift = 0;
  for (const { change, from, to } of rangesOf(changes)) {
    if (line < from) break;
    if (line < to) return { change, line: change.line };
    shift += change.lines.length - (change.end - change.line);
  }
  return { change: undefined, line: line - shift };
}

/**
 * The block of code that has a line, or ends above it: the last that begins above it, since one that nothing closes may seem to reach
 * further. Blocks that are prose already have no line.
 */
const blockAt = (parts: readonly Part[], line: number, prose: ReadonlyMap<number, string>): Part | undefined =>
  parts.findLast(
    (part) =>
      (part.kind === "code" || part.kind === "odd code") &&
      part.line <= line &&
      line <= part.end &&
      !prose.has(part.line),
  );
