import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { watch } from "../../../src/lab/watch.ts";
import { passed, recordOf } from "../record/fixtures.ts";

const source = join(import.meta.dirname, "../../../src/lab/watch.ts");

/** A process of its own: what nobody has caught ends a process, and this one is the tests'. */
const program = (records: string) => `
  import { watch } from ${JSON.stringify(source)};
  const watched = { hosts: ["host-1"], sections: [], records: ${JSON.stringify(records)} };
  const seen = watch(watched, async () => {
    // The log is looked at meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log("the work is done");
    return "not run";
  });
  const { problems } = await seen;
  for (const { error } of problems) console.log("told: " + error.name + ": " + error.message);
`;

test("a log with a broken line is told as a broken file, after the work is done, and does not end the process before", async () => {
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
    const watched = { hosts: ["mina", "jun", "sora"], sections: [], records };
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
