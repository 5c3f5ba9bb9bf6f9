import { expect, test } from "@jest/globals";
import { readNote } from "../../../../src/note/read.ts";
import { noteHtml } from "../../../../src/pages/note-html.ts";
import { entriesOf } from "../../../../src/pages/run/contents.ts";
import { shownSections } from "../../../../src/pages/run/model.ts";
import { ran } from "../../record/fixtures.ts";

test("a heading in the contents has the worst outcome of the steps below it, down to the fourth level", () => {
  const step = (text: string) => `\n\`\`\`console\n$ echo ${text}\n${text}\n\`\`\`\n`;
  const text = `# Page\n\n## 1.1 One\n${step("a")}\n#### Part\n${step("b")}\n##### Deep\n${step("c")}\n## 1.2 Two\n\n### 1.2.1 Three\n${step("d")}\n## 1.3 Four\n`;
  const run = ran(text, ["a", "b", "not c", "d"]);
  const { headings } = noteHtml(text, readNote(text, "note.md"));
  const steps = shownSections(run.record, run.note).flatMap((section) => section.steps);
  expect(entriesOf(headings, steps).map(({ heading, outcome }) => [heading.title, outcome])).toEqual([
    ["Page", "failed"],
    ["1.1 One", "failed"],
    ["Part", "failed"],
    ["1.2 Two", "passed"],
    ["1.2.1 Three", "passed"],
    ["1.3 Four", undefined],
  ]);
});
