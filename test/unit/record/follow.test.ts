import { appendFile, mkdtemp, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { npm } from "../../../src/common/advice.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import { follow, LogTail } from "../../../src/record/follow.ts";
import { started as runStarted } from "./fixtures.ts";

const event = (index: number, time = "2026-01-02T00:00:00.000Z"): RunEvent => ({ type: "step-retried", time, index });
/** What each run begins with. */
const started = (time = "2026-01-02T00:00:00.000Z") => `${JSON.stringify({ ...runStarted(), time })}\n`;
const line = (index: number, time?: string) => `${JSON.stringify(event(index, time))}\n`;

describe("following a run's events", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-follow-"));
    file = join(folder, "events.jsonl");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Follows the file while `write` is at work, each of its steps waiting until the events before it were seen. */
  async function seen(write: (until: (count: number) => Promise<void>) => Promise<void>): Promise<number[]> {
    const stop = new AbortController();
    const indexes: number[] = [];
    let wake = () => {};
    const until = async (count: number) => {
      while (indexes.length < count) await new Promise<void>((resolve) => (wake = resolve));
    };
    const writing = write(until).finally(() => stop.abort());
    for await (const found of follow(file, "2026-01-01T00:00:00.000Z", stop.signal)) {
      if (found.type === "step-retried") indexes.push(found.index);
      wake();
    }
    await writing;
    return indexes;
  }

  test("follow gives events that are written later, up to the last one before it is stopped", async () => {
    const indexes = await seen(async (until) => {
      await writeFile(file, started() + line(1));
      await until(1);
      await appendFile(file, line(2) + line(3));
    });
    expect(indexes).toEqual([1, 2, 3]);
  });

  test("follow waits for the rest of a line, even in the middle of a character", async () => {
    const bytes = Buffer.from(`${JSON.stringify({ ...event(2), note: "한글" })}\n`);
    const middle = bytes.indexOf(Buffer.from("글")) + 1;
    const indexes = await seen(async (until) => {
      await writeFile(file, Buffer.concat([Buffer.from(started() + line(1)), bytes.subarray(0, middle)]));
      await until(1);
      await appendFile(file, bytes.subarray(middle));
    });
    expect(indexes).toEqual([1, 2]);
  });

  test("follow starts again when another file takes the log's place, and leaves out events of an earlier run", async () => {
    await writeFile(file, started("2025-12-31T00:00:00.000Z") + line(8, "2025-12-31T00:00:00.000Z"));
    const indexes = await seen(async (until) => {
      await writeFile(file, started() + line(1));
      await until(1);
      await writeFile(`${file}.new`, started("2026-01-02T00:00:01.000Z") + line(2, "2026-01-02T00:00:01.000Z"));
      await rename(`${file}.new`, file);
    });
    expect(indexes).toEqual([1, 2]);
  });

  test("follow knows by its first line that a log was begun anew in the same file, even if it is longer", async () => {
    const indexes = await seen(async (until) => {
      await writeFile(file, started() + line(1));
      await until(1);
      await writeFile(file, started("2026-01-02T00:00:01.000Z") + line(2) + line(3) + line(4));
    });
    expect(indexes).toEqual([1, 2, 3, 4]);
  });

  test("the log gives no event twice when a full disk has cut it back to its last whole line", async () => {
    const log = new LogTail(file);
    await writeFile(file, started() + line(1));
    expect(await log.read()).toEqual([started(), line(1)].map((each) => each.trimEnd()));
    const { size } = await stat(file);
    await appendFile(file, line(2).slice(0, -5));
    expect(await log.read()).toEqual([]);
    await truncate(file, size);
    expect(await log.read()).toEqual([]);
    await appendFile(file, line(3));
    expect(await log.read()).toEqual([line(3).trimEnd()]);
  });

  test("follow reports a line that is not an event as a broken log, and says what to do", async () => {
    await writeFile(file, `${started()}no event\n`);
    await expect(seen(async () => {})).rejects.toMatchObject({
      name: "LabError",
      message: `${file} is broken: a run did not write this`,
      remedy: { parts: expect.arrayContaining([npm("note")]) },
    });
  });

  test("follow leaves out events of an earlier run that still stops", async () => {
    await writeFile(file, started("2025-12-31T00:00:00.000Z") + line(8, "2025-12-31T00:00:00.000Z") + line(9));
    const indexes = await seen(async (until) => {
      await appendFile(file, started() + line(1));
      await until(1);
    });
    expect(indexes).toEqual([1]);
  });
});
