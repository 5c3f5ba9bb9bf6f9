import { describe, expect, test } from "@jest/globals";
import type { ClassEvent, ObservedEvent } from "../../../../src/class/progress/events.ts";
import { foldClass, newClass } from "../../../../src/class/progress/fold.ts";
import { refOf } from "../../../../src/class/progress/tell.ts";
import type { Step } from "../../../../src/note/note.ts";
import { read } from "../../note/pages.ts";

const note = read("## 1 One\n\n```console\n$ echo one\none\n```\n");
const step = refOf(note.sections[0]?.steps[0] as Step, 0);
const at = "2026-11-24T06:11:01.123Z";
const began = (hosts: { [name: string]: string }, teacher?: string): ClassEvent => ({
  ...{ at, type: "began", note: { file: "n.md", title: null, sha256: "0".repeat(64) }, hosts },
  ...(teacher !== undefined && { teacher }),
});
const shows = (on: boolean): ClassEvent => ({ at, type: "shows", on });
const ran = (command: number, typed: string, more: Partial<ObservedEvent & { student: string }> = {}): ClassEvent => ({
  ...{ at, student: "kim", type: "observed", terminal: 1, command, opener: command, typed, nextPrompt: null },
  ...{ seen: [], told: [], output: null, cut: 0, exit: 0, seconds: 1, ...more },
});
const HOSTS = { mina: "a", kim: "b" };
const classOf = (...events: ClassEvent[]) => events.reduce(foldClass, newClass(note));
const shownOf = (...events: ClassEvent[]) => classOf(began(HOSTS, "kim"), ...events).shown;

describe("the commands that a class is shown", () => {
  test("are those that the teacher runs while all see the terminal, each with its step of the note", () => {
    const told = [{ kind: "done", ...step, how: "typed", taken: 1, world: 0, fork: false, learnt: [] }] as const;
    const differs = [{ kind: "differs", ...step, reasons: [] }] as const;
    expect(
      shownOf(
        ran(1, "cat secret"),
        ...[shows(true), ran(2, "echo one", { told }), ran(3, "ech one", { told: differs })],
        ran(4, "echo  one", { told: differs }),
        ...[ran(5, "ls", { student: "mina" }), ran(6, "  "), shows(false), ran(7, "cat other")],
      ),
    ).toEqual([
      { number: 2, typed: "echo one", step: "1:1" },
      { number: 3, typed: "ech one", step: null },
      { number: 4, typed: "echo  one", step: "1:1" },
    ]);
  });

  test("have one that is seen again once, in its place, as it is now", () => {
    const runs = [{ kind: "runs", ...step }] as const;
    const all = shownOf(shows(true), ran(1, "echo one"), ran(2, "ls"), ran(1, "echo one", { told: runs }));
    expect(all.map(({ number, step: of }) => [number, of])).toEqual([
      [1, "1:1"],
      [2, null],
    ]);
  });

  test("have no sign that a terminal takes for a key", () => {
    expect(shownOf(shows(true), ran(1, "echo a\x1b[201~\r\u202eb\nexit\x04"))).toMatchObject([
      { typed: "echo a[201~b\nexit" },
    ]);
  });

  test("are the last two hundred", () => {
    const all = shownOf(shows(true), ...Array.from({ length: 210 }, (_, index) => ran(index + 1, `echo ${index}`)));
    expect([all.length, all[0]?.number, all.at(-1)?.number]).toEqual([200, 11, 210]);
  });

  test("stay when the server is started again, and end with the teacher's host", () => {
    const before = [began(HOSTS, "kim"), shows(true), ran(1, "ls")];
    expect(classOf(...before, began(HOSTS, "kim"))).toMatchObject({ shows: true, shown: [{ typed: "ls" }] });
    for (const other of [began(HOSTS), began({ ...HOSTS, kim: "c" }, "kim"), began(HOSTS, "mina")])
      expect(classOf(...before, other)).toMatchObject({ shows: false, shown: [] });
  });
});
