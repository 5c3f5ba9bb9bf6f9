import { expect, test } from "@jest/globals";
import { recordedNote } from "../../../src/accept/recorded-steps.ts";
import { readNote } from "../../../src/note/read.ts";
import { plannedSteps } from "../../../src/record/planned-steps.ts";
import type { RunRecord } from "../../../src/record/record.ts";

const page = (second: string) =>
  readNote(
    `# One\n\n\`\`\`console\n$ docker run -it x\nroot@73588180c437:/# exit\nexit\n$ ls\n\`\`\`\n\n# Two\n\n\`\`\`console\n$ ${second}\n\`\`\`\n`,
    "note.md",
  );
const note = page("ls");
const record = {
  steps: plannedSteps(note).map((step) => ({ ...step, output: "seen", outcome: "passed", exit: 0 })),
} as unknown as RunRecord;
const leads = ["$ ", "\u001b[?2004hroot@0123456789ab:/# ", "$ ", "$ "];

test("a record tells of each step of a note what was seen, and the nested prompt that came after it", async () => {
  const { steps, unknown } = await recordedNote(note, record, note.sections, (index) => leads[index]);
  expect(steps.map(({ output, prompt }) => [output, prompt])).toEqual([
    ["seen", "root@0123456789ab:/# "],
    ["seen", undefined],
    ["seen", undefined],
    ["seen", undefined],
  ]);
  expect(unknown).toEqual([]);
});

test("of a section that is another by now, or of no run, a record knows nothing", async () => {
  const other = page("ls -l");
  const changed = await recordedNote(other, record, other.sections, () => undefined);
  expect(changed.unknown.map(({ id }) => id)).toEqual(["two"]);
  expect(changed.steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed", "skipped"]);
  const none = await recordedNote(note, undefined, note.sections.slice(0, 1), () => undefined);
  expect(none.unknown.map(({ id }) => id)).toEqual(["one"]);
});
