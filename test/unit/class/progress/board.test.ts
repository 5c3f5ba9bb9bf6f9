import { describe, expect, test } from "@jest/globals";
import { boardOf } from "../../../../src/class/progress/board.ts";
import type { ClassEvent } from "../../../../src/class/progress/events.ts";
import { foldClass, newClass } from "../../../../src/class/progress/fold.ts";
import { refOf } from "../../../../src/class/progress/tell.ts";
import { read } from "../../note/pages.ts";

const note = read(
  ["## 1 One", "", "```console", "$ a", "$ b", "$ c", "```", "", "## 2 Two", "", "```console", "$ d", "```", ""].join(
    "\n",
  ),
);
const minute = 60_000;
const start = Date.parse("2026-11-24T09:00:00Z");
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();
const all = note.sections.flatMap(({ steps }) => steps.map((step, place) => refOf(step, place)));
const outcome = { output: "", cut: 0, exit: 0, seconds: 1, nextPrompt: null, seen: [] };

let command = 0;
const observed = (
  student: string,
  minutes: number,
  told: Extract<ClassEvent, { type: "observed" }>["told"],
): ClassEvent => ({
  ...{
    at: at(minutes),
    student,
    type: "observed",
    terminal: 1,
    command: ++command,
    opener: command,
    typed: "x",
    ...outcome,
  },
  told,
});
const done = (student: string, minutes: number, ...places: number[]) =>
  places.map((place) =>
    observed(student, minutes, [
      { kind: "done", ...(all[place] as (typeof all)[0]), how: "typed", taken: 0, world: 0, fork: false, learnt: [] },
    ]),
  );
const reasons = [{ kind: "otherId" as const, seen: "5f2c0c1d9a7e", wanted: "9a1b" }];
const differs = (student: string, minutes: number, place: number) =>
  observed(student, minutes, [{ kind: "differs", ...(all[place] as (typeof all)[0]), reasons }]);
const joined = (...students: string[]): ClassEvent[] =>
  students.map((student) => ({ at: at(0), student, type: "joined" }));

const board = (events: readonly ClassEvent[], minutes: number) =>
  boardOf(events.reduce(foldClass, newClass(note)), start + minutes * minute);

describe("the board of a class", () => {
  test("has what the test of a seat's browser has come to last", () => {
    const tried = (works: boolean, what: string): ClassEvent => ({
      at: at(1),
      student: "mina",
      type: "tried",
      works,
      what,
    });
    const { rows } = board([...joined("mina", "jun"), tried(false, "keys"), tried(true, "5 ms")], 2);
    const of = (student: string) => rows.find((row) => row.student === student)?.tried;
    expect([of("mina"), of("jun")]).toEqual([{ works: true, what: "5 ms" }, undefined]);
  });

  test("has a row a student and a cell a section, with holes and with what differs", () => {
    const { rows } = board([...joined("mina"), ...done("mina", 1, 0, 2), differs("mina", 2, 1)], 3);
    expect(rows).toMatchObject([
      {
        student: "mina",
        done: 2,
        at: "2:1",
        present: true,
        cells: [
          { section: "1", done: 2, total: 3, differs: 1, holes: 1 },
          { section: "2", done: 0, total: 1, differs: 0, holes: 0 },
        ],
      },
    ]);
  });

  test("says of a student who stands for five minutes at a step that the median of the class has passed that they are stuck", () => {
    const events = [
      ...joined("mina", "jiho", "sora"),
      ...done("mina", 1, 0),
      ...done("jiho", 1, 0, 1, 2),
      ...done("sora", 1, 0, 1, 2),
    ];
    expect(board(events, 5.9).rows.filter(({ stuck }) => stuck !== undefined)).toEqual([]);
    expect(board(events, 6).rows[0]).toMatchObject({
      student: "mina",
      stuck: { step: "1:2", for: 5 * minute, tries: 0 },
    });
  });

  test("does not count the time between two classes, but that in which the server was started again", () => {
    const hosts = { mina: "a", jiho: "b", sora: "c" };
    const told = { file: "shop.md", title: null, sha256: "0".repeat(64) };
    const began = (minutes: number): ClassEvent => ({ at: at(minutes), type: "began", note: told, hosts });
    const first = [
      ...[began(0), ...joined("mina", "jiho", "sora"), ...done("mina", 1, 0)],
      ...[...done("jiho", 1, 0, 1, 2), ...done("sora", 1, 0, 1, 2)],
    ];
    const isStuck = (events: ClassEvent[], minutes: number) =>
      board(events, minutes).rows.some(({ student, stuck }) => student === "mina" && stuck !== undefined);
    const next: ClassEvent[] = [...first, { at: at(2), type: "ended" }, began(60)];
    expect([isStuck(next, 61), isStuck(next, 64.9), isStuck(next, 65)]).toEqual([false, false, true]);
    expect(isStuck([...first, began(5)], 6)).toBe(true);
  });

  test("says so at once after three tries, with the reason, and nobody is stuck where the class stands", () => {
    const tries = [2, 2.1, 2.2].map((minutes) => differs("mina", minutes, 1));
    const others = [...done("jiho", 1, 0, 1, 2), ...done("sora", 1, 0, 1, 2)];
    const mina = [...joined("mina", "jiho", "sora"), ...done("mina", 1, 0), ...tries];
    expect(board([...mina, ...others], 2.3).rows[0]?.stuck).toMatchObject({ tries: 3, reasons });
    expect(board(mina, 9).rows.every(({ stuck }) => stuck === undefined)).toBe(true);
  });

  test("does not say so of a student whose command for that step still runs", () => {
    const events = [...joined("mina"), ...done("mina", 1, 0), ...done("jiho", 1, 0, 1, 2), ...done("sora", 1, 0, 1, 2)];
    const runs = observed("mina", 2, [{ kind: "runs", ...(all[1] as (typeof all)[0]) }]);
    expect(board([...events, runs], 20).rows.find(({ student }) => student === "mina")).toMatchObject({
      runs: "1:2",
      stuck: undefined,
    });
  });

  test("shows the stuck first, then raised hands, then those who have done least", () => {
    const events: ClassEvent[] = [
      ...joined("a", "b", "c", "d", "e"),
      ...done("a", 1, 0, 1, 2),
      ...done("b", 9, 0, 1),
      ...done("c", 9, 0, 1, 2),
      ...done("d", 1, 0),
      ...done("e", 9, 0, 1, 2, 3),
      { at: at(9), student: "e", type: "hand", up: true, text: "why?" },
    ];
    expect(board(events, 9.5).rows.map(({ student }) => student)).toEqual(["d", "e", "b", "a", "c"]);
  });

  test("has the median of each section below it, and the three steps at which most stand", () => {
    const events = [
      ...done("a", 1, 0),
      ...done("b", 1, 0),
      ...done("c", 1, 0, 1),
      ...done("d", 1, 0, 1, 2),
      ...done("e", 1, 0, 1, 2, 3),
      differs("a", 2, 1),
      differs("b", 2, 1),
    ];
    const { medians, stumbles } = board([...joined("f"), ...events], 3);
    expect(medians).toEqual([1, 0]);
    expect(stumbles).toEqual([
      { step: "1:2", students: ["a", "b"], reasons },
      { step: "1:1", students: ["f"], reasons: [] },
      { step: "1:3", students: ["c"], reasons: [] },
    ]);
  });

  test("is empty before anyone comes", () => {
    expect(board([], 0)).toEqual({ rows: [], medians: [0, 0], stumbles: [] });
  });
});
