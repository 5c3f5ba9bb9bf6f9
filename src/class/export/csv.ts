import type { Note } from "../../note/note.ts";
import { wordsFor } from "../../pages/translations.ts";
import { plannedStep } from "../../record/planned-steps.ts";
import { inWords } from "../../record/reasons/words.ts";
import type { ClassProgress } from "../progress/fold.ts";
import { newStudent, type StudentProgress, stepId } from "../progress/state.ts";

/** The columns, by their names. Times are ISO 8601. */
const COLUMNS = [
  "student",
  "name",
  "step",
  "section",
  "line",
  "command",
  "state",
  "how",
  "tries",
  "began",
  "done",
  "reasons",
];

/** A student of the class, and who sat there. */
export interface ExportedStudent {
  student: string;
  name: string;
}

/** A class as a table: a row for each student and step, also for students who did nothing. It begins with a byte order mark, for Excel. Pure. */
export function classCsv({ note, students }: ClassProgress, all: readonly ExportedStudent[]): string {
  const rows = all.flatMap(({ student, name }) =>
    rowsOf(note, students.get(student) ?? newStudent(note, student)).map((row) => [student, name, ...row]),
  );
  return `\ufeff${[COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

function rowsOf(note: Note, { sections }: StudentProgress): string[][] {
  const words = wordsFor(note.frontMatter.language);
  return note.sections.flatMap(({ id, steps }) =>
    steps.map((step, place) => {
      const progress = sections.get(id)?.steps[place];
      const { typed, line } = plannedStep(step);
      return [
        ...[stepId(id, place), id, String(line), typed, progress?.state ?? "open", progress?.how ?? ""],
        ...[String(progress?.tries ?? 0), timeOf(progress?.since), timeOf(progress?.done)],
        (progress?.reasons ?? []).map((reason) => inWords(reason, words.reasons)).join(" "),
      ];
    }),
  );
}

const timeOf = (at: number | undefined): string => (at === undefined ? "" : new Date(at).toISOString());

/**
 * A cell of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it: what a student typed must not run on the
 * teacher's machine. (OWASP, CSV Injection.)
 */
export function csvCell(text: string): string {
  // Before the sign may stand blanks, and what is invisible.
  const safe = /^[\s\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
