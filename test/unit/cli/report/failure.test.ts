import { describe, expect, test } from "@jest/globals";
import stringWidth from "string-width";
import { failureLines } from "../../../../src/cli/report/failure.ts";
import type { Paint } from "../../../../src/common/progress.ts";
import { shownSections } from "../../../../src/pages/run/model.ts";
import { type Printed, ran } from "../../record/fixtures.ts";

const paint: Paint = (_format, text) => text;
const place = { file: "notes/a.md", link: "file:///records/lab/mina/index.html#1.1:1", where: "" };

/** The lines of a failed command that the note follows by these lines, and that printed this. */
function lines(expected: readonly string[], printed: Printed, columns?: number): string[] {
  const text = ["# Page", "", "## 1.1 One", "", "```console", "$ docker ps", ...expected, "```", ""].join("\n");
  const { record, note } = ran(text, [printed]);
  const [shown] = shownSections(record, note).flatMap(({ steps }) => steps);
  if (shown === undefined) throw new Error("the note has no step");
  return failureLines(shown, place, { paint, columns });
}

describe("a step that failed", () => {
  test("is shown with its line in the note, its place, the two lines that differ and its address", () => {
    expect(lines(["ID   STATUS", "64eb235def02   Up"], "ID   STATUS\n85aa65f64828   Down\n")).toEqual([
      "  notes/a.md:6 (1.1:1) docker ps",
      "    - 64eb235def02   Up",
      "    + 85aa65f64828   Down",
      "                     ^^^^",
      "    file:///records/lab/mina/index.html#1.1:1",
    ]);
  });

  test("is shown with a wrong status first, and with the end of its output, which says why", () => {
    const build = ["Step 1/3", ...Array.from({ length: 60 }, (_, at) => `Get ${at}`), "E: Unable to locate package"];
    expect(lines(["Step 1/3", "...", "Successfully built"], { output: build.join("\n"), exit: 100 })).toEqual([
      "  notes/a.md:6 (1.1:1) docker ps",
      "    it ended with status 100 and was to end with 0",
      ...["      Get 58", "      Get 59", "      E: Unable to locate package"],
      "    - Successfully built",
      "    file:///records/lab/mina/index.html#1.1:1",
    ]);
  });

  test("with a wrong status is shown with the end of its output also where another line differs", () => {
    const build = ["Step 1/2", ...Array.from({ length: 60 }, (_, at) => `Get ${at}`), "E: Unable to locate package"];
    expect(lines(["Step 1/3", "..."], { output: build.join("\n"), exit: 100 }).slice(2, -1)).toEqual([
      ...["    - Step 1/3", "    + Step 1/2", "           ^^^"],
      ...["    ⋮", "      Get 58", "      Get 59", "      E: Unable to locate package"],
    ]);
  });

  test("whose lines did not come is shown with those that came", () => {
    expect(lines(["hello"], "command not found\n").slice(1, -1)).toEqual(["    - hello", "    + command not found"]);
    expect(lines(["a", "...", "z"], "a\nb\nc\n").slice(1, -1)).toEqual([
      ...["      a", "      b", "      c", "    - z"],
    ]);
  });

  test("with many differences is shown with the first ones, and how many more there are", () => {
    const expected = Array.from({ length: 9 }, (_, at) => `same ${at} one`);
    const seen = Array.from({ length: 9 }, (_, at) => `same ${at} other`).join("\n");
    const told = lines(expected, seen);
    expect(told.filter((line) => line.startsWith("    -"))).toHaveLength(4);
    expect(told.at(-2)).toBe("    and 5 more lines differ");
  });

  test("whose id stands for another value is shown with the line since which it does", () => {
    const text =
      "# Page\n\n## 1.1 One\n\n```console\n$ docker run -d nginx\n64eb235def02\n$ docker ps -q\n64eb235def02\n```\n";
    const { record, note } = ran(text, ["85aa65f64828", "111111111111"]);
    const shown = shownSections(record, note).flatMap(({ steps }) => steps)[1];
    if (shown === undefined) throw new Error("the note has no second step");
    expect(failureLines(shown, place, { paint, columns: undefined }).slice(1, -1)).toEqual([
      ...["    - 64eb235def02", "    + 111111111111"],
      "    64eb235def02 stands for 85aa65f64828 since line 7 of the note",
    ]);
  });

  test("of a note that has changed since is shown with the words of the record", () => {
    const { record } = ran("# Page\n\n## 1.1 One\n\n```console\n$ docker ps\nyes\n```\n", ["no"]);
    const [shown] = shownSections(record).flatMap(({ steps }) => steps);
    if (shown === undefined) throw new Error("the record has no step");
    expect(failureLines(shown, place, { paint, columns: undefined })[1]).toMatch(/^ {4}line 7 expects "yes", but/);
  });

  test("keeps within the terminal, its further lines below the first, and its address whole", () => {
    const told = lines([`one ${"한글".repeat(40)}`], `two ${"한글".repeat(40)}\n`, 60);
    for (const line of told.slice(0, -1)) expect(stringWidth(line)).toBeLessThanOrEqual(60);
    expect(told.slice(1, 3)).toEqual(["    - one ", expect.stringMatching(/^ {6}[한글]/)]);
    expect(told.filter((line) => line.includes("^"))).toEqual([]);
    expect(told.at(-1)).toBe("    file:///records/lab/mina/index.html#1.1:1");
  });
});
