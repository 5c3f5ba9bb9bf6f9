import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { renderClass, type Student } from "../../../src/pages/class-page.ts";
import { writeClass } from "../../../src/pages/write.ts";
import { aHost, ran } from "../record/fixtures.ts";
import { noAssets } from "./fixtures.ts";

const text = ["One", "Two"]
  .map((title, index) => `## 1.${index + 1} ${title}\n\n\`\`\`console\n$ a\na\n$ b\nb\n\`\`\`\n`)
  .join("\n");
const student = (name: string, ...printed: (string | null)[]): Student => ({
  name,
  record: ran(text, printed, aHost({ name })).record,
});
const { note } = ran(text, []);
const page = (...students: Student[]) => renderClass({ students, note, assets: noAssets });
const rows = (html: string) => [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(([, row = ""]) => row);

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
    expect(html).toContain("Some steps did not match the note for 2 of 6 students");
  });

  test("the page of a class says so when nothing failed but some students did not run every step", () => {
    const html = page(student("host-1", "a", "b", null, null), student("host-2", "a", "b", "a", "b"));
    expect(html).toContain("All steps that ran match the note; 1 of 2 students did not run every step");
    expect(html).toContain('<p class="verdict skipped">');
    expect(/<tfoot>.*?<td>(\d+)/s.exec(html)?.[1]).toBe("0");
    const nobody = page({ name: "host-1", record: undefined }, student("host-2", "a", "b", "a", "b"));
    expect(nobody).toContain("1 of 2 students did not run every step");
    expect(page(student("host-1", "a", "b", "a", "b"))).toContain("All steps match the note for every student");
  });

  test("the page of a class begins with what was run, on what, with which stand-ins, and from when to when", () => {
    const early = student("host-1", "a", "b", "a", "b");
    const late = student("host-2", "a", "x", "a", "b");
    const record = {
      ...(late.record as NonNullable<Student["record"]>),
      started: "2026-11-24T09:10:00.000Z",
      ended: "2026-11-24T09:20:00.000Z",
      host: aHost({ base: "Ubuntu 22.04", images: [{ name: "nginx", standIn: true }] }),
    };
    const summary = /<header.*<\/header>/s.exec(page(early, { ...late, record }))?.[0] ?? "";
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
    expect([...row.matchAll(/href="([^"]+)"/g)].map(([, link]) => link)).toEqual([
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
