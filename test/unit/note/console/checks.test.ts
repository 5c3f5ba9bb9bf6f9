import { describe, expect, test } from "@jest/globals";
import { CHECKS } from "../../../../src/note/note.ts";
import { plannedSteps } from "../../../../src/record/planned-steps.ts";
import { commandsOf, page, read, refusalsOf } from "../pages.ts";

/** A page with a session that leaves a command running, and a block below it with this first line. */
const below = (fence: string, ...lines: string[]): string =>
  page("```console", "$ docker logs -f web", "[running]", "```", "", `\`\`\`${fence}`, ...lines, "```");

describe("a check", () => {
  test("the commands of a check are typed into the shell of checks, beside what still runs in terminal 1", () => {
    const steps = commandsOf(below("console check", "$ docker ps -q", "[empty]"));
    expect(steps.map(({ typed, terminal }) => [typed, terminal])).toEqual([
      ["docker logs -f web", 1],
      ["docker ps -q", CHECKS],
    ]);
    expect(plannedSteps(read(below("console check", "$ true"))).map(({ terminal }) => terminal)).toEqual([1, CHECKS]);
  });

  test("a check may stand beside other words of its fence, and be tried again", () => {
    const [, step] = commandsOf(below("console within=30s check timeout=1m", "$ true"));
    expect(step).toMatchObject({ terminal: CHECKS, within: 30_000, timeout: 60_000 });
  });

  test.each(["console file=check", "console checked", "console title=check"])(
    "a word that only looks like check makes no check: %s",
    (fence) => {
      const steps = read(page(`\`\`\`${fence}`, "$ true", "```")).sections.flatMap((section) => section.steps);
      expect(steps.filter((step) => step.kind === "command" && step.terminal === CHECKS)).toEqual([]);
    },
  );

  test.each([
    ["keys", ["$ sleep 60", "^C"]],
    ["a command that still runs", ["$ sleep 60", "[running]"]],
    ["a nested shell", ["$ docker run -it alpine", "/ # ls", "/ # exit"]],
    ["a reboot", ["$ sudo reboot", "[reboot]"]],
  ])("a check with %s is refused, since it has to end by itself", (_what, lines) => {
    expect(refusalsOf(page("```console check", ...lines, "```"))).toContain(
      "4: A check has to end by itself at the outer prompt, and this command does not (write a command that prints the result and ends, or write this block without check)",
    );
  });

  test("a check with the number of a terminal is refused", () => {
    expect(refusalsOf(page("```console check terminal=2", "$ true", "```"))).toEqual([
      "3: A check has a shell of its own, and no terminal= (remove terminal= from this fence)",
    ]);
  });
});
