import { describe, expect, test } from "@jest/globals";
import type { CheckedEvent, ClassEvent, ObservedEvent } from "../../../../src/class/progress/events.ts";
import { foldClass, foldStudent, newClass } from "../../../../src/class/progress/fold.ts";
import { newStudent } from "../../../../src/class/progress/state.ts";
import { keptOf, placeOfRef, refOf } from "../../../../src/class/progress/tell.ts";
import type { Note, Step } from "../../../../src/note/note.ts";
import { read } from "../../note/pages.ts";
import { Pupil } from "./judge/pupil.ts";

const page = (...lines: string[]) => read(["## 1 One", "", "```console", ...lines, "```", ""].join("\n"));
const note = page(
  "$ docker run -d nginx",
  "64eb235def0214be2077e2e491f180c530f6d30b9ec763625e242f515fe63de2",
  "$ docker stop 64eb235def02",
  "64eb235def02",
  "$ echo done",
  "all is done",
);
const long = (digit: string) => `${digit.repeat(6)}abcdef${"0".repeat(52)}`;
const one = long("1");
const two = long("2");

describe("a step of a student", () => {
  test("differs with each try until it is done, and then stays done", () => {
    const pupil = new Pupil(note);
    const run = () => pupil.progress.sections.get("1")?.steps[0];
    pupil.shows({ typed: "docker run -d ngnix", output: "docker: pull access denied", exit: 125 });
    pupil.shows({ typed: "dokcer run -d nginx", output: "dokcer: command not found", exit: 127 });
    expect(run()).toMatchObject({
      state: "differs",
      tries: 2,
      reasons: [{ kind: "otherWord", seen: "dokcer", wanted: "docker" }],
    });
    pupil.shows({ typed: "docker run -d nginx", output: one });
    expect(run()).toMatchObject({ state: "done", how: "typed", tries: 2, reasons: [], seen: { output: one } });
    pupil.shows({ typed: "docker run -d nginx", output: "docker: no space left on device", exit: 125 });
    expect(run()).toMatchObject({ state: "done", seen: { output: one } });
  });

  test("counts one try for a command that is looked at twice", () => {
    const pupil = new Pupil(note);
    pupil.shows({ typed: "docker run -d nginx", output: "docker: error", exit: 1 });
    pupil.shows({
      typed: "docker run -d nginx",
      output: "docker: error",
      exit: 1,
      command: pupil.command,
      opener: pupil.command,
    });
    expect(pupil.progress.sections.get("1")?.steps[0]?.tries).toBe(1);
  });

  test.each([
    ["click", "clicked"],
    ["teacher", "helped"],
    ["labnote", "caught up"],
  ] as const)("says that it was done by a %s", (hand, how) => {
    const pupil = new Pupil(note);
    pupil.shows({ typed: "docker run -d nginx", output: one, hand });
    expect(pupil.progress.sections.get("1")?.steps[0]?.how).toBe(how);
  });

  test("whose command still runs is no try, and is known to run until the command ends", () => {
    const pupil = new Pupil(note);
    pupil.shows({ typed: "docker run -d nginx", output: "Pulling", state: "running", exit: undefined });
    expect(pupil.progress).toMatchObject({ runs: "1:1" });
    expect(pupil.states("1")[0]).toBe("open");
    pupil.shows({ typed: "docker run -d nginx", output: one, command: pupil.command, opener: pupil.command });
    expect(pupil.progress.runs).toBeUndefined();
    expect(pupil.states("1")[0]).toBe("done");
  });
});

describe("a section that is done in part a second time", () => {
  /** A student with two containers, the second one made last. */
  const withTwo = () => {
    const pupil = new Pupil(note);
    pupil.shows({ typed: "docker run -d nginx", output: one });
    expect(pupil.shows({ typed: "docker run -d nginx", output: two })).toMatchObject([{ kind: "again", fork: true }]);
    return pupil;
  };

  test.each([
    ["the latest one", two],
    ["the earlier one", one],
  ])("goes on with %s", (_which, id) => {
    const pupil = withTwo();
    expect(pupil.shows({ typed: `docker stop ${id.slice(0, 12)}`, output: id.slice(0, 12) })).toMatchObject([
      { kind: "done", place: 1 },
    ]);
  });

  test("does not go on with one that was made in another way", () => {
    const other = "999999abcdef";
    expect(withTwo().shows({ typed: `docker stop ${other}`, output: other })).toMatchObject([
      { kind: "differs", place: 1, reasons: [{ kind: "otherId", seen: other, wanted: two.slice(0, 12) }] },
    ]);
  });

  test("is open again when the student begins it again", () => {
    const pupil = withTwo();
    pupil.takes({ type: "again", section: "1" });
    expect(pupil.states("1")).toEqual(["open", "open", "open"]);
    expect(pupil.progress.sections.get("1")?.worlds[0]?.all()).toEqual([]);
  });
});

test("events of a note that has changed around a step still find the step, and those of a step that is gone find none", () => {
  const step = note.sections[0]?.steps[2];
  const ref = refOf(step as NonNullable<typeof step>, 2);
  expect(placeOfRef(page("$ echo first", "$ echo done", "all is done"), ref)).toEqual({ section: "1", place: 1 });
  expect(placeOfRef(page("$ echo done", "all is well"), ref)).toBeUndefined();
});

test("a file or a request that is done moves the student on, a check that is asked for does not", () => {
  const mixed: Note = read(
    [
      "## 1 One",
      "",
      "```console",
      "$ true",
      "```",
      "",
      "```sh file=a.sh",
      "ls",
      "```",
      "",
      "```console check",
      "$ true",
      "```",
      "",
    ].join("\n"),
  );
  const steps = mixed.sections[0]?.steps ?? [];
  const checked = (place: number): CheckedEvent => ({
    ...{ type: "checked", ...refOf(steps[place] as (typeof steps)[0], place), output: null, cut: 0, exit: null },
    ...{ seconds: 0, reasons: [], learnt: [] },
  });
  const after = (place: number) => foldStudent(newStudent(mixed, "mina"), checked(place), 1, mixed).sections.get("1");
  expect(after(1)).toMatchObject({
    last: 1,
    steps: [{ state: "open" }, { state: "done", how: "checked" }, { state: "open" }],
  });
  expect(after(2)).toMatchObject({ last: -1 });
});

test("of a long output the first and the last lines are kept, with what was left out between them", () => {
  const lines = Array.from({ length: 5000 }, (_, at) => `line ${at}`);
  const { output, cut } = keptOf(lines.join("\n"));
  const kept = output.split("\n");
  expect([kept[0], kept.at(-1)]).toEqual(["line 0", "line 4999"]);
  expect(kept.filter((line) => line === `[… ${cut} bytes left out …]`)).toHaveLength(1);
  expect(output.length).toBeLessThan(17_000);
  expect(keptOf("short")).toEqual({ output: "short", cut: 0 });
});

test("a class that begins again goes on, and a student whose host is another one begins from nothing", () => {
  const at = "2026-11-29T10:00:00.000Z";
  const began = (hosts: Record<string, string>): ClassEvent => ({
    ...{ at, type: "began", hosts },
    note: { file: "n.md", title: null, sha256: "0".repeat(64) },
  });
  const hand = (student: string): ClassEvent => ({ at, type: "hand", student, up: true, text: "" });
  const events = [began({ mina: "a", jun: "b" }), hand("mina"), hand("jun"), began({ mina: "a", jun: "c" })];
  const { students } = events.reduce(foldClass, newClass(note));
  expect([...students.keys()]).toEqual(["mina"]);
});

test("a class knows what the teacher said last, and where the teacher points", () => {
  const at = "2026-11-29T10:00:00.000Z";
  const events: ClassEvent[] = [
    { at, type: "said", text: "Good morning" },
    { at, type: "pointed", section: "1" },
    { at, type: "said", text: "A break until ten" },
  ];
  expect(events.reduce(foldClass, newClass(note))).toMatchObject({ said: "A break until ten", pointed: "1" });
});

test("a class knows who sits where, also when it was ended, until the seat is freed or its host is another one", () => {
  const at = "2026-11-29T10:00:00.000Z";
  const named = (student: string, name: string | null): ClassEvent => ({ at, type: "named", student, name });
  const began = (jun: string): ClassEvent => ({
    ...{ at, type: "began", hosts: { "host-1": "a", "host-2": jun, "host-3": "c" } },
    note: { file: "n.md", title: null, sha256: "0".repeat(64) },
  });
  const events = [
    ...[began("b"), named("host-1", "Mina"), named("host-2", "Jun"), named("host-3", "Sora")],
    ...[named("host-1", "Mina K."), named("host-3", null), { at, type: "ended" } as const],
  ];
  const namesAfter = (...more: ClassEvent[]) => [...[...events, ...more].reduce(foldClass, newClass(note)).names];
  expect(namesAfter(began("b"))).toEqual([
    ["host-2", "Jun"],
    ["host-1", "Mina K."],
  ]);
  expect(namesAfter(began("another"))).toEqual([["host-1", "Mina K."]]);
  // Who only has a name has not come yet.
  expect(events.reduce(foldClass, newClass(note)).students.size).toBe(0);
});

describe("a class whose server has started again", () => {
  const at = "2026-11-29T10:00:00.000Z";
  const began: ClassEvent = {
    ...{ at, type: "began", hosts: { mina: "a", teacher: "t" }, teacher: "teacher" },
    note: { file: "n.md", title: null, sha256: "0".repeat(64) },
  };
  const ref = refOf(note.sections[0]?.steps[0] as Step, 0);
  const nothing = { world: 0, fork: false, learnt: [] };
  const runs: ObservedEvent & { at: string; student: string } = {
    ...{ at, type: "observed", student: "mina", terminal: 1, command: 4, opener: 4, typed: "docker run -d nginx" },
    ...{ output: null, cut: 0, exit: null, seconds: 1, nextPrompt: null, seen: [] },
    told: [{ kind: "runs", ...ref }],
  };
  const before: ClassEvent[] = [
    began,
    { at, type: "joined", student: "mina" },
    runs,
    { at, type: "hand", student: "mina", up: true, text: "why?" },
    { at, type: "said", text: "A break until ten" },
    { at, type: "pointed", section: "1" },
    { at, type: "shows", on: true },
  ];
  const classAfter = (...events: ClassEvent[]) => [...before, ...events].reduce(foldClass, newClass(note));

  test("has nobody there, and nothing that runs", () => {
    expect(classAfter().students.get("mina")).toMatchObject({ present: true, runs: "1:1" });
    expect(classAfter(began).students.get("mina")).toMatchObject({ present: false, runs: undefined });
  });

  test("loses nothing that was said, pointed at, shown and asked, where only the server was stopped", () => {
    const { said, pointed, shows, students } = classAfter(began);
    expect({ said, pointed, shows }).toEqual({ said: "A break until ten", pointed: "1", shows: true });
    expect(students.get("mina")?.hand?.text).toBe("why?");
  });

  test("has none of that where the class was ended, and all that was done", () => {
    const done: ClassEvent = { ...runs, told: [{ kind: "done", how: "typed", taken: 0, ...ref, ...nothing }] };
    const { said, pointed, shows, students } = classAfter(done, { at, type: "ended" }, began);
    expect({ said, pointed, shows }).toEqual({ said: undefined, pointed: undefined, shows: false });
    expect(students.get("mina")).toMatchObject({ hand: undefined, present: false });
    expect(students.get("mina")?.sections.get("1")?.steps[0]?.state).toBe("done");
  });
});
