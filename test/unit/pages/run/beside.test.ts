import { describe, expect, test } from "@jest/globals";
import { besideRows } from "../../../../src/pages/run/beside.ts";
import { shownSections } from "../../../../src/pages/run/model.ts";
import { wordsFor } from "../../../../src/pages/translations.ts";
import { type Printed, ran } from "../../record/fixtures.ts";

const [ours, theirs] = ["64eb235def02", "85aa65f64828"];

/** The rows of a section's steps, in English or in another language. */
function rows(lines: readonly string[], printed: readonly (Printed | undefined)[], language = "en") {
  const { note, record } = ran(["## 1.1 First", "", "```console", ...lines, "```", ""].join("\n"), printed);
  return besideRows(
    shownSections(record, note).flatMap(({ steps }) => steps),
    wordsFor(language),
  );
}

describe("What a page has to show the note beside its steps", () => {
  test("of lines that are the same, the page has their number alone", () => {
    expect(rows(["$ seq 3", "1", "2", "3"], ["1\n2\n3"])).toEqual({ "1.1:1": [[0, 0, 3]] });
  });

  test("a word that may differ tells by what it is compared, and what it stands for in the run", () => {
    const docker = ["$ docker create nginx", ours, "$ docker ps", `${ours} Up 2 seconds`];
    const printed = [theirs, `${theirs} Up 5 seconds`];
    expect(rows(docker, printed)["1.1:2"]).toEqual([
      [
        `<i title="an id of the same kind · ${theirs} from line 5 on">${ours}</i> Up <i title="an amount of time, such as “2 seconds”">2 seconds</i>`,
        `<i title="an id of the same kind · Note: ${ours}">${theirs}</i> Up <i title="an amount of time, such as “2 seconds” · Note: 2 seconds">5 seconds</i>`,
        1,
      ],
    ]);
    expect(rows(docker, printed, "ko")["1.1:1"]?.[0]?.[0]).toBe(
      `<i title="같은 종류의 ID · 5행부터 ${theirs}">${ours}</i>`,
    );
  });

  test("what was typed stands above the lines where it is not what the note has", () => {
    const docker = ["$ docker create nginx", ours, `$ docker start  ${ours}`, ours];
    const start = { output: theirs, entered: `docker start  ${theirs}` };
    expect(rows(docker, [theirs, start])["1.1:2"]?.[0]).toEqual([
      `<b>docker start  <i title="${theirs} from line 5 on">${ours}</i></b>`,
      `<b>docker start  <i title="Note: ${ours}">${theirs}</i></b>`,
      0,
    ]);
  });

  test("many lines that the note leaves out are folded, and the last ones of a step that failed are not", () => {
    const many = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const step = ["$ build", "first", "...", "built"];
    expect(rows(step, [["first", ...many, "built"].join("\n")])["1.1:1"]).toEqual([
      [0, 0, 1],
      ["...", 0, 20, "20 more lines"],
      [0, 0, 1],
    ]);
    const failed = rows([...step.slice(0, 3), "done"], [{ output: ["first", ...many, ...many].join("\n"), exit: 1 }]);
    expect(failed["1.1:1"]).toEqual([
      [0, 0, 1],
      ["...", 0, 28, "28 more lines"],
      ["", 0, 12],
      ["<del>done</del>", "", 0],
    ]);
  });

  test("a difference has the words that differ on its two sides", () => {
    expect(rows(["$ docker ps", "nginx Up"], ["nginx Exited"])["1.1:1"]).toEqual([
      ["nginx <del>Up</del>", "nginx <ins>Exited</ins>", 1],
    ]);
    expect(rows(["$ x", "a", "b"], ["a"])["1.1:1"]).toEqual([
      [0, 0, 1],
      ["<del>b</del>", "", 0],
    ]);
  });

  test("beside lines for which the note has none, it says so", () => {
    expect(rows(["$ ls"], ["a\nb"])["1.1:1"]).toEqual([
      ['<em lang="en">The note has no output here, so any will do.</em>', 0, 2],
    ]);
  });

  test("a step that did not run or printed nothing has no rows", () => {
    expect(rows(["$ true", "$ ls", "a"], ["", null])).toEqual({});
  });

  test("what the note and the host say is text", () => {
    const [[noted, seen] = []] = rows(["$ x", "<b>[..]</b>"], ["<b><img></b>"])["1.1:1"] ?? [];
    expect(noted).toContain('&lt;b&gt;<i title="varies from run to run">[..]</i>&lt;/b&gt;');
    expect(seen).toContain('&lt;b&gt;<i title="varies from run to run">&lt;img&gt;</i>&lt;/b&gt;');
  });
});
