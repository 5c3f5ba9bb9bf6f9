import { writeFile } from "node:fs/promises";
import { expect, jest, test } from "@jest/globals";
import { testLab } from "./fixtures/lab.ts";
import { brief } from "./fixtures/run.ts";

jest.setTimeout(15 * 60_000);

const lesson = (two: string): string =>
  `# Lesson\n\n## 1 One\n\n\`\`\`console\n$ echo one\none\n\`\`\`\n\n## 2 Two\n\n${two}`;
const console_ = (...lines: string[]): string => ["```console", ...lines, "```", ""].join("\n");

test("a note that is watched has the section that is written run on the lab, again and again, and Ctrl-C ends it", async () => {
  await using lab = await testLab();
  const note = await lab.writeNote(lesson(console_("$ echo two", "two")));
  expect(await lab.run("start", note)).toMatchObject({ code: 0 });
  const first = await lab.record();
  // As a person does it, and not CI.
  const watching = lab.start("check", "--watch", { CI: "" });
  await watching.shown("Waiting for changes");

  await writeFile(note, lesson(console_("$ echo two > kept", "$ cat kept", "2")));
  await watching.shown("failed: 2 passed, 1 failed, 0 skipped");
  await watching.shown(":14 (2:2) cat kept");
  await watching.shown("+ two");
  await writeFile(note, lesson("```text file=../escape\n```\n"));
  await watching.shown(`${note}:12: `);
  await writeFile(note, lesson(console_("$ echo two > kept", "$ cat kept", "two")));
  await watching.shown("passed: 3 passed, 0 failed, 0 skipped");

  watching.process.kill("SIGINT");
  expect(await watching.ended).toMatchObject({ code: 130, stderr: expect.stringContaining("Interrupted") });
  const last = await lab.record();
  expect(brief(last).map(([typed, outcome]) => [typed, outcome])).toEqual([
    ["echo one", "passed"],
    ["echo two > kept", "passed"],
    ["cat kept", "passed"],
  ]);
  // The other section was not run again.
  expect(last.steps[0]).toEqual(first.steps[0]);
});
