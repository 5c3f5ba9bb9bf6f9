import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { serveWords } from "../../../../../src/class/serve/words.ts";
import type { Bot } from "../../../../class/bot.ts";
import { serveHere } from "../../../../class/here.ts";

// `script` of util-linux makes the terminals; on other systems it takes other arguments.
const onLinux = process.platform === "linux" ? describe : describe.skip;

const NOTE = `# A note

## 1 First

\`\`\`console
$ echo one
one
$ until [ -e ~/go ]; do sleep 0.1; done; echo went
went
\`\`\`

\`\`\`text file=a.txt
some text
\`\`\`

## 2 Second

\`\`\`console
$ basename $PWD
2
\`\`\`
`;
const STUDENTS = ["mina", "jun", "sora"];

const over = (bot: Bot) => bot.all("catch-up").filter(({ done }) => done);
const hows = ({ steps }: Bot) => ["1:1", "1:2", "1:3", "2:1"].map((id) => steps[id]?.how ?? steps[id]?.state);

onLinux("students whom the teacher has caught up", () => {
  test("are side by side where the class is, go on there in the terminal in which labnote has typed, and cannot type into it before", async () => {
    await using here = await serveHere(NOTE, { students: STUDENTS });
    await using bots = new AsyncDisposableStack();
    const pages = await Promise.all(STUDENTS.map(async (name) => bots.use(await here.student(name))));
    const teacher = bots.use(await here.teach());
    for (const page of pages) await page.prompt();
    teacher.say({ type: "catch-up", students: STUDENTS, until: "2:1", how: "forward" });
    for (const page of pages)
      await page.until("labnote types the step that waits", () => page.steps["1:1"]?.how === "caught up");
    for (const page of pages) await page.shows("sleep 0.1");
    for (const page of pages) page.keys(1, "\x03echo intruder\r");
    for (const name of STUDENTS) writeFileSync(join(here.folder, "homes", name, "go"), "");
    for (const page of pages) await page.until("it is caught up", () => over(page).length > 0);
    expect(pages.map((page) => over(page).map(({ until, why }) => ({ until, why })))).toEqual(
      STUDENTS.map(() => [{ until: "2:1", why: null }]),
    );
    expect(pages.map(hows)).toEqual(STUDENTS.map(() => ["caught up", "caught up", "caught up", "open"]));
    await teacher.until("the board knows", () => teacher.all("catch-up").filter(({ done }) => done).length === 3);
    for (const page of pages) {
      await page.prompt();
      page.keys(1, "basename $PWD\r");
      await page.until("the student has done the next step", () => page.steps["2:1"]?.how === "typed");
    }
    expect(await here.log()).not.toContain("intruder");
    expect(here.failures).toEqual([]);
  });

  test("cannot begin a section again, nor have a file written, until that has ended: it would be done under labnote's hands", async () => {
    await using here = await serveHere(NOTE, { students: ["mina"] });
    await using page = await here.student("mina");
    await using teacher = await here.teach();
    await page.prompt();
    teacher.say({ type: "catch-up", students: ["mina"], until: "2:1", how: "forward" });
    await page.until("labnote types the step that waits", () => page.steps["1:1"]?.how === "caught up");
    const folder = join(here.folder, "homes", "mina", "1");
    writeFileSync(join(folder, "own"), "");
    page.say({ type: "write", step: "1:3" });
    page.say({ type: "again", section: "1" });
    await page.until("both are refused", () => page.all("refused").length === 2);
    const why = serveWords("en").catchesUp;
    expect(page.all("refused")).toEqual(["write", "again"].map((what) => ({ type: "refused", what, why })));
    expect(readdirSync(folder)).toEqual(["own"]);
    writeFileSync(join(here.folder, "homes", "mina", "go"), "");
    await page.until("it is caught up", () => over(page).length > 0);
    expect(over(page)).toMatchObject([{ why: null }]);
    page.say({ type: "again", section: "1" });
    await page.until("the section is begun again", () => page.steps["1:1"]?.state === "open");
    expect(readdirSync(folder)).toEqual([]);
    expect(here.failures).toEqual([]);
  });

  test("hear how the last one ended where the teacher has asked for another one meanwhile", async () => {
    await using here = await serveHere(NOTE, { students: ["mina"] });
    await using page = await here.student("mina");
    await using teacher = await here.teach();
    await page.prompt();
    const ask = (until: string) => teacher.say({ type: "catch-up", students: ["mina"], until, how: "forward" });
    ask("2:1");
    await page.until("labnote types the step that waits", () => page.steps["1:1"]?.how === "caught up");
    const told = page.told.length;
    ask("1:3");
    await page.until("it is under way once more", () => page.all("catch-up", told).length > 0);
    writeFileSync(join(here.folder, "homes", "mina", "go"), "");
    await page.until("it is caught up", () => over(page).length > 0);
    expect(over(page).map(({ until, stopped, why }) => ({ until, stopped, why }))).toEqual([
      { until: "1:3", stopped: false, why: null },
    ]);
    expect(page.all("catch-up").map(({ until, done }) => [until, done])).toEqual([
      ["2:1", false],
      ["1:3", false],
      ["1:3", true],
    ]);
    expect(here.failures).toEqual([]);
  });
});
