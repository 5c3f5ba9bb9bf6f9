import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../../src/note/read.ts";
import { collected, drawPictures } from "../../../../src/pages/pictures/draw.ts";
import { wantedPictures } from "../../../../src/pages/pictures/plan.ts";
import { plannedSteps } from "../../../../src/record/planned-steps.ts";
import { findRun } from "../../../../src/record/read.ts";
import type { StepRecord } from "../../../../src/record/record.ts";
import { Recorder } from "../../../../src/record/recorder.ts";
import { started, time } from "../../record/fixtures.ts";

const markdown = `---
ports: [5000]
---

# 1 A

\`\`\`console
$ one
$ two
\`\`\`

\`\`\`console terminal=2
$ three
\`\`\`

# 2 B

\`\`\`http
GET http://host:5000/
\`\`\`

\`\`\`console
$ four
\`\`\`
`;
const note = readNote(markdown, "note.md");

/** A lab's records, with a run of the note that was interrupted before its last step. */
async function records() {
  const folder = await mkdtemp(join(tmpdir(), "labnote-pictures-"));
  const recorder = new Recorder(join(folder, "host-2"), true);
  const planned = plannedSteps(note, [{ kind: "stopped" }]);
  recorder.emit(started(...planned));
  const ended = (index: number, changes: Partial<StepRecord>) =>
    recorder.emit({
      type: "step-ended",
      time: time(9),
      index,
      step: { ...(planned[index] as StepRecord), outcome: "passed", reasons: [], exit: 0, output: "", ...changes },
    });
  const shows = (index: number, data: string) => recorder.emit({ type: "output", time: time(1), index, data });
  shows(0, "$ one\r\n1\r\n$ ");
  ended(0, { entered: "one" });
  shows(1, "two\r\nno\r\n$ ");
  recorder.emit({ type: "step-retried", time: time(2), index: 1 });
  shows(2, "$ three\r\n$ ");
  shows(1, "two\r\n2\r\n$ ");
  ended(1, { entered: "two" });
  ended(2, {});
  ended(3, { exit: null, output: "<h1>Page</h1>" });
  recorder.close();
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

describe("The pictures of a run", () => {
  test("the pictures show what the terminal of each block showed, and a missing picture has a reason", async () => {
    await using at = await records();
    const run = await findRun(at.folder, ["host-1", "host-2"]);
    if (run === undefined) throw new Error("no run");
    const { made, missing } = await collected(drawPictures(wantedPictures(markdown, note), note, run, undefined));
    expect(made.map(({ drawing }) => drawing.description)).toEqual(["$ one\n1\n$ two\n2", "$ three"]);
    const bars = made.map(({ drawing }) => drawing.lines.find(({ name }) => name === "bar")?.pieces);
    expect(bars.map((pieces) => pieces?.map(({ text }) => text).join(""))).toEqual([
      "ubuntu@host-1: ~/1",
      "ubuntu@host-1: ~/1 (2)",
    ]);
    const bold = (index: number) =>
      made[index]?.drawing.lines.flatMap(({ pieces }) =>
        pieces.filter(({ style }) => style.bold).map(({ text }) => text),
      );
    expect([bold(0), bold(1)]).toEqual([["$ ", "one", "$ ", "two"], []]);
    expect(missing.map(({ name, reason }) => [name, reason])).toEqual([
      [
        "003-2-GET-http-host-5000",
        "no browser for pictures of web pages is installed here; install Chromium, Chrome or Edge",
      ],
      ["004-2-four", "the run was stopped while it ran"],
    ]);
  });

  test("pictures are refused when the note's steps have changed since the run", async () => {
    await using at = await records();
    const run = await findRun(at.folder, ["host-2"], "host-2");
    if (run === undefined) throw new Error("no run");
    const other = markdown.replace("$ two", "$ 2");
    const changed = readNote(other, "note.md");
    expect(() => drawPictures(wantedPictures(other, changed), changed, run, undefined)).toThrow(/other steps/);
    const only = readNote(markdown.replace("$ one", "Prose.\n$ one"), "note.md");
    await expect(collected(drawPictures([], only, run, undefined))).resolves.toEqual({ made: [], missing: [] });
  });

  test("pictures of a host without a record are refused", async () => {
    await using at = await records();
    expect(await findRun(join(at.folder, "none"), ["host-2"])).toBeUndefined();
    await expect(findRun(at.folder, ["host-1"], "host-1")).rejects.toThrow("There is no record of host-1");
  });
});
