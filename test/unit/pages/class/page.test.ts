import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { renderClass } from "../../../../src/pages/class/page.ts";
import type { Student } from "../../../../src/pages/class/student.ts";
import { writeClass } from "../../../../src/pages/write.ts";
import type { RunRecord } from "../../../../src/record/record.ts";
import { aHost, because, type Printed, ran } from "../../record/fixtures.ts";
import { noAssets } from "../fixtures.ts";

const text = ["One", "Two"]
  .map((title, index) => `## 1.${index + 1} ${title}\n\n\`\`\`console\n$ a\na\n$ b\nb\n\`\`\`\n`)
  .join("\n");
const student = (name: string, ...printed: Printed[]): Student => ({
  name,
  record: ran(text, printed, aHost({ name })).record,
});
const { note } = ran(text, []);
const page = (...students: Student[]) => renderClass({ students, note, assets: noAssets });
const rows = (html: string) =>
  [...(/<table.*?<\/table>/s.exec(html)?.[0] ?? "").matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(
    ([, row = ""]) => row,
  );

describe("The page of a class", () => {
  test("the page of a class has a row for each student, the most failures first, and equals in the order of their numbers", () => {
    const html = page(
      student("host-10", "a", "b", "a", "b"),
      student("host-9", "a", "b", "a", "b"),
      student("host-3", "a", "x", "a", "b"),
      student("host-4", "a", "b", "a", null),
      student("host-2", "x", "x", "a", "b"),
      { name: "host-1", record: undefined },
    );
    expect(rows(html).map((row) => /host-\d+/.exec(row)?.[0])).toEqual([
      "host-1",
      "host-2",
      "host-3",
      "host-4",
      "host-9",
      "host-10",
      undefined,
    ]);
  });

  test("the page of a class begins with how many students passed, failed, were interrupted, ran in part and did not run", () => {
    const stopped = student("host-6", "a", "b", null, null);
    const html = page(
      student("host-1", "a", "x", "a", "b"),
      student("host-2", "x", "x", "a", "b"),
      student("host-3", "a", "b", "a", "b"),
      student("host-4", "a", "b", "a", null),
      { name: "host-5", record: undefined },
      { ...stopped, record: { ...(stopped.record as RunRecord), outcome: "interrupted", reasons: because("Ctrl-C") } },
    );
    const [verdict = ""] = /<ul class="verdict failed".*?<\/ul>/s.exec(html) ?? [];
    expect([...verdict.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, count]) => count)).toEqual([
      "1 passed",
      "2 failed",
      "1 interrupted",
      "1 ran in part",
      "1 not run",
    ]);
    const row = (name: string) => rows(html).find((text) => text.includes(name)) ?? "";
    expect(row("host-5")).toContain('<span class="mark skipped" role="img" aria-label="skipped">–</span> not run');
    expect(row("host-6")).toContain('<span class="quiet" title="Ctrl-C.">interrupted</span>');
  });

  test("while the note runs, students keep their places, those who are at it count as running, and have no page to go to yet", () => {
    const running = (name: string, ...printed: Printed[]): Student => {
      const { record } = student(name, ...printed);
      return { name, record: { ...(record as RunRecord), outcome: "running" } };
    };
    const students = [
      student("host-1", "a", "b", "a", "b"),
      running("host-2", "a", "b", null, null),
      running("host-3", "a", "x", null, null),
      { name: "host-4", record: undefined },
    ];
    const live = new Date("2026-11-24T06:00:00.000Z");
    const html = renderClass({ students, note, assets: noAssets, live });
    const row = (name: string) => rows(html).find((text) => text.includes(name)) ?? "";
    expect(html).toContain('data-live="2026-11-24T06:00:00.000Z"');
    expect(rows(html).map((row) => /host-\d+/.exec(row)?.[0])).toEqual([
      "host-1",
      "host-2",
      "host-3",
      "host-4",
      undefined,
    ]);
    expect([...html.matchAll(/<strong>(\d \w[^<]*)<\/strong>/g)].map(([, count]) => count)).toEqual([
      ...["1 passed", "1 failed", "1 running", "1 not run", "1 student"],
    ]);
    expect(row("host-1")).toContain('href="host-1/index.html"');
    expect([row("host-2"), row("host-3")].filter((text) => text.includes("href"))).toEqual([]);
    const over = page(...students);
    expect(over).not.toContain("data-live");
    expect(over).toContain("1 interrupted");
    expect(over).toContain('href="host-3/index.html#1.1%3A2"');
  });

  test("the page of a class says in a sentence that all passed, and only then", () => {
    const passed = student("host-2", "a", "b", "a", "b");
    expect(page(passed)).toContain("All steps match the note for every student");
    const html = page(student("host-1", "a", "b", null, null), passed);
    expect(html).not.toContain("for every student");
    expect(html).toContain('<ul class="verdict skipped"');
    expect(/<tfoot>.*?<td>(\d+)/s.exec(html)?.[1]).toBe("0");
    expect(page({ name: "host-1", record: undefined }, passed)).toContain("1 not run");
  });

  test("a class's page has a cell for each step of a student, which says its command and why it failed, and links to it", () => {
    const html = page(student("host-1", "a", "x", "a", null), student("host-2", "a", "b", "a", "b"));
    const [row = ""] = rows(html);
    const cells = [...row.matchAll(/<a class="(\w+)" tabindex="-1" href="([^"]+)" title="([^"]*)">/g)];
    expect(cells.map(([, outcome, link]) => [outcome, link])).toEqual([
      ["passed", "host-1/index.html#1.1%3A1"],
      ["failed", "host-1/index.html#1.1%3A2"],
      ["passed", "host-1/index.html#1.2%3A1"],
      ["skipped", "host-1/index.html#1.2%3A2"],
    ]);
    expect(cells[1]?.[3]).toMatch(/^1\.1:2 b\nLine 7 expects/);
  });

  test("below its table the page of a class lists the steps at which most students failed, with what most of them saw", () => {
    const html = page(
      student("host-1", "a", "error 12", "a", "b"),
      student("host-2", "a", "other", "a", "x"),
      student("host-3", "a", "error 345", "a", "b"),
      student("host-4", "a", "b", "a", "b"),
    );
    const [, list = ""] = /<section class="stumbles">(.*?)<\/section>/s.exec(html) ?? [];
    const [first = "", second = "", ...others] = rows(list);
    expect(others).toEqual([]);
    expect(first).toContain(">b</code>");
    expect([...first.matchAll(/href="([^"]+)"/g)].map(([, link]) => link)).toEqual([
      "host-2/index.html#1.1%3A2",
      "host-1/index.html#1.1%3A2",
      "host-3/index.html#1.1%3A2",
    ]);
    expect(first).toMatch(/>error 12<\/code> <span class="quiet">\(2 students\)/);
    expect(second).toContain("host-2/index.html#1.2%3A2");
    expect(page(student("host-4", "a", "b", "a", "b"))).not.toContain("stumbles");
  });

  test("of a command that ended with a wrong status, a class's page shows the last line that it printed", () => {
    const lines = "Step 1/2 : FROM a\nE: Unable to locate package\n";
    const html = page(student("host-1", "a", { output: lines, exit: 100 }));
    expect(html).toContain(">E: Unable to locate package</code>");
  });

  test("the page of a class ends with what was run, on what, with which stand-ins, and from when to when", () => {
    const early = student("host-1", "a", "b", "a", "b");
    const late = student("host-2", "a", "x", "a", "b");
    const record = {
      ...(late.record as NonNullable<Student["record"]>),
      started: "2026-11-24T09:10:00.000Z",
      ended: "2026-11-24T09:20:00.000Z",
      host: aHost({ base: "Ubuntu 22.04", images: [{ name: "nginx", standIn: true }] }),
    };
    const summary = /<dl.*<\/dl>/s.exec(page(early, { ...late, record }))?.[0] ?? "";
    for (const said of ["note.md", "Debian 12, Ubuntu 22.04", "nginx", "stand-in"]) expect(summary).toContain(said);
    expect([...summary.matchAll(/<time datetime="([^"]+)"/g)].map(([, time]) => time)).toEqual([
      "2026-11-24T06:00:00.000Z",
      "2026-11-24T09:20:00.000Z",
    ]);
  });

  test("each column of a class's page is headed by the section's number and, where there is room, its title", () => {
    expect(page(student("host-1", "a"))).toContain(
      '<th scope="col" title="1.1 One">1.1 <span class="rest">One</span></th>',
    );
  });

  test("the page of a class has a column for each section, and each cell links to its first failed step, or to the section", () => {
    const [row = ""] = rows(page(student("host-1", "a", "x", "a", "b"), student("host-2", "a", "b", "a", "b")));
    expect([...row.matchAll(/<a href="([^"]+)"/g)].map(([, link]) => link)).toEqual([
      "host-1/index.html",
      "host-1/index.html#1.1%3A2",
      "host-1/index.html#1.2",
    ]);
    expect(row).toContain("3/4");
  });

  test("the last row of a class's page counts the students who failed in each section", () => {
    const html = page(student("host-1", "a", "x", "a", "b"), student("host-2", "x", "b", "x", "b"));
    expect(/<tfoot>.*<\/tfoot>/s.exec(html)?.[0].match(/<td>\d+<\/td>/g)).toEqual([
      "<td>2</td>",
      "<td>2</td>",
      "<td>1</td>",
    ]);
  });

  test("a host's name is text in the page of a class, even if it contains HTML", () => {
    const html = page(student(`<b>"x"`, "a"), student("host-2", "a"));
    expect(html).not.toContain("<b>");
    expect(html).toContain('href="%3Cb%3E%22x%22/index.html"');
  });
});

describe("Writing the page of a class", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "labnote-class-"));
    writeFileSync(join(folder, "note.md"), text);
    for (const { name, record } of [student("host-1", "a"), student("host-2", "x"), student("host-3", "x")]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "record.json"), JSON.stringify(record));
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("the page of a class has the hosts of the lab, and none of an earlier lab", async () => {
    const file = await writeClass(folder, ["host-1", "host-2"], join(folder, "note.md"));
    expect(file).toBe(join(folder, "index.html"));
    const html = readFileSync(join(folder, "index.html"), "utf8");
    expect(html).toContain("host-2/index.html");
    expect(html).not.toContain("host-3");
  });

  test("a lab of one host has no page of a class, and an earlier one is deleted", async () => {
    await writeClass(folder, ["host-1", "host-2"], join(folder, "note.md"));
    expect(await writeClass(folder, ["host-1"], join(folder, "note.md"))).toBeUndefined();
    expect(readdirSync(folder)).not.toContain("index.html");
  });
});
