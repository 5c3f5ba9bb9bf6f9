import { appendFile, mkdtemp, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { npm } from "../../../src/common/advice.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import { follow, LogTail } from "../../../src/record/follow.ts";
import { started as runStarted } from "./fixtures.ts";

const event = (index: number, time = "2026-01-02T00:00:00.000Z"): RunEvent => ({ type: "step-started", time, index });
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
      if (found.type === "step-started") indexes.push(found.index);
      wake();
    }
    await writing;
    return indexes;
  }

  test("gives those that are written later, and the last ones written before it is told to stop", async () => {
    const indexes = await seen(async (until) => {
      await writeFile(file, started() + line(1));
      await until(1);
      await appendFile(file, line(2) + line(3));
    });
    expect(indexes).toEqual([1, 2, 3]);
  });

  test("waits for the rest of a line, even in the middle of a letter", async () => {
    const bytes = Buffer.from(`${JSON.stringify({ ...event(2), note: "한글" })}\n`);
    const middle = bytes.indexOf(Buffer.from("글")) + 1;
    const indexes = await seen(async (until) => {
      await writeFile(file, Buffer.concat([Buffer.from(started() + line(1)), bytes.subarray(0, middle)]));
      await until(1);
      await appendFile(file, bytes.subarray(middle));
    });
    expect(indexes).toEqual([1, 2]);
  });

  test("starts again when the file is begun anew, and leaves out what an earlier run wrote", async () => {
    await writeFile(file, started("2025-12-31T00:00:00.000Z") + line(8, "2025-12-31T00:00:00.000Z"));
    const indexes = await seen(async (until) => {
      await writeFile(file, started() + line(1));
      await until(1);
      await writeFile(`${file}.new`, started("2026-01-02T00:00:01.000Z") + line(2, "2026-01-02T00:00:01.000Z"));
      await rename(`${file}.new`, file);
    });
    expect(indexes).toEqual([1, 2]);
  });

  test("knows a file that was begun anew by what it begins with, were it longer than the earlier one and of the same number", async () => {
    const indexes = await seen(async (until) => {
      await writeFile(file, started() + line(1));
      await until(1);
      await writeFile(file, started("2026-01-02T00:00:01.000Z") + line(2) + line(3) + line(4));
    });
    expect(indexes).toEqual([1, 2, 3, 4]);
  });

  test("tells no event twice when a full disk has cut the log back to its last whole line", async () => {
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

  test("says of a line that is no event that the log is broken, and what to do", async () => {
    await writeFile(file, `${started()}no event\n`);
    await expect(seen(async () => {})).rejects.toMatchObject({
      name: "LabError",
      message: `${file} is broken: a run did not write this`,
      remedy: { parts: expect.arrayContaining([npm("note")]) },
    });
  });

  test("leaves out what an earlier run writes while it still stops", async () => {
    await writeFile(file, started("2025-12-31T00:00:00.000Z") + line(8, "2025-12-31T00:00:00.000Z") + line(9));
    const indexes = await seen(async (until) => {
      await appendFile(file, started() + line(1));
      await until(1);
    });
    expect(indexes).toEqual([1]);
  });
});
