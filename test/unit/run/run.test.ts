import { expect, test } from "@jest/globals";
import { readNote } from "../../../src/note/read.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import { plannedSteps } from "../../../src/record/planned-steps.ts";
import { runNote } from "../../../src/run/run.ts";
import { held } from "./held.ts";

const note = readNote("# A\n\n## 1 One\n\n```text file=x\nx\n```\n\n```console\n$ true\n```\n", "note.md");

test("a run that an error stops has that error's words as its reason", async () => {
  const events: RunEvent[] = [];
  const ended = await runNote(
    held(async () => ({ exit: 1, stderr: "Error: volume is in use\n" })),
    note,
    {
      ...{ sections: note.sections, fresh: true, steps: plannedSteps(note) },
      ...{ emit: (event) => events.push(event), signal: new AbortController().signal },
    },
  );
  const why = "host-1 could not be reset to its first state: Error: volume is in use";
  expect(ended).toEqual({ outcome: "failed", reasons: [{ kind: "error", why }] });
  expect(events.at(-1)).toMatchObject({ type: "run-ended", outcome: "failed", reasons: [{ kind: "error", why }] });
});

test("a step that starts tells what it will type, and a file that nothing is typed for it", async () => {
  const stopped = new AbortController();
  const told: (string | null)[] = [];
  const emit = (event: RunEvent) => {
    if (event.type === "step-started") told.push(event.entered);
    if (told.length === 2) stopped.abort(new Error("seen"));
  };
  await runNote(
    held(async () => ({})),
    note,
    { sections: note.sections, fresh: true, steps: plannedSteps(note), emit, signal: stopped.signal },
  );
  expect(told).toEqual([null, "true"]);
});
