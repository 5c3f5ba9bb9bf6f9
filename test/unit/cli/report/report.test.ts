import { describe, expect, test } from "@jest/globals";
import { type ReportContext, report } from "../../../../src/cli/report/report.ts";
import type { Paint } from "../../../../src/common/progress.ts";
import type { HostResult } from "../../../../src/lab/outcome.ts";
import { readNote } from "../../../../src/note/read.ts";
import type { RunRecord } from "../../../../src/record/record.ts";
import { aHost, aStep, because, failed, passed, ran, recordOf, time } from "../../record/fixtures.ts";

const paint: Paint = (_format, text) => text;
const text = "# A\n\n## 1.1 One\n\n```console\n$ echo hello\nhello\n$ echo more\nmore\n```\n";
const context: ReportContext = {
  ...{ note: readNote(text, "note.md"), stack: "lab", records: "records/lab" },
  linkOf: (host, step) => `file:///${host}/index.html#${step}`,
};

const told = (results: readonly HostResult[], columns?: number): string => report(results, context, { paint, columns });
const ofOne = (record: RunRecord | undefined): string => told([{ name: "mina", record }]);

/** The result of a student whose two steps printed this. */
const student = (name: string, ...printed: [string, string]): HostResult => ({
  name,
  record: ran(text, printed).record,
});

describe("the report of a run", () => {
  test("says of a host that passed how much, how long, and where the record is", () => {
    expect(ofOne(recordOf([passed()], { ended: "2026-11-24T06:01:30.000Z" }))).toBe(
      "✔ mina: 1 passed, 0 failed in 90 s\n  record: records/lab/mina/record.json\n  host: Debian 12",
    );
  });

  test("says which images are stand-ins, always", () => {
    const images = [
      { name: "nginx", standIn: true },
      { name: "redis", standIn: false },
    ];
    expect(ofOne(recordOf([passed()], { host: aHost({ images }) }))).toContain(
      "Debian 12; stand-ins for nginx, made from Debian's packages",
    );
  });

  test("tells a step that failed with both lines and its address, and how to try again", () => {
    expect(told([student("mina", "goodbye", "more")])).toBe(
      [
        ...["✖ mina: 1 passed, 1 failed in 9 s", "", "  note.md:6 (1.1:1) echo hello", "    - hello", "    + goodbye"],
        ...["    file:///mina/index.html#1.1:1", "", "  record: records/lab/mina/record.json", "  host: Debian 12"],
        "  try that section again: npm run note -- --only 1.1",
      ].join("\n"),
    );
  });

  test("tells the first steps that failed, and counts the others", () => {
    const steps = [1, 2, 3, 4, 5].map((line) =>
      failed({ section: "1.5.2", line, typed: `echo ${line}`, reasons: because("no") }),
    );
    const said = ofOne(recordOf([...steps, aStep(), aStep()]));
    expect(said).toContain("✖ mina: 0 passed, 5 failed, 2 skipped");
    expect(said.match(/echo \d/g)).toEqual(["echo 1", "echo 2", "echo 3"]);
    expect(said).toContain("\n  and 2 more steps failed\n");
  });

  test("does nothing to the terminal, whatever a note or a host has put into a record", () => {
    const raw = "\x9b2J\u202e\r";
    const steps = [failed({ section: "1.5.2", line: 7, typed: `a${raw}`, reasons: because(`line 8:\nseen: ${raw}`) })];
    const said = ofOne(recordOf(steps, { reasons: because(raw) }));
    expect(said).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(said).toContain("(1.5.2:1) a⟨U+009B⟩2J⟨U+202E⟩⟨U+000D⟩\n    line 8:\n    seen: ⟨U+009B⟩");
  });

  test("says why a run as a whole stopped, and of a host without a record that it did not run", () => {
    expect(ofOne(recordOf([], { outcome: "failed", reasons: because("the host is gone") }))).toContain(
      "\n  the host is gone\n",
    );
    expect(ofOne(undefined)).toBe("✖ mina: not run");
  });
});

describe("the report of a class", () => {
  const names = Array.from({ length: 28 }, (_, at) => `student-${at + 1}`);
  const held = names.map((name) => student(name, "hello", "more"));

  test("names those with the same outcome together, first those that passed", () => {
    const slow: HostResult = { name: "sora", record: { ...ran(text, ["hello", "more"]).record, ended: time(30) } };
    const said = told([
      student("jun", "hello", "no"),
      slow,
      student("mina", "hello", "more"),
      { name: "kai", record: undefined },
    ]);
    expect(said.split("\n").slice(0, 3)).toEqual([
      ...["✔ sora, mina: 2 passed, 0 failed in 9 to 30 s", "✖ jun: 1 passed, 1 failed in 9 s", "✖ kai: not run"],
    ]);
  });

  test("of thirty students is no longer than the screen, and names each", () => {
    const lines = told([...held, student("jun", "goodbye", "no"), student("mina", "goodbye", "no")], 120).split("\n");
    expect(lines.length).toBeLessThan(30);
    expect(lines[0]).toBe("✔ 28 hosts: 2 passed, 0 failed in 9 s");
    expect(lines).toContain("    on jun, mina");
    for (const name of [...names, "jun", "mina"]) expect(lines.join("\n")).toContain(name);
  });

  test("tells a step once for all on whom it failed, first that on which most did", () => {
    const said = told([
      student("jun", "hello", "no"),
      student("mina", "hello", "no"),
      student("sora", "goodbye", "more"),
    ]);
    expect(said.match(/\((?:1\.1:\d)\).*\n.*/g)).toEqual([
      ...["(1.1:2) echo more\n    on jun, mina", "(1.1:1) echo hello\n    on sora"],
    ]);
    expect(said).toContain("    file:///jun/index.html#1.1:2\n");
    expect(said).toContain("  records: records/lab\n  hosts: Debian 12\n  try that section again");
  });

  test("tells a step that failed on every host so, and counts the steps that it does not show", () => {
    const ids = [1, 2, 3].map((line) => failed({ line, typed: `echo ${line}`, reasons: because("no") }));
    const said = told(["jun", "mina"].map((name) => ({ name, record: recordOf(ids) })));
    expect(said.match(/echo \d\n.*/g)).toEqual(["echo 1\n    on all 2 hosts", "echo 2\n    on all 2 hosts"]);
    expect(said).toContain("\n  and 1 more step failed\n");
  });

  test("says which hosts were made from something else", () => {
    const other = { name: "jun", record: recordOf([passed()], { host: aHost({ base: "Debian 13" }) }) };
    expect(told([{ name: "mina", record: recordOf([passed()]) }, other])).toContain(
      "  hosts: Debian 12 (mina)\n  hosts: Debian 13 (jun)",
    );
  });
});
