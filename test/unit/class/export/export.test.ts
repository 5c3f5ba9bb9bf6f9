import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { classCsv, csvCell } from "../../../../src/class/export/csv.ts";
import { writeClassFiles } from "../../../../src/class/export/write-class-files.ts";
import { type ClassProgress, newClass } from "../../../../src/class/progress/fold.ts";
import type { Host } from "../../../../src/hosts/host.ts";
import { read } from "../../note/pages.ts";
import { Pupil } from "../progress/judge/pupil.ts";

const markdown = `---\ntitle: Two\nlanguage: ko\nimages: [nginx]\n---\n# 1 One\n\n\`\`\`console\n$ echo one\nnumber one\n$ echo "a, b"\nnumber two\n\`\`\`\n`;
const note = read(markdown);

/** A class in which one of two students has done something. */
function aClass(): ClassProgress {
  const pupil = new Pupil(note);
  pupil.shows({ typed: "echo one", output: "number one" });
  pupil.shows({ typed: 'echo "a, b"', output: "=HYPERLINK(1)" });
  return { ...newClass(note), began: 0, ended: 9_000_000, students: new Map([["host-1", pupil.progress]]) };
}

describe("the table of a class", () => {
  const csv = classCsv(aClass(), [
    { student: "host-1", name: "=미나" },
    { student: "host-2", name: "host-2" },
  ]);

  test("has a row for each student and step, with how and why, also of a student who did nothing", () => {
    const rows = csv.replace(/^\ufeff/, "").split("\r\n");
    expect(rows[0]).toBe("student,name,step,section,line,command,state,how,tries,began,done,reasons");
    expect(rows).toHaveLength(6);
    expect(rows[1]).toMatch(/^host-1,"'=미나",1:1,1,9,echo one,done,typed,0,2026-\S+Z,2026-\S+Z,$/);
    expect(rows[2]).toMatch(/^host-1,"'=미나",1:2,1,11,"echo ""a, b""",differs,,1,2026-\S+Z,,".*HYPERLINK.*"$/);
    expect(rows[4]).toBe('host-2,host-2,1:2,1,11,"echo ""a, b""",open,,0,,,');
  });

  test.each([
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(1)", `"'@SUM(1)"`],
    [" \u200b=1", `"' \u200b=1"`],
    ["\t1", `"'\t1"`],
    ["\uff1d1", `"'\uff1d1"`],
    ["a=1", "a=1"],
    ['say "x"', '"say ""x"""'],
    ["a\nb", '"a\nb"'],
    ["docker ps -a", "docker ps -a"],
    ["", ""],
  ])("has no cell that a spreadsheet takes for a formula, and each cell is one cell: %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});

test("the files of a class are its table, and a page and a report for each student, under the name of who sat there", async () => {
  const records = mkdtempSync(join(tmpdir(), "labnote-export-"));
  try {
    const hosts = ["host-1", "host-2"].map(
      (name) =>
        ({
          name,
          kind: "container",
          base: "Debian 12",
          facts: {},
          images: [{ name: "nginx", standIn: true }],
        }) as unknown as Host,
    );
    const progress = { ...aClass(), names: new Map([["host-1", "미나 <b>"]]) };
    const input = { progress, markdown, hosts };
    // A second time: a class may be written out on demand, and again at its end.
    await writeClassFiles(records, input);
    await writeClassFiles(records, input);
    expect(readdirSync(records).toSorted()).toEqual(["class", "class.csv"]);
    expect(readdirSync(join(records, "class")).toSorted()).toEqual([
      "host-1.html",
      "host-1.xml",
      "host-2.html",
      "host-2.xml",
    ]);
    const page = readFileSync(join(records, "class/host-1.html"), "utf8");
    expect(page).toContain("미나 &lt;b&gt;");
    expect(page).toContain("number one");
    expect(page).toContain("2단계 중 1단계를 했습니다");
    // The lab is the teacher's.
    expect(page).not.toContain("npm run");
    expect(readFileSync(join(records, "class/host-1.xml"), "utf8")).toMatch(/tests="2" failures="1"/);
    expect(readFileSync(join(records, "class/host-2.xml"), "utf8")).toMatch(/skipped="2"/);
  } finally {
    rmSync(records, { recursive: true });
  }
});
