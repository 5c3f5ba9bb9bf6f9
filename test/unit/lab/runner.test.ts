import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { advice, npm } from "../../../src/common/advice.ts";
import { LabError } from "../../../src/common/errors.ts";
import type { Host } from "../../../src/hosts/host.ts";
import type { Connection } from "../../../src/hosts/ssh/connection.ts";
import { type RunnerEdges, runRequest } from "../../../src/lab/runner.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import { readRecord } from "../../../src/record/read.ts";
import type { HostSession } from "../../../src/run/host-session.ts";
import type { RunRequest } from "../../../src/run/request.ts";
import { failed, passed, started, time } from "../record/fixtures.ts";

const ended = (outcome: "passed" | "failed"): RunEvent => ({ type: "run-ended", time: time(9), outcome, reasons: [] });

let folder: string;
let request: RunRequest;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-runner-"));
  const note = join(folder, "note.md");
  await writeFile(note, "# Page\n\n## 1.1 One\n\n```console\n$ echo one\none\n```\n");
  const host = { name: "mina", loginKey: "key" } as Host;
  request = { host, stack: "b", note, records: join(folder, "records"), readyWithin: 1000, hours: null };
});
afterEach(() => rm(folder, { recursive: true }));

/** What is done to a host that is always ready, and what was done in which order. */
function edges(changes: Partial<RunnerEdges> = {}) {
  const done: string[] = [];
  const session = { leave: async () => void done.push("left") } as HostSession;
  const all: RunnerEdges = {
    waitUntilReady: async () => ({}) as Connection,
    enter: async () => session,
    runNote: async (_session, _note, { emit }) => {
      emit(started(passed()));
      emit(ended("passed"));
      return { outcome: "passed", reasons: [] };
    },
    writePage: async () => void done.push("page"),
    ...changes,
  };
  return { all, done };
}
const never = new AbortController().signal;

test("a run that passed ends with 0 and its counts, with record and page, and leaves the host", async () => {
  const { all, done } = edges();
  expect(await runRequest(request, never, all)).toEqual({
    ...{ status: 0, failures: [] },
    summary: `1 passed, 0 failed: ${join(request.records, "mina")}`,
  });
  expect(readRecord(join(request.records, "mina"))?.outcome).toBe("passed");
  expect(done).toEqual(["page", "left"]);
});

test("a run on a host that is slower gives each step so many times longer", async () => {
  const limits: number[] = [];
  const { all } = edges({
    runNote: async (_session, note, { emit }) => {
      for (const { steps } of note.sections)
        for (const step of steps) if (step.kind !== "file") limits.push(step.timeout);
      emit(started(passed()));
      emit(ended("passed"));
      return { outcome: "passed", reasons: [] };
    },
  });
  await runRequest(request, never, all);
  await runRequest({ ...request, host: { ...request.host, slower: 5 } }, never, all);
  expect(limits).toEqual([300_000, 1_500_000]);
});

test("a run in which a step failed ends with 1 and says how to try again in the lab of the request", async () => {
  const { all, done } = edges({
    runNote: async (_session, _note, { emit }) => {
      emit(started(failed()));
      emit(ended("failed"));
      return { outcome: "failed", reasons: [] };
    },
  });
  const { status, failures } = await runRequest(request, never, all);
  expect(status).toBe(1);
  expect(failures).toEqual([
    expect.stringContaining("`npm run note -- --stack b --only 1.1` tries that section again"),
  ]);
  expect(done).toEqual(["page", "left"]);
});

test("a page that cannot be written is a failure that is shown, and the run stays what it is", async () => {
  const { all } = edges({
    writePage: () => Promise.reject(new LabError("No page", { remedy: advice`${npm("note")}` })),
  });
  expect(await runRequest(request, never, all)).toMatchObject({
    ...{ status: 0, failures: ["No page\n  try: npm run note -- --stack b"] },
    summary: expect.stringContaining("1 passed"),
  });
});

test("a record that cannot be closed does not keep the page from being written, or the host from being left", async () => {
  const { all, done } = edges({
    runNote: async (_session, _note, { emit }) => {
      emit(started(passed()));
      emit(ended("passed"));
      // The folder of the record goes while it is written.
      await rm(join(request.records, "mina"), { recursive: true });
      return { outcome: "passed", reasons: [] };
    },
  });
  const { status, failures } = await runRequest(request, never, all);
  expect([status, failures]).toEqual([1, [expect.stringMatching(/record/)]]);
  expect(done).toEqual(["page", "left"]);
});

test("a host that does not become ready leaves no record, and its remedy names the lab of the request", async () => {
  const { all, done } = edges({
    waitUntilReady: () => Promise.reject(new LabError("mina is not ready", { remedy: advice`${npm("down")}` })),
  });
  expect(await runRequest(request, never, all)).toEqual({
    ...{ status: 1, failures: ["mina is not ready\n  try: npm run down -- --stack b"] },
  });
  expect([done, await readdir(folder)]).toEqual([[], ["note.md"]]);
});

test("a run that is stopped ends with 130 and no words, and leaves the host", async () => {
  const stopping = new AbortController();
  const { all, done } = edges({
    runNote: async () => {
      stopping.abort();
      return { outcome: "interrupted", reasons: [] };
    },
  });
  expect(await runRequest(request, stopping.signal, all)).toEqual({ status: 130, failures: [] });
  expect(done).toEqual(["page", "left"]);
});

test("a defect is none of the failures for people: it is thrown, when the host is left", async () => {
  const { all, done } = edges({ runNote: () => Promise.reject(new TypeError("oh")) });
  await expect(runRequest(request, never, all)).rejects.toThrow(TypeError);
  expect(done).toEqual(["page", "left"]);
});
