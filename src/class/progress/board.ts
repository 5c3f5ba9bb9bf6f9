import { compareNames } from "../../hosts/host.ts";
import type { Note, Section } from "../../note/note.ts";
import type { Reason } from "../../record/reasons/reason.ts";
import type { ClassProgress } from "./fold.ts";
import { openSection, type SectionProgress, type StepProgress, type StudentProgress, stepId } from "./state.ts";

/** A class at a glance: a row a student, a column a section. */
export interface Board {
  /** The stuck first, then those with a raised hand, then those who have done least; else by name. */
  rows: readonly BoardRow[];
  /** How many steps of each section the median of the class has done. */
  medians: readonly number[];
  /** The three steps at which most students stand, the most first. */
  stumbles: readonly BoardStumble[];
}

/** One student. Times are milliseconds since the epoch. */
export interface BoardRow {
  student: string;
  present: boolean;
  /** A cell for each section of the note. */
  cells: readonly BoardCell[];
  done: number;
  /** The step at which the student stands: the first open one behind the last that is done; `undefined` where all are done. */
  at: string | undefined;
  /** Since when; not before the class began that goes on now. */
  since: number | undefined;
  stuck: Stuck | undefined;
  hand: StudentProgress["hand"];
  tried: StudentProgress["tried"];
  /** The step whose command runs now. */
  runs: string | undefined;
  heard: number | undefined;
}

/** A section of one student. */
export interface BoardCell {
  section: string;
  done: number;
  total: number;
  differs: number;
  /** Open steps before one that is done. */
  holes: number;
  /** Each step: its state, and how it was done. */
  steps: readonly Pick<StepProgress, "state" | "how">[];
}

/** Why a student is stuck: so many tries, or so long, at a step that the median of the class has passed. */
export interface Stuck {
  step: string;
  tries: number;
  /** Milliseconds. */
  for: number;
  reasons: readonly Reason[];
}

/** A step at which students stand. */
export interface BoardStumble {
  step: string;
  students: readonly string[];
  /** The reasons that most of them have. */
  reasons: readonly Reason[];
}

const TRIES = 3;
const LONG = 5 * 60_000;
/** So many steps are listed at which most stand. */
const LISTED = 3;

/** The board of a class at a time, in milliseconds since the epoch. Pure. */
export function boardOf({ note, students, resumed = 0 }: ClassProgress, now: number): Board {
  const all = [...students.values()];
  const standing = all.map((student) => standingOf(note, student));
  const passed = median(standing.map(({ place }) => place));
  const rows = all.map((student, at) => rowOf(note, student, standing[at] as Standing, { passed, resumed, now }));
  return {
    rows: rows.toSorted(worstFirst),
    medians: note.sections.map(({ id }) => median(rows.map(({ cells }) => doneIn(cells, id)))),
    stumbles: stumblesOf(all, standing),
  };
}

/** Where a student stands. */
interface Standing {
  /** The step, and its place among all steps of the note; one past the last where all are done. */
  step: string | undefined;
  place: number;
  progress: StepProgress | undefined;
  since: number | undefined;
}

/** As the cells below, where the students stand. */
const standings = new WeakMap<StudentProgress, Standing>();

function standingOf(note: Note, student: StudentProgress): Standing {
  const standing = standings.get(student) ?? findStanding(note, student);
  standings.set(student, standing);
  return standing;
}

function findStanding({ sections }: Note, student: StudentProgress): Standing {
  const all = sections.flatMap<StepProgress | undefined>(
    ({ id, steps }) => student.sections.get(id)?.steps ?? steps.map(() => undefined),
  );
  const last = lastDone(all);
  const isOpen = (step: StepProgress | undefined) => step?.state !== "done";
  const next = all.findIndex((step, at) => at > last && isOpen(step));
  const place = next === -1 ? all.findIndex(isOpen) : next;
  if (place === -1) return { step: undefined, place: all.length, progress: undefined, since: undefined };
  return { step: idAt(sections, place), place, progress: all[place], since: all[last]?.done ?? student.since };
}

/** The id of the step at that place among all steps of the note. */
function idAt(sections: Note["sections"], place: number): string {
  let left = place;
  const section = sections.find(({ steps }) => {
    left -= steps.length;
    return left < 0;
  }) as Section;
  return stepId(section.id, left + section.steps.length);
}

/** The place of the step that was done last. */
function lastDone(steps: readonly (StepProgress | undefined)[]): number {
  let last = -1;
  for (const [at, step] of steps.entries()) {
    if (step?.done === undefined) continue;
    if (last === -1 || step.done >= (steps[last]?.done ?? 0)) last = at;
  }
  return last;
}

function rowOf(
  { sections }: Note,
  student: StudentProgress,
  { step, place, progress, since: began }: Standing,
  { passed, resumed, now }: { passed: number; resumed: number; now: number },
): BoardRow {
  const cells = cellsOf(sections, student);
  const since = began && Math.max(began, resumed);
  const waited = since === undefined ? 0 : now - since;
  const tries = progress?.tries ?? 0;
  const isStuck =
    step !== undefined && place < passed && student.runs === undefined && (tries >= TRIES || waited >= LONG);
  return {
    student: student.student,
    present: student.present,
    cells,
    done: cells.reduce((sum, { done }) => sum + done, 0),
    ...{ at: step, since, runs: student.runs, hand: student.hand, tried: student.tried, heard: student.heard },
    stuck: isStuck ? { step, tries, for: waited, reasons: progress?.reasons ?? [] } : undefined,
  };
}

/** The cells of what students have done. It does not change, and a class asks for all of them whenever one student does something. */
const known = {
  cells: new WeakMap<StudentProgress["sections"], readonly BoardCell[]>(),
  cell: new WeakMap<SectionProgress, BoardCell>(),
};

function cellsOf(sections: Note["sections"], student: StudentProgress): readonly BoardCell[] {
  const cells =
    known.cells.get(student.sections) ??
    sections.map((section) => {
      const progress = student.sections.get(section.id) ?? openSection(section);
      const cell = known.cell.get(progress) ?? cellOf(section, progress);
      known.cell.set(progress, cell);
      return cell;
    });
  known.cells.set(student.sections, cells);
  return cells;
}

function cellOf({ id, steps }: Section, { steps: all }: SectionProgress): BoardCell {
  const count = (state: StepProgress["state"]) => all.filter((step) => step.state === state).length;
  const last = all.findLastIndex(({ state }) => state === "done");
  return {
    section: id,
    done: count("done"),
    total: steps.length,
    differs: count("differs"),
    holes: all.filter(({ state }, at) => at < last && state !== "done").length,
    steps: all.map(({ state, how }) => ({ state, how })),
  };
}

const doneIn = (cells: readonly BoardCell[], section: string): number =>
  cells.find((cell) => cell.section === section)?.done ?? 0;

/** The lower one of two in the middle: what at least half of the class has come to. 0 of none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function worstFirst(one: BoardRow, other: BoardRow): number {
  return (
    Number(other.stuck !== undefined) - Number(one.stuck !== undefined) ||
    Number(other.hand !== undefined) - Number(one.hand !== undefined) ||
    one.done - other.done ||
    compareNames(one.student, other.student)
  );
}

function stumblesOf(students: readonly StudentProgress[], standing: readonly Standing[]): BoardStumble[] {
  const places = standing.flatMap(({ step, place, progress }, at) => {
    const { student = "", runs } = students[at] ?? {};
    return step === undefined || runs !== undefined ? [] : [{ step, place, progress, student }];
  });
  return [...Map.groupBy(places, ({ step }) => step)]
    .map(([step, own]) => ({ step, own, place: own[0]?.place ?? 0 }))
    .toSorted((a, b) => b.own.length - a.own.length || a.place - b.place)
    .slice(0, LISTED)
    .map(({ step, own }) => ({
      step,
      students: own.map(({ student }) => student),
      reasons: mostFrequentReasons(own.map(({ progress }) => progress?.reasons ?? [])),
    }));
}

/** Reasons that differ in ids and numbers alone are the same. */
function mostFrequentReasons(all: readonly (readonly Reason[])[]): readonly Reason[] {
  const alike = Map.groupBy(
    all.filter((reasons) => reasons.length > 0),
    (reasons) => JSON.stringify(reasons).replace(/\b[0-9a-f]{7,}\b|\d+/g, "#"),
  );
  const [most = []] = [...alike.values()].toSorted((a, b) => b.length - a.length);
  return most[0] ?? [];
}
