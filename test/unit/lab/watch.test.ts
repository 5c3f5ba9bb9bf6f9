import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { watch } from "../../../src/lab/watch.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import type { RunRecord, StepRecord } from "../../../src/record/record.ts";
import { Recorder } from "../../../src/record/recorder.ts";
import { until } from "../../until.ts";
import { passed, ran, recordOf, started } from "../record/fixtures.ts";

const source = join(import.meta.dirname, "../../../src/lab/watch.ts");

/** A process of its own: what nobody has caught ends a process, and this one is the tests'. */
const program = (records: string) => `
  import { watch } from ${JSON.stringify(source)};
  const watched = { hosts: ["host-1"], sections: [], records: ${JSON.stringify(records)}, say: console.log };
  const seen = watch(watched, async () => {
    // The log is looked at meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log("the work is done");
    return "not run";
  });
  const { problems } = await seen;
  for (const { error } of problems) console.log("told: " + error.name + ": " + error.message);
`;

test("labnote reports a log with a broken line as a broken file, after the work is done, and the process does not end before", async () => {
  const records = await mkdtemp(join(tmpdir(), "labnote-watch-"));
  try {
    await mkdir(join(records, "host-1"));
    await writeFile(join(records, "host-1", "events.jsonl"), "no event\n");
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program(records)]);
    expect(stdout).toMatch(/the work is done.*told: LabError: \S*events\.jsonl is broken/s);
  } finally {
    await rm(records, { recursive: true, force: true });
  }
});

test("a record that cannot be read takes nothing from what other hosts' records tell, and is a problem of its host", async () => {
  const records = await mkdtemp(join(tmpdir(), "labnote-watch-"));
  try {
    for (const [name, record] of [
      ["mina", JSON.stringify(recordOf([passed()]))],
      ["jun", "{"],
    ] as const) {
      await mkdir(join(records, name));
      await writeFile(join(records, name, "record.json"), record);
    }
    const watched = { hosts: ["mina", "jun", "sora"], sections: [], records, say: () => {} };
    const { results, problems } = await watch(watched, async () => "not run");
    expect(results.map(({ name, record, unreadable }) => [name, record?.outcome, unreadable])).toEqual([
      ["mina", "passed", undefined],
      ["jun", undefined, true],
      ["sora", undefined, undefined],
    ]);
    expect(problems).toEqual([
      { host: "jun", error: expect.objectContaining({ message: expect.stringContaining("jun") }) },
    ]);
  } finally {
    await rm(records, { recursive: true, force: true });
  }
});

test("the page of a class is written while the note runs, when a host begins and when one is through a section, and stays at the end", async () => {
  const records = await mkdtemp(join(tmpdir(), "labnote-watch-"));
  try {
    const text = "# Note\n\n## 1 One\n\n```console\n$ a\na\n```\n\n## 2 Two\n\n```console\n$ b\nb\n```\n";
    const note = join(records, "note.md");
    await writeFile(note, text);
    const { steps } = ran(text, ["a", "b"]).record;
    const recorder = (name: string) => new Recorder(join(records, name), true);
    const now = () => new Date().toISOString();
    const begin = (to: Recorder) => to.emit({ ...started(...ran(text, []).record.steps), time: now() } as RunEvent);
    const pageWith = (what: string | RegExp) =>
      until(`the page of the class has ${what}`, async () => {
        const page = await readFile(join(records, "index.html"), "utf8").catch(() => "");
        return page.search(what) === -1 ? undefined : page;
      });
    const students = ["mina", "jun"];
    const watched = { hosts: students, sections: [], records, ofClass: { students, note }, say: () => {} };
    await watch(watched, async () => {
      const [mina, jun] = students.map(recorder) as [Recorder, Recorder];
      begin(mina);
      expect(await pageWith("1 running")).toContain("1 not run");
      begin(jun);
      expect(await pageWith("2 running")).toContain('data-live="');
      mina.emit({ type: "step-ended", time: now(), index: 0, step: steps[0] as StepRecord });
      // The page is written from the record, which is written a moment after the event.
      await until("the record has the step", async () => {
        const kept = JSON.parse(await readFile(join(records, "mina", "record.json"), "utf8")) as RunRecord;
        return kept.steps.some(({ outcome }) => outcome === "passed") || undefined;
      });
      mina.emit({ type: "section-ended", time: now(), section: "1" });
      await pageWith(/jun<.*> 0\/2 <.*mina<.*> 1\/2 </s);
      mina.close();
      jun.close();
      return "not run";
    });
    expect(await readFile(join(records, "index.html"), "utf8")).not.toContain('data-live="');
  } finally {
    await rm(records, { recursive: true, force: true });
  }
});
