import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { report } from "../../../src/cli/report.ts";
import type { RunRecord } from "../../../src/record/record.ts";
import { aHost, aStep, failed, passed, recordOf } from "../record/fixtures.ts";

const told = (record_: RunRecord | undefined) =>
  stripVTControlCharacters(report([{ name: "mina", record: record_ }], "records/lab", "lab"));

describe("the report of a run", () => {
  test("says of a host that passed how much, how long, and where the record is", () => {
    expect(told(recordOf([passed()], { ended: "2026-11-24T06:01:30.000Z" }))).toBe(
      "✔ mina: 1 passed, 0 failed in 90 s\n  record: records/lab/mina/record.json\n  host: Debian 12",
    );
  });

  test("says which images are stand-ins, always", () => {
    const images = [
      { name: "nginx", standIn: true },
      { name: "redis", standIn: false },
    ];
    expect(told(recordOf([passed()], { host: aHost({ images }) }))).toContain(
      "Debian 12; stand-ins for nginx, made from Debian's packages",
    );
  });

  test("tells the first failing steps with place, command and reason, counts the others, and says how to try again", () => {
    const reason = "line 8: goodbye\nseen: hello";
    const steps = [1, 2, 3, 4, 5].map((line) => failed({ section: "1.5.2", line, typed: "echo hello", reason }));
    const text = told(
      recordOf([...steps, aStep(), aStep()], { note: { file: "notes/a.md", title: "A", sha256: "0" } }),
    );
    expect(text).toContain("✖ mina: 0 passed, 5 failed, 2 skipped");
    expect(text).toContain("  notes/a.md:3 (1.5.2) echo hello\n    line 8: goodbye\n    seen: hello\n");
    expect(text).not.toContain("notes/a.md:4");
    expect(text).toContain("and 2 more");
    expect(text).toContain("npm run note -- --only 1.5.2");
  });

  test("does nothing to the terminal, whatever a note or a host has put into a record", () => {
    const raw = "\x9b2J\u202e\r";
    const steps = [failed({ section: "1.5.2", line: 7, typed: `a${raw}`, reason: `line 8:\nseen: ${raw}` })];
    const text = told(recordOf(steps, { reason: raw, note: { file: `${raw}.md`, title: "A", sha256: "0" } }));
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(text).toContain(
      "⟨U+009B⟩2J⟨U+202E⟩⟨U+000D⟩.md:7 (1.5.2) a⟨U+009B⟩2J⟨U+202E⟩⟨U+000D⟩\n    line 8:\n    seen: ⟨U+009B⟩",
    );
  });

  test("says why a run as a whole stopped, and of a host without a record that it did not run", () => {
    expect(told(recordOf([], { outcome: "failed", reason: "the host is gone" }))).toContain("\n  the host is gone\n");
    expect(told(undefined)).toBe("✖ mina: not run");
  });
});
