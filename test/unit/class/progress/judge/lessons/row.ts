import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { StepVerdict } from "../../../../../../src/class/progress/judge/verdict.ts";
import { loadNote } from "../../../../../../src/note/load.ts";
import type { Note } from "../../../../../../src/note/note.ts";
import { pupilAt } from "../pupil.ts";

/** A command that a student types when the steps above one are done. What it printed was seen on a host. */
export interface Row {
  /** `SECTION:NUMBER` of the step that is next. */
  at: string;
  typed: string;
  output?: string;
  exit?: number;
  /** The section's folder, if nothing is said. */
  folder?: string;
  /** The prompt before it, in a shell within the student's own. */
  prompt?: string;
  /** The prompt behind it, of such a shell; `prompt`, if nothing is said. */
  nextPrompt?: string;
  /** Whether it still runs. */
  runs?: true;
  /** Steps above it that the student has left out. */
  without?: readonly number[];
  /** `nothing`, `done 4`, `otherwise 4`, `done 1, done 2`, or `differs 4: KIND VALUE | VALUE; KIND …`. */
  means: string;
}

export const lesson = (name: string): Promise<Note> => loadNote(join(import.meta.dirname, `${name}.md`));

/** What the verdicts on a row say, as the table has it. */
function meaningOf(note: Note, row: Row): string {
  const { at, typed, output = "", folder, without, prompt, nextPrompt = prompt, runs } = row;
  const [id = "", number] = at.split(":");
  const pupil = pupilAt(note, id, Number(number), without);
  const state = runs ? "running" : nextPrompt === undefined ? "ended" : "prompted";
  const verdicts = pupil.shows({
    ...{ typed, output, prompt, nextPrompt, state, exit: state === "ended" ? (row.exit ?? 0) : undefined },
    folder: prompt === undefined ? (folder ?? `~/${id}`) : undefined,
  });
  return verdicts.map(said).join(", ");
}

/** A test for each row of a lesson. */
export const testRows = (note: Note, rows: readonly Row[]): void =>
  test.each(rows.map((row) => [row.at, row.typed, row] as const))(
    "a student at step %s types %s",
    (_at, _typed, row) => {
      expect(meaningOf(note, row)).toBe(row.means);
    },
  );

function said(verdict: StepVerdict): string {
  if (verdict.kind === "nothing") return "nothing";
  const kind = verdict.kind === "done" && verdict.how === "otherwise" ? "otherwise" : verdict.kind;
  const reasons = verdict.kind === "differs" ? verdict.reasons : [];
  const why = reasons.map(({ kind, ...values }) => [kind, Object.values(values).join(" | ")].join(" ")).join("; ");
  return `${kind} ${verdict.place + 1}${why === "" ? "" : `: ${why}`}`;
}
