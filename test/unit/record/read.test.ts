import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { npm } from "../../../src/common/advice.ts";
import { describeRun, findRun, readRecord } from "../../../src/record/read.ts";
import { Recorder } from "../../../src/record/recorder.ts";
import { aHost, passed, started } from "./fixtures.ts";

/** The records of a class, with its page beside them: who ran the note, and when. */
async function records(runs: { [name: string]: string }) {
  const folder = await mkdtemp(join(tmpdir(), "labnote-records-"));
  await writeFile(join(folder, "index.html"), "the page of the class");
  for (const [name, time] of Object.entries(runs)) {
    const recorder = new Recorder(join(folder, name), true);
    recorder.emit({ ...started(passed()), time, host: aHost({ name }) } as ReturnType<typeof started>);
    recorder.close();
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

const [monday, tuesday, wednesday] = [23, 24, 25].map((day) => `2026-11-${day}T06:00:00.000Z`) as [
  string,
  string,
  string,
];

test("the run that is taken from a lab is the one that began last, and its description names the host and the time", async () => {
  await using at = await records({ jun: tuesday, mina: wednesday, sora: monday });
  const run = await findRun(at.folder, ["jun", "mina", "sora"]);
  expect(run?.record).toMatchObject({ host: { name: "mina" }, started: wednesday });
  expect(describeRun(run as NonNullable<typeof run>)).toMatch(
    /^Taken from mina, run on 25 November 2026 at \d\d:\d\d$/,
  );
});

test("a record of a student who is no longer in the lab is not taken", async () => {
  await using at = await records({ gone: wednesday, jun: tuesday });
  expect((await findRun(at.folder, ["jun", "mina"]))?.record.host.name).toBe("jun");
  await expect(findRun(at.folder, ["jun", "mina"], "gone")).rejects.toThrow("There is no record of gone");
});

test("the first student's run is taken when runs began at the same time", async () => {
  await using at = await records({ b: monday, a: monday });
  expect((await findRun(at.folder, ["b", "a"]))?.record.host.name).toBe("b");
});

test("a host can be chosen, and a choice without a record is refused with the hosts that have one", async () => {
  await using at = await records({ jun: tuesday, sora: monday });
  const students = ["jun", "mina", "sora"];
  expect((await findRun(at.folder, students, "sora"))?.record.host.name).toBe("sora");
  await expect(findRun(at.folder, students, "mina")).rejects.toMatchObject({ remedy: "choose one of jun, sora" });
  await expect(findRun(at.folder, ["none"], "none")).rejects.toMatchObject({ remedy: "run the note first" });
  expect(await findRun(at.folder, ["none"])).toBeUndefined();
});

test.each([3, 5, undefined])("a record of version %s is refused, with what to do", async (version) => {
  await using at = await records({ mina: monday });
  const file = join(at.folder, "mina", "record.json");
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), version }));
  expect(() => readRecord(join(at.folder, "mina"))).toThrow(
    expect.objectContaining({
      message: `${file} has the format of another version of labnote`,
      cause: `its version is ${version ?? "unknown"}, and this labnote reads version 4`,
      remedy: { parts: expect.arrayContaining([npm("note")]) },
    }),
  );
});
