import { describe, expect, test } from "@jest/globals";
import {
  castHeader,
  castMarker,
  castOutput,
  commandTexts,
  type Shown,
  shownSteps,
} from "../../../src/record/asciicast.ts";
import { passed } from "./fixtures.ts";

/** A recording of steps, each with what its terminal sent while it was at work; a number twice is a second try. */
const cast = (...parts: [ordinal: number, ...data: string[]][]) =>
  [
    castHeader("1.1", 0),
    ...parts.flatMap(([ordinal, ...data]) => [
      castMarker(0, 0, ordinal, "typed"),
      ...data.map((text) => castOutput(0, 0, text)),
    ]),
  ].join("");

const texts = (shown: Map<number, Shown>) => [...shown.values()].map(({ lead, body }) => lead + body);

describe("what a step showed", () => {
  test("a step's part of a recording begins with its prompt, and ends before the next one", () => {
    const shown = shownSteps(cast([1, "$ ", "echo a\r\n", "a\r\n", "$ "], [2, "true\r\n", "$ "]), [passed(), passed()]);
    expect(texts(shown)).toEqual(["$ echo a\r\na\r\n", "$ true\r\n"]);
  });

  test("a step's part of a recording keeps an output whose last line has no end", () => {
    const shown = shownSteps(cast([1, "$ printf a\r\n", "a", "$ "], [2, "true\r\n$ "]), [passed(), passed()]);
    expect(texts(shown)).toEqual(["$ printf a\r\na", "$ true\r\n"]);
  });

  test("a step's part of a recording is its last try", () => {
    const shown = shownSteps(cast([1, "$ curl -s x\r\n$ "], [1, "curl -s x\r\n", "page\r\n$ "], [2, "true\r\n$ "]), [
      passed(),
      passed(),
    ]);
    expect(texts(shown)).toEqual(["$ curl -s x\r\npage\r\n", "$ true\r\n"]);
  });

  test("a step in a nested terminal begins with that terminal's prompt", () => {
    const steps = [
      passed({ exit: null, nextPrompt: "u@c:/$ " }),
      passed({ exit: null, nextPrompt: "u@c:/$ " }),
      passed({ typed: "exit" }),
    ];
    const shown = shownSteps(
      cast([1, "$ sh\r\n", "u@c:/$ "], [2, "whoami\r\nu\r\nu@c:/$ "], [3, "exit\r\nexit\r\n", "$ "]),
      steps,
    );
    expect(texts(shown)).toEqual(["$ sh\r\n", "u@c:/$ whoami\r\nu\r\n", "u@c:/$ exit\r\nexit\r\n"]);
  });

  test("a step that goes on with a running command begins with the line of the cursor", () => {
    const steps = [passed({ exit: null }), passed({ typed: "" })];
    const shown = shownSteps(cast([1, "$ top\r\nrow\r\n0%"], [2, " 1%\r\n^C\r\n$ "]), steps);
    expect(texts(shown)).toEqual(["$ top\r\nrow\r\n0%", "0% 1%\r\n^C\r\n"]);
    expect(commandTexts([...shown.values()])).toEqual(["$ top\r\nrow\r\n0% 1%\r\n^C\r\n"]);
  });

  test("the step after a reboot begins with the new shell's prompt", () => {
    const steps = [passed({ exit: null }), passed()];
    const shown = shownSteps(cast([1, "$ sudo reboot\r\n", "$ "], [2, "$ ", "id\r\nu\r\n$ "]), steps);
    expect(texts(shown)).toEqual(["$ sudo reboot\r\n", "$ id\r\nu\r\n"]);
  });

  test("a step of root begins and ends with root's prompt, where the user's shell has shown its own", () => {
    const steps = [passed(), passed({ root: true }), passed({ root: true }), passed()];
    const shown = shownSteps(
      cast([1, "$ a\r\n$ "], [2, "\r\x1b[K# b\r\n", "x# "], [3, "c\r\n# "], [4, "\r\x1b[K$ d\r\n$ "]),
      steps,
    );
    expect(texts(shown)).toEqual(["$ a\r\n", "\r\x1b[K# b\r\nx", "# c\r\n", "\r\x1b[K$ d\r\n"]);
  });

  test("a step's part is found in a recording that a killed run left", () => {
    const shown = shownSteps(`${cast([1, "$ sleep 9\r\n"])}[1,"o","ha`, [passed({ exit: null })]);
    expect(texts(shown)).toEqual(["$ sleep 9\r\n"]);
  });
});
