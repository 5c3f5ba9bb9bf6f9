import { expect, jest, test } from "@jest/globals";
import { Bot } from "../class/bot.ts";
import { testLab } from "./fixtures/lab.ts";

jest.setTimeout(10 * 60_000);

const page = `---
title: A small lesson
---

# A small lesson

## 1 One

\`\`\`console
$ echo one
one
\`\`\`
`;

test("a class ends by itself with the lab that is taken down, and what was done is kept", async () => {
  await using lab = await testLab();
  const note = await lab.writeNote(page);
  expect(await lab.run("start", "--set", `note=${note}`)).toMatchObject({ code: 0 });
  const running = lab.start("class", "--port", "0");
  await running.shown("Ctrl-C ends the class");
  await using student = await Bot.enter(/^ {2}host-1 +(\S+)/m.exec(running.said())?.[1] ?? "");
  await student.prompt();
  student.keys(1, "mkdir -p ~/1; cd ~/1; echo\r");
  await student.until("the shell is in the folder", () => student.screens.get(1)?.view.folder?.endsWith("/1") === true);
  await student.prompt();
  student.keys(1, "echo one\r");
  await student.until("the step is done", () => student.steps["1:1"]?.state === "done");
  const [down, ended] = await Promise.all([lab.run("down"), running.ended]);
  expect(down).toMatchObject({ code: 0 });
  expect(ended).toMatchObject({ code: 0 });
  expect(running.said()).toContain("The class has ended: the lab was taken down.");
  expect(running.said()).toContain("1 student, 1 of 1 steps done");
  await student.until("the page's line is closed", () => student.closed !== undefined);
  expect(student.closed?.code).toBe(4010);
});
