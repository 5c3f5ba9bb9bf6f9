import type { Words } from "../../../pages/translations.ts";
import { inWords } from "../../../record/reasons/words.ts";
import type { LiveRow, StuckView, StumbleView, ToTeacher } from "../../messages/messages.ts";
import { type Board, type BoardRow, boardOf, type Stuck } from "../../progress/board.ts";
import type { ClassProgress } from "../../progress/fold.ts";
import { newStudent } from "../../progress/state.ts";

/** What a running class knows of a student beside the progress. */
export type LiveFacts = Pick<LiveRow, "name" | "pages" | "taken" | "host" | "terminals" | "catchUp">;

/** The board of a class that runs. */
export type LiveBoard = Pick<Extract<ToTeacher, { type: "welcome" }>, "rows" | "order" | "medians" | "stumbles">;

/**
 * The board of a class: a row for each seat, also where nobody has come yet. Who has not come counts for no median.
 * @param students all seats
 */
export function liveBoard(
  progress: ClassProgress,
  students: readonly string[],
  facts: (student: string) => LiveFacts,
  words: Words,
  now: number,
): LiveBoard {
  const has = (student: string) => progress.students.get(student)?.since !== undefined;
  const part = (names: readonly string[]) =>
    boardOf({ ...progress, students: new Map(names.map((name) => [name, of(progress, name)])) }, now);
  const come = part(students.filter(has));
  const rows = [...come.rows, ...part(students.filter((student) => !has(student))).rows];
  return {
    rows: rows.map((row) => liveRow(row, facts(row.student), words)),
    order: rows.map(({ student }) => student),
    medians: come.medians,
    stumbles: come.stumbles.map((stumble) => stumbleView(stumble, words)),
  };
}

const of = ({ students, note }: ClassProgress, student: string) => students.get(student) ?? newStudent(note, student);

const liveRow = ({ stuck, ...row }: BoardRow, facts: LiveFacts, words: Words): LiveRow => ({
  ...row,
  ...facts,
  stuck: stuck === undefined ? null : stuckView(stuck, words),
});

const stuckView = ({ reasons, ...stuck }: Stuck, words: Words): StuckView => ({
  ...stuck,
  why: reasons.map((reason) => inWords(reason, words.reasons)),
});

const stumbleView = ({ reasons, ...stumble }: Board["stumbles"][number], words: Words): StumbleView => ({
  ...stumble,
  why: reasons.map((reason) => inWords(reason, words.reasons)),
});

/** Between two messages of the board, in milliseconds; and after so long it looks again, since time alone makes students stuck. */
const [PACE, AGAIN] = [250, 5000];

/** Shows boards what has changed, at most four times a second. */
export class BoardFeed {
  readonly #look: () => LiveBoard;
  readonly #show: (message: Extract<ToTeacher, { type: "board" }>) => void;
  readonly #clock: NodeJS.Timeout;
  /** What was shown last of each student. Cells that are the same objects have not changed. */
  readonly #rows = new Map<string, { cells: LiveRow["cells"]; text: string }>();
  #rest = "";
  #next: NodeJS.Timeout | undefined;

  constructor(look: () => LiveBoard, show: (message: Extract<ToTeacher, { type: "board" }>) => void) {
    this.#look = look;
    this.#show = show;
    this.#clock = setInterval(() => this.changed(), AGAIN);
  }

  /** Something has changed. */
  changed(): void {
    this.#next ??= setTimeout(() => {
      this.#next = undefined;
      this.#tell();
    }, PACE);
  }

  end(): void {
    clearInterval(this.#clock);
    clearTimeout(this.#next);
  }

  #tell(): void {
    const { rows, ...rest } = this.#look();
    const changed = rows.filter(({ cells, ...row }) => {
      const stuck = row.stuck && { ...row.stuck, for: Math.floor(row.stuck.for / 60_000) };
      const text = JSON.stringify({ ...row, stuck });
      const before = this.#rows.get(row.student);
      this.#rows.set(row.student, { cells, text });
      return before === undefined || before.cells !== cells || before.text !== text;
    });
    const text = JSON.stringify(rest);
    if (changed.length === 0 && text === this.#rest) return;
    this.#rest = text;
    this.#show({ type: "board", rows: changed, ...rest });
  }
}
