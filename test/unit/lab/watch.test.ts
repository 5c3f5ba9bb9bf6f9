import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const watch = join(import.meta.dirname, "../../../src/lab/watch.ts");

/** A process of its own: what nobody has caught ends a process, and this one is the tests'. */
const program = (records: string) => `
  import { watch } from ${JSON.stringify(watch)};
  const watched = { hosts: ["host-1"], sections: [], records: ${JSON.stringify(records)} };
  const seen = watch(watched, async () => {
    // The log is looked at meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log("the work is done");
    return "not run";
  });
  await seen.catch((error) => console.log("told: " + error.name + ": " + error.message));
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
