import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { npm } from "../../../src/common/advice.ts";
import { LabError } from "../../../src/common/errors.ts";
import { sectionIds } from "../../../src/note/section-ids.ts";
import { castName } from "../../../src/record/asciicast.ts";
import { readRecord } from "../../../src/record/read.ts";
import { Recorder } from "../../../src/record/recorder.ts";
import { aStep, failed, passed, started, time } from "./fixtures.ts";

async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), "labnote-record-"));
  return {
    folder: join(folder, "host-1"),
    read: (name: string) => readFile(join(folder, "host-1", name), "utf8"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

describe("a run's record", () => {
  test("the recorder writes a whole record when the run starts", async () => {
    await using at = await temporary();
    const recorder = new Recorder(at.folder, true);
    recorder.emit(started(aStep()));
    expect(JSON.parse(await at.read("record.json"))).toMatchObject({ outcome: "running", steps: [{ line: 10 }] });
    expect(await at.read("junit.xml")).toContain("<testsuites");
    recorder.close();
  });

  test("a record has the last step after the recorder is closed, and after a kill from its events", async () => {
    await using at = await temporary();
    const recorder = new Recorder(at.folder, true);
    recorder.emit(started(aStep()));
    recorder.emit({ type: "step-ended", time: time(1), index: 0, step: passed() });
    // A killed run leaves the folder as it is now: the step may be in the events alone, and the last event cut short.
    expect(readRecord(at.folder)).toMatchObject({ outcome: "running", counts: { passed: 1 } });
    await writeFile(join(at.folder, "events.jsonl"), '{"type":"step-en', { flag: "a" });
    expect(readRecord(at.folder)).toMatchObject({ outcome: "running", counts: { passed: 1 } });
    recorder.close();
    expect(JSON.parse(await at.read("record.json"))).toMatchObject({ counts: { passed: 1 } });
  });

  test("a folder where nothing ran has no record", async () => {
    await using at = await temporary();
    expect(readRecord(at.folder)).toBeUndefined();
  });

  test("the recorder writes a recording for each terminal of a section, with prompts, typing and output in their time", async () => {
    await using at = await temporary();
    const recorder = new Recorder(at.folder, true);
    recorder.emit(started(aStep(), aStep({ terminal: 2 })));
    recorder.emit({ type: "echo", time: time(1), index: 0, data: "$ docker ps\r\n" });
    recorder.emit({ type: "output", time: time(3), index: 0, data: "none\r\n" });
    recorder.emit({ type: "output", time: time(3), index: 1, data: "two" });
    recorder.emit({ type: "section-ended", time: time(4), section: "1.1" });
    recorder.close();
    const [header, ...events] = (await at.read("1.1.cast"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(header).toMatchObject({ version: 2, width: 120, height: 40, timestamp: Date.parse(time(1)) / 1000 });
    expect(events).toEqual([
      [0, "m", "1 docker ps"],
      [0, "o", "$ docker ps\r\n"],
      [2, "o", "none\r\n"],
    ]);
    expect((await readdir(at.folder)).sort()).toEqual([
      "1.1.cast",
      "1.1@2.cast",
      "events.jsonl",
      "junit.xml",
      "record.json",
    ]);
  });

  test("each recording has a file name of its own, for any names of sections", () => {
    const newId = sectionIds();
    const titles = ["Part", "Part", "Part", "Part 2", "1", "1.2", "Part@2", "Part.2", "1@2", "Part,2 (2) ~2 +2 #2"];
    const steps = titles
      .map((title) => newId(title).id)
      .flatMap((section) => [1, 2, 9].map((terminal) => ({ section, terminal })));
    const names = steps.map(castName);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(steps.length);
  });

  test("a recording has a marker where each step and each try of it begins, with the step's number in its section", async () => {
    await using at = await temporary();
    const recorder = new Recorder(at.folder, true);
    recorder.emit(started(aStep({ section: "1.0" }), aStep({ typed: "first \\\n  line" }), aStep({ typed: "" })));
    recorder.emit({ type: "output", time: time(1), index: 1, data: "a" });
    recorder.emit({ type: "output", time: time(2), index: 1, data: "b" });
    recorder.emit({ type: "step-retried", time: time(3), index: 1 });
    recorder.emit({ type: "output", time: time(4), index: 1, data: "c" });
    recorder.emit({ type: "output", time: time(5), index: 2, data: "d" });
    recorder.close();
    const [, ...events] = (await at.read("1.1.cast")).trimEnd().split("\n");
    expect(events.map((line) => JSON.parse(line))).toEqual([
      [0, "m", "1 first \\"],
      [0, "o", "a"],
      [1, "o", "b"],
      [3, "m", "1 first \\"],
      [3, "o", "c"],
      [4, "m", "2"],
      [4, "o", "d"],
    ]);
  });

  test("a run of some sections keeps the recordings of the others, and a whole run keeps none", async () => {
    await using at = await temporary();
    for (const whole of [true, false]) {
      const recorder = new Recorder(at.folder, whole);
      recorder.emit(started(passed({ section: whole ? "1.1" : "1.2" })));
      recorder.emit({ type: "output", time: time(1), index: 0, data: "x" });
      recorder.close();
    }
    expect(await readdir(at.folder)).toEqual(expect.arrayContaining(["1.1.cast", "1.2.cast"]));
    const recorder = new Recorder(at.folder, true);
    recorder.emit(started(failed()));
    recorder.close();
    expect((await readdir(at.folder)).filter((name) => name.endsWith(".cast"))).toEqual([]);
  });

  test("a record that cannot be written is a clear error", async () => {
    await using at = await temporary();
    await writeFile(at.folder, "a file where the folder would be");
    expect(() => new Recorder(join(at.folder, "below"), false)).toThrow(/could not be written/);
  });

  test("a log that filled the disk has only whole lines, and goes on after them", async () => {
    await using at = await temporary();
    // A file may grow to 8 KiB and no more: the last write that fits is of a part.
    const limited = ["-c", 'ulimit -S -f 8; exec "$0" "$@"', process.execPath];
    const script = join(import.meta.dirname, "full-disk.ts");
    const { stdout } = await promisify(execFile)("bash", [...limited, script, at.folder]);
    expect(stdout).toMatch(/could not be written/);
    const events = (await at.read("events.jsonl")).split("\n");
    expect(events.pop()).toBe("");
    expect(events.map((line) => JSON.parse(line).type).at(-1)).toBe("run-ended");
    expect(readRecord(at.folder)).toMatchObject({ outcome: "interrupted" });
  });

  test.each([
    ["record.json", ""],
    ["record.json", '{"version": 1, "outc'],
    ["events.jsonl", '{"type":"step-en{"type":"run-ended"}\n'],
  ])("a broken record is a clear error that names the file and what to do: %s %j", async (name, content) => {
    await using at = await temporary();
    const recorder = new Recorder(at.folder, true);
    recorder.emit(started(aStep()));
    recorder.close();
    await writeFile(join(at.folder, name), content);
    const read = () => readRecord(at.folder);
    expect(read).toThrow(LabError);
    expect(read).toThrow(`${join(at.folder, name)} `);
    expect(read).toThrow(expect.objectContaining({ remedy: { parts: expect.arrayContaining([npm("note")]) } }));
  });

  test("a file in the place of the record's folder is no record", async () => {
    await using at = await temporary();
    await writeFile(at.folder, "a file");
    expect(readRecord(at.folder)).toBeUndefined();
  });
});
