import { describe, expect, test } from "@jest/globals";
import { type CatchUpPlan, planSection } from "../../../../src/class/deeds/plan.ts";
import { openSection, type SectionProgress } from "../../../../src/class/progress/state.ts";
import { bindingsOf } from "../../../../src/class/progress/worlds.ts";
import type { Section } from "../../../../src/note/note.ts";
import { read } from "../../note/pages.ts";

const SAMPLE = "64eb235def0214be2077e2e491f180c530f6d30b9ec763625e242f515fe63de2";
const OTHER = "3914c08558a0";
const OWN = `aaaabbbbcccc${"0".repeat(52)}`;

const section = (...lines: string[]): Section => {
  const [only] = read(["## 1 One", "", ...lines].join("\n")).sections;
  if (only === undefined) throw new Error("the page has no section");
  return only;
};
const console_ = (info: string, ...lines: string[]) => [`\`\`\`console${info}`, ...lines, "```", ""];

/** The section when steps at these places are done, and these words stand for values. */
function whenDone(
  one: Section,
  done: readonly number[],
  words: [sample: string, value: string, place: number][] = [],
): SectionProgress {
  const open = openSection(one);
  const worlds = [
    bindingsOf(
      words.map(([sample, value, place]) => ({
        sample,
        value,
        line: one.steps[place]?.line ?? 0,
        abbreviated: true as const,
      })),
    ),
  ];
  return {
    ...open,
    worlds,
    steps: open.steps.map((step, at) => (done.includes(at) ? { ...step, state: "done" as const } : step)),
  };
}

const brief = ({ steps }: CatchUpPlan): string[] => steps.map(({ place, why }) => `${place} ${why}`);

describe("what is missing of a section", () => {
  const plain = section(
    ...console_("", "$ docker run -d nginx", SAMPLE, "$ echo one", "one", "$ echo two", "two"),
    ...console_(" check", "$ true"),
  );

  test("is all of it for a student who has not begun, up to the goal, and never a check", () => {
    expect(brief(planSection(plain, whenDone(plain, []), 4))).toEqual(["0 missing", "1 missing", "2 missing"]);
    expect(brief(planSection(plain, whenDone(plain, []), 1))).toEqual(["0 missing"]);
    expect(brief(planSection(plain, whenDone(plain, []), 0))).toEqual([]);
  });

  test("is what lies behind the last step that is done, with the ids that the student has", () => {
    const plan = planSection(plain, whenDone(plain, [0, 1], [[SAMPLE, OWN, 0]]), 4);
    expect(brief(plan)).toEqual(["2 missing"]);
    expect(plan.bindings.of("64eb235def02")?.value).toBe("aaaabbbbcccc");
  });

  test("is also what was left out on the way, but not where its ids are known: a second container would be too many", () => {
    expect(brief(planSection(plain, whenDone(plain, [1]), 4))).toEqual(["0 hole", "2 missing"]);
    expect(brief(planSection(plain, whenDone(plain, [1], [[SAMPLE, OWN, 0]]), 4))).toEqual(["2 missing"]);
  });

  test("is nothing where all of it is done", () => {
    expect(brief(planSection(plain, whenDone(plain, [0, 1, 2]), 4))).toEqual([]);
  });
});

describe("a new shell", () => {
  const shells = section(
    ...console_("", "$ cd /tmp && export A=1", "$ B=$(date)", "$ . ./env", "$ cd x > log", "$ ls", "..."),
    ...console_(" terminal=2", "$ cd /var", "$ ls", "..."),
    ...console_("", "$ pwd", "/tmp"),
  );

  test("is brought to where the student's was by what only changes a shell, in the terminals that are needed", () => {
    expect(brief(planSection(shells, whenDone(shells, [0, 1, 2, 3, 4, 5, 6]), 8))).toEqual([
      "0 again",
      "2 again",
      "7 missing",
    ]);
  });

  const nested = section(
    ...console_(
      "",
      "$ echo first",
      "first",
      `$ docker run -it ubuntu bash`,
      `root@${OTHER}:/# cd /srv`,
      `root@${OTHER}:/# hostname`,
      OTHER,
      `root@${OTHER}:/# exit`,
      "exit",
    ),
  );

  test("has the shell within it opened once more that a missing step is typed in, which then has an id of its own", () => {
    const words: [string, string, number][] = [
      ["64eb235def02", "aaaabbbbcccc", 0],
      [OTHER, "ddddeeeeffff", 1],
    ];
    const plan = planSection(nested, whenDone(nested, [0, 1, 2], words), 5);
    expect(brief(plan)).toEqual(["1 again", "2 again", "3 missing", "4 missing"]);
    expect(plan.bindings.of(OTHER)).toBeUndefined();
    expect(plan.bindings.of("64eb235def02")?.value).toBe("aaaabbbbcccc");
  });

  test("does not open it for what was left out in it", () => {
    const more = section(
      ...console_(
        "",
        "$ docker run -it ubuntu bash",
        `root@${OTHER}:/# hostname`,
        OTHER,
        `root@${OTHER}:/# exit`,
        "exit",
        "$ echo last",
        "last",
      ),
    );
    expect(brief(planSection(more, whenDone(more, [0, 2]), 4))).toEqual(["3 missing"]);
  });

  const running = section(
    ...console_("", "$ docker logs -f web", "ready", "[running]"),
    ...console_(" terminal=2", "$ curl -s localhost", "hello"),
    ...console_("", "GET /", "^C"),
  );

  test("has the command started once more that a missing step goes on with, and what was done since then", () => {
    expect(brief(planSection(running, whenDone(running, [0, 1]), 3))).toEqual(["0 again", "1 again", "2 missing"]);
    expect(brief(planSection(running, whenDone(running, [0]), 2))).toEqual(["1 missing"]);
  });
});
