import { expect, test } from "@jest/globals";
import { sectionsToRun } from "../../../../src/cli/check/changed.ts";
import { readNote } from "../../../../src/note/read.ts";

const BEFORE = `# Page

## 1 One

\`\`\`console
$ echo one
one
\`\`\`

## 2 Two

\`\`\`text file=two.txt
two
\`\`\`

## 3 Three

\`\`\`console
$ echo three
\`\`\`
`;

/** The ids of the sections that are run when the page changes to this. */
const ran = (after: string, failed: string[] = []): string[] =>
  sectionsToRun(readNote(BEFORE, "a.md"), readNote(after, "a.md"), new Set(failed)).map(({ id }) => id);

test.each([
  ["nothing", BEFORE, []],
  ["what is typed", BEFORE.replace("$ echo one", "$ echo  one"), ["1"]],
  ["an expected line", BEFORE.replace("\none\n", "\none more\n"), ["1"]],
  ["a file", BEFORE.replace("\ntwo\n", "\n2\n"), ["2"]],
  ["how a step ends", BEFORE.replace("$ echo three\n", "$ echo three\n[empty]\n"), ["3"]],
  ["the place of all sections, as prose is added", BEFORE.replace("# Page\n", "# Page\n\nMore words.\n"), []],
  ["a heading's words", BEFORE.replace("## 2 Two", "## 2 The second"), []],
  ["a heading's number", BEFORE.replace("## 2 Two", "## 2.1 Two"), ["2.1"]],
  ["that a section is new", `${BEFORE}\n## 4 Four\n\n\`\`\`console\n$ echo four\n\`\`\`\n`, ["4"]],
  ["that a section is gone", BEFORE.replace(/## 2.*(?=## 3)/s, ""), []],
  ["two sections", BEFORE.replace("$ echo one", "$ echo 1").replace("$ echo three", "$ echo 3"), ["1", "3"]],
])("a change of %s runs those sections", (_, after, sections) => {
  expect(ran(after)).toEqual(sections);
});

test("a change of the front matter runs again the sections that failed", () => {
  const after = `---\nvaries: [one]\n---\n${BEFORE}`;
  expect(ran(after, ["3", "gone"])).toEqual(["3"]);
  expect(ran(after)).toEqual([]);
  expect(ran(BEFORE, ["3"])).toEqual([]);
});
