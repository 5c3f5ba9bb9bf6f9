import { compareNames } from "../../hosts/host.ts";
import type { Note } from "../../note/note.ts";
import type { RunRecord, StepOutcome } from "../../record/record.ts";
import { type Content, html } from "../html.ts";
import { isOf, type ShownSection, shownSections, verdictOf, worse } from "../run/model.ts";

/** A student's host and its record; `undefined` if the note did not run there. */
export interface Student {
  name: string;
  record: RunRecord | undefined;
}

/** How a student's run went as a whole. `partly`: what ran has passed, and some steps did not run. */
export type StudentState = "failed" | "running" | "interrupted" | "partly" | "none" | "passed";

/** A student's row: the run and its sections by their ids. */
export interface StudentRow extends Student {
  state: StudentState;
  /** The run goes on: it writes its page at its end. */
  running: boolean;
  sections: ReadonlyMap<string, ShownSection>;
}

/** The states in the order in which a page counts them. */
export const STUDENT_STATES: readonly StudentState[] = ["passed", "failed", "running", "interrupted", "partly", "none"];

/** The outcome whose sign a state has. */
export const signOf = (state: StudentState): StepOutcome =>
  state === "passed" || state === "failed" ? state : "skipped";

/** The worst sign of a class. */
export const worstSign = (rows: readonly StudentRow[]): StepOutcome =>
  rows.map(({ state }) => signOf(state)).reduce<StepOutcome>(worse, "passed");

/**
 * A class's rows: students without a record first, then by failed steps, by skipped steps, and by name with numbers in their order. While
 * the note runs they are by name alone, so that each keeps its place.
 */
export const studentRows = (students: readonly Student[], note: Note | undefined, live: boolean): StudentRow[] =>
  students.map((student) => rowOf(student, note, live)).toSorted(live ? inOrder : worstFirst);

function rowOf({ name, record }: Student, note: Note | undefined, live: boolean): StudentRow {
  const known = note !== undefined && record !== undefined && isOf(note, record) ? note : undefined;
  const sections = record === undefined ? [] : shownSections(record, known);
  return {
    name,
    record,
    state: stateOf(record, live),
    running: live && record?.outcome === "running",
    sections: new Map(sections.map((section) => [section.id, section])),
  };
}

function stateOf(record: RunRecord | undefined, live: boolean): StudentState {
  if (record === undefined) return "none";
  const verdict = verdictOf(record);
  if (verdict !== "skipped") return verdict;
  if (live && record.outcome === "running") return "running";
  return record.outcome === "interrupted" || record.outcome === "running" ? "interrupted" : "partly";
}

function worstFirst(one: StudentRow, other: StudentRow): number {
  const [a, b] = [one.record?.counts, other.record?.counts];
  return (
    Number(a !== undefined) - Number(b !== undefined) ||
    (b?.failed ?? 0) - (a?.failed ?? 0) ||
    (b?.skipped ?? 0) - (a?.skipped ?? 0) ||
    inOrder(one, other)
  );
}

const inOrder = (one: StudentRow, other: StudentRow): number => compareNames(one.name, other.name);

/** The address of a place in a student's page, from the page of the class, as an attribute of a link; nothing as long as there is no such page. */
export const hrefHtml = ({ name, running }: Pick<StudentRow, "name" | "running">, place?: string): Content =>
  !running &&
  html` href="${encodeURIComponent(name)}/index.html${place !== undefined && `#${encodeURIComponent(place)}`}"`;
