import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { LiveRow, ToTeacher } from "../../../../../src/class/messages/messages.ts";
import type { ClassEvent } from "../../../../../src/class/progress/events.ts";
import { foldClass, newClass } from "../../../../../src/class/progress/fold.ts";
import { BoardFeed, type LiveBoard, liveBoard } from "../../../../../src/class/serve/room/board-feed.ts";
import { wordsFor } from "../../../../../src/pages/translations.ts";
import { read } from "../../../note/pages.ts";

const note = read("## 1 One\n\n```console\n$ echo one\none\n$ echo two\ntwo\n```\n");
const facts = (student: string) => ({
  ...{ name: student, pages: 1, taken: true, host: "ready" as const, terminals: [1], catchUp: null },
});

describe("the board of a class", () => {
  test("has a row for each seat, and who has not come yet counts for no median and stands last", () => {
    const at = "2026-11-24T06:11:01.123Z";
    const events: ClassEvent[] = [
      { at, student: "jun", type: "joined" },
      { at, student: "jun", type: "hand", up: true, text: "why?" },
      // The teacher's own host is no seat.
      { at, student: "teacher", type: "joined" },
    ];
    const progress = events.reduce(foldClass, newClass(note));
    const board = liveBoard(progress, ["ara", "jun"], facts, wordsFor("en"), Date.parse(at));
    expect(board.order).toEqual(["jun", "ara"]);
    expect(board.rows).toMatchObject([
      { student: "jun", present: true, hand: { text: "why?" }, host: "ready", terminals: [1], stuck: null },
      { student: "ara", present: false, done: 0 },
    ]);
    expect(board.medians).toEqual([0]);
  });
});

test("the board makes cells anew only of students who have done something", () => {
  const at = "2026-11-24T06:11:01.123Z";
  const join = (student: string): ClassEvent => ({ at, student, type: "joined" });
  const before = ["mina", "jun"].map(join).reduce(foldClass, newClass(note));
  const mina = { at, student: "mina", type: "hand", up: true, text: "" } as const;
  const cellsOf = (progress: typeof before) => {
    const { rows } = liveBoard(progress, ["mina", "jun"], facts, wordsFor("en"), Date.parse(at));
    return new Map(rows.map(({ student, cells }) => [student, cells]));
  };
  const [first, second] = [cellsOf(before), cellsOf(foldClass(before, mina))];
  expect(second.get("jun")).toBe(first.get("jun"));
});

describe("what boards are shown of it", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const row = (student: string, more: Partial<LiveRow> = {}) => ({ student, done: 0, stuck: null, ...more }) as LiveRow;
  function fed(...rows: LiveRow[]) {
    const board = { rows, order: rows.map(({ student }) => student), medians: [0], stumbles: [] };
    const shown: Extract<ToTeacher, { type: "board" }>[] = [];
    const state: { board: LiveBoard; looks: number } = { board, looks: 0 };
    const feed = new BoardFeed(
      () => {
        state.looks += 1;
        return state.board;
      },
      (message) => shown.push(message),
    );
    const students = () => shown.map((message) => message.rows.map(({ student }) => student));
    return { state, shown, feed, students };
  }

  test("comes at most four times a second, and has the rows that have changed alone", () => {
    const { state, feed, students } = fed(row("mina"), row("jun"));
    for (let each = 0; each < 100; each += 1) feed.changed();
    expect(students()).toEqual([]);
    jest.advanceTimersByTime(250);
    expect([students(), state.looks]).toEqual([[["mina", "jun"]], 1]);
    state.board = { ...state.board, rows: [row("mina"), row("jun", { done: 1 })] };
    feed.changed();
    jest.advanceTimersByTime(249);
    expect(students()).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(students()).toEqual([["mina", "jun"], ["jun"]]);
    feed.end();
  });

  test("says nothing where nothing has changed, and tells of figures that changed without a row", () => {
    const { state, feed, shown } = fed(row("mina"));
    feed.changed();
    jest.advanceTimersByTime(250);
    feed.changed();
    jest.advanceTimersByTime(250);
    expect(shown).toHaveLength(1);
    state.board = { ...state.board, medians: [1] };
    feed.changed();
    jest.advanceTimersByTime(250);
    expect(shown.at(-1)).toMatchObject({ rows: [], medians: [1] });
    feed.end();
  });

  test("follows the time by which somebody is stuck, to the minute, by itself, until it ends", () => {
    const stuck = { step: "1:1", tries: 3, for: 60_000, why: [] };
    const { state, feed, students } = fed(row("mina", { stuck }));
    jest.advanceTimersByTime(5250);
    expect(students()).toEqual([["mina"]]);
    state.board = { ...state.board, rows: [row("mina", { stuck: { ...stuck, for: 65_000 } })] };
    jest.advanceTimersByTime(5000);
    expect(students()).toHaveLength(1);
    state.board = { ...state.board, rows: [row("mina", { stuck: { ...stuck, for: 120_000 } })] };
    jest.advanceTimersByTime(5000);
    expect(students()).toHaveLength(2);
    feed.end();
    const { looks } = state;
    jest.advanceTimersByTime(60_000);
    expect(state.looks).toBe(looks);
  });
});
