import { describe, expect, test } from "@jest/globals";
import stringWidth from "string-width";
import type { Paint } from "../../../../src/common/progress.ts";
import { type ClassScreen, classLines } from "../../../../src/lab/display/class-lines.ts";
import { type HostState, waitingHost } from "../../../../src/lab/display/host-state.ts";
import { time } from "../../record/fixtures.ts";

const plain: Paint = (_format, text) => text;
const screen = (changes: Partial<ClassScreen> = {}): ClassScreen => ({
  ...{ columns: 100, rows: 40, turn: 7, seconds: 62, over: false },
  ...changes,
});

const host = (name: string, changes: Partial<HostState> = {}): HostState => ({
  ...waitingHost(name, []),
  total: 121,
  ...changes,
});
const runs = (name: string, changes: Partial<HostState> = {}) =>
  host(name, { phase: "running", done: 78, doing: "1.4.1 docker build . -t hello", started: time(0), ...changes });
const passes = (name: string) => host(name, { phase: "passed", done: 121, started: time(0), ended: time(59) });
const fails = (name: string, failures = ["1.1.3:13"]) =>
  host(name, { phase: "failed", done: 121, failures, started: time(0), ended: time(58) });

const many = (count: number, of: (name: string) => HostState): HostState[] =>
  Array.from({ length: count }, (_, index) => of(`student-${index + 1}`));

describe("a class on a terminal", () => {
  test("has a line a student: how far, and what is typed just now; and below, all of them", () => {
    const lines = classLines([runs("mina"), passes("jun"), host("sora")], screen(), plain);
    expect(lines).toEqual([
      "⠧ mina  ██████░░░░  78/121  1.4.1 docker build . -t hello",
      "✔ jun   ██████████ 121/121  in 59 s",
      "· sora  ░░░░░░░░░░   0/121  waits",
      "",
      "  all 3 █████░░░░░ 199/363  1 passed · 1:02",
    ]);
  });

  test("shows failures at the line's end in red, of one that still runs, too, and none of the rest in red", () => {
    const red: Paint = (format, text) => (format === "red" ? `<${text}>` : text);
    const [mina, jun, sora, , all] = classLines(
      [runs("mina", { failures: ["1.1.3:13", "1.1.3:14"] }), fails("jun"), runs("sora")],
      screen({ columns: 80 }),
      red,
    );
    expect(mina).toBe("<⠧> mina  ██████░░░░  78/121  1.4.1 docker build . -t …  <2 failed, first 1.1.3:13>");
    expect(jun).toMatch(/^<✖> jun {3}██████████ 121\/121 {2}in 58 s +<1 failed: 1\.1\.3:13>$/);
    expect(sora).not.toContain("<");
    expect(all).toContain("0 passed · 2 with failures");
  });

  test("counts each student once, by what came of them", () => {
    const hosts = [
      ...[passes("a"), fails("b"), host("c", { phase: "interrupted" }), host("d", { phase: "interrupted" })],
      ...[host("e", { phase: "interrupted", failures: ["1.1.3:13"] }), host("f", { phase: "not made" })],
      ...[host("g", { phase: "not run" }), host("h", { phase: "failed" })],
    ];
    expect(classLines(hosts, screen({ columns: 120, over: true }), plain).at(-1)).toContain(
      "  1 passed · 3 with failures · 2 interrupted · 1 not made · 1 not run · 1:02",
    );
  });

  test("says what keeps a student from running the note", () => {
    const phases = ["making", "made", "not made", "not run", "interrupted", "unchanged"] as const;
    const lines = classLines(
      phases.map((phase) => host(phase.replace(" ", "-"), { phase })),
      screen(),
      plain,
    );
    for (const [index, said] of [
      ...["⠧ making", "⠧ made", "✖ not-made", "✖ not-run", "– interrupted", "✔ unchanged"].entries(),
    ])
      expect(lines[index]).toMatch(new RegExp(`^${said}`));
    for (const [index, said] of [
      ...["its host is being made", "its host gets ready", "its host could not be made", "not run", "interrupted"],
    ].entries())
      expect(lines[index]).toMatch(new RegExp(`${said}$`));
  });

  test("fits thirty students into forty rows, each with a line", () => {
    const lines = classLines(many(30, runs), screen(), plain);
    expect(lines.length).toBeLessThan(40);
    expect(lines.filter((line) => line.includes("student-"))).toHaveLength(30);
  });

  test("keeps every line within the screen, in any language", () => {
    const korean = runs("mina", { doing: "1.1.3 도커를 설치하고 컨테이너를 백그라운드에서 실행하기 위한 명령어들" });
    for (const columns of [20, 50, 51, 80]) {
      const lines = classLines(
        [korean, fails("jun"), runs("a-name-that-is-longer-than-any")],
        screen({ columns }),
        plain,
      );
      if (columns >= 50) for (const line of lines) expect([line, stringWidth(line) < columns]).toEqual([line, true]);
      expect(lines).toHaveLength(5);
    }
  });

  test("does nothing to the terminal, whatever a note has typed", () => {
    const [line] = classLines([runs("mina", { doing: "a\x1b[2J\u202e\rb" })], screen(), plain);
    expect(line).not.toMatch(/\p{Cc}|\u202e/u);
  });
});

describe("a class that is too large for its terminal", () => {
  const small = screen({ rows: 12 });

  test("tells those that passed in one line, and no more than that where it is enough", () => {
    const hosts = [...many(4, passes), runs("mina"), fails("jun"), ...["a", "b", "c"].map((name) => host(name))];
    expect(classLines(hosts, screen({ rows: 12 }), plain)).toHaveLength(11);
    const lines = classLines([...hosts, host("d")], small, plain);
    expect(lines.filter((line) => line.includes("student-"))).toEqual([
      "✔ 4 passed: student-1, student-2, student-3, student-4",
    ]);
    expect(lines.filter((line) => line.includes("waits"))).toHaveLength(4);
  });

  test("then tells those that wait in one line, and keeps the failures", () => {
    const hosts = [...many(20, passes), ...many(20, (name) => host(`w${name}`)), runs("mina"), fails("jun")];
    const lines = classLines(hosts, small, plain);
    expect(lines.map((line) => line.slice(0, 12))).toEqual([
      ...["⠧ mina      ", "✖ jun       ", "✔ 20 passed:", "· 20 wait: w", "", "  all 42    "],
    ]);
  });

  test.each([12, 24, 36])("shows no more lines than %s rows have, and names no student twice or never", (rows) => {
    const hosts = [
      ...Array.from({ length: 15 }, (_, index) => runs(`r${index}`)),
      ...Array.from({ length: 25 }, (_, index) => fails(`f${index}`)),
    ];
    const lines = classLines(hosts, screen({ rows, columns: 400 }), plain);
    expect(lines.length).toBeLessThan(rows);
    const names = lines.slice(0, -1).flatMap((line) => line.match(/\b[rf]\d+\b/g) ?? []);
    expect(names.toSorted()).toEqual(hosts.map(({ name }) => name).toSorted());
  });

  test("in the end tells those that passed in one line, whatever the screen, and all others each in its own", () => {
    const over = screen({ rows: Number.POSITIVE_INFINITY, over: true });
    const lines = classLines([...many(28, passes), fails("mina"), fails("jun")], over, plain);
    expect(lines.map((line) => line.slice(0, 11))).toEqual([
      ...["✖ mina     ", "✖ jun      ", "✔ 28 passed", "", "  all 30   "],
    ]);
  });
});
