import { expect, test } from "@jest/globals";
import { recordedNote } from "../../../src/accept/recorded-steps.ts";
import { ran } from "../record/fixtures.ts";

const page = (second: string) =>
  ran(
    `# One\n\n\`\`\`console\n$ docker run -it x\nroot@73588180c437:/# exit\nexit\n$ ls\n\`\`\`\n\n# Two\n\n\`\`\`console\n$ ${second}\n\`\`\`\n`,
    [{ output: "", exit: null, nextPrompt: "root@0123456789ab:/# " }, "exit", "seen", "seen"],
  );
const { note, record } = page("ls");

test("the recorded steps of a note have what the record has, the nested prompt included", () => {
  const { steps, unknown } = recordedNote(note, record, note.sections);
  expect(steps).toEqual(record.steps);
  expect(steps[0]?.nextPrompt).toBe("root@0123456789ab:/# ");
  expect(unknown).toEqual([]);
});

test("the record does not know a section that has changed since the run or never ran", () => {
  const other = page("ls -l").note;
  const changed = recordedNote(other, record, other.sections);
  expect(changed.unknown.map(({ id }) => id)).toEqual(["two"]);
  expect(changed.steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed", "skipped"]);
  const none = recordedNote(note, undefined, note.sections.slice(0, 1));
  expect(none.unknown.map(({ id }) => id)).toEqual(["one"]);
});
