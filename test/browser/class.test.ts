import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { classWordsFor } from "../../src/class/pages/words/words.ts";
import { type ClassHere, serveHere } from "../class/here.ts";
import { until } from "../until.ts";
import { hearServed, launch } from "./chromium.ts";
import { hostile } from "./pages.ts";
import { drawn, linesOf } from "./terminal.ts";

/** Milliseconds: a browser may have to be installed first. */
const INSTALL = 300_000;
/** Milliseconds for one test, on a machine that is busy with much else. */
const LIMIT = 180_000;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const said = classWordsFor("ko");

const NOTE = `---
title: A note of a class
language: ko
---
# A note of a class

${hostile.join("\n\n")}

## 1 First

\`\`\`console
$ echo one
one
$ echo two
two
\`\`\`

\`\`\`console terminal=2
$ echo three
three
\`\`\`

## 2 ${hostile[0]}

\`\`\`console
$ echo four
four
\`\`\`

\`\`\`text file=a.txt
some text
\`\`\`

\`\`\`console check
$ cat a.txt
some text
\`\`\`
`;

/** A student for each test: what one does, another one does not see. */
const STUDENTS = [
  "mina",
  "jun",
  "sora",
  "hana",
  "yuna",
  "dain",
  "bora",
  "nari",
  "gaon",
  "duri",
  "ara",
  "bomi",
  "wooju",
  "eun",
  "rian",
  "nuri",
  "haru",
  "iseul",
  "sumi",
  "tami",
  "mirae",
  "minsu",
  "saebom",
  // The host with this name is the teacher's own.
  "teacher",
];

let browser: Browser;
let here: ClassHere;
let contexts: BrowserContext[] = [];
/** What pages said on their consoles, what their policy blocked, and what they asked of others. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launch();
  here = await serveHere(NOTE, { students: STUDENTS });
}, INSTALL);
afterAll(async () => {
  await browser?.close();
  await here?.[Symbol.asyncDispose]();
}, INSTALL);
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  const seen = complaints;
  complaints = [];
  expect(seen).toEqual([]);
  expect(here?.failures).toEqual([]);
});

/** Opens a link in a browser of its own. */
async function open(link: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "ko-KR", ...options });
  contexts.push(context);
  const page = await context.newPage();
  hearServed(page, here.url, (complaint) => complaints.push(complaint));
  await page.goto(link);
  return page;
}

const linkOf = (student: string): string => here.students[student]?.link ?? "";
const boardLink = (): string => here.teacher.replace("/#", "/board#");

/** The page of a student, once their first terminal has a prompt. */
async function enter(student: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await open(linkOf(student), options);
  await prompt(page, 1);
  // The server takes keys once the page has drawn what it has, a moment later.
  await drawn(page);
  return page;
}

async function board(options?: BrowserContextOptions): Promise<Page> {
  const page = await open(boardLink(), options);
  await rowOf(page, "mina").waitFor();
  return page;
}

const rowOf = (page: Page, student: string): Locator => page.locator(`tr[data-student="${student}"]`);
const prompt = (page: Page, terminal: number): Promise<void> =>
  page.locator(`[role=tab][id=":tab-${terminal}"][data-phase=prompt]`).waitFor();

/** The step of the note with that id. */
const step = (page: Page, id: string): Locator => page.locator(`[id="${id}"]`);
const done = (page: Page, id: string): Promise<void> => page.locator(`[id="${id}"][data-state=done]`).waitFor();

/** Resolves when a line of the terminal is this, or ends so. */
const shows = (page: Page, line: string, place?: string): Promise<unknown> =>
  until(
    `the terminal shows ${line}`,
    async () =>
      (await linesOf(page, place)).some(
        (shown) => shown === line || shown.endsWith(`$ ${line}`) || shown.endsWith(`# ${line}`),
      ) || undefined,
  );

/** Types into the terminal in sight. */
async function type(page: Page, keys: string): Promise<void> {
  await page.locator(".shown .xterm-helper-textarea").focus();
  await page.keyboard.type(keys);
}

/** Goes to the folder of a section. */
async function goTo(page: Page, section: string): Promise<void> {
  await page.locator(`.bar[data-section="${section}"] .folder`).click();
  await page.locator(".tabs .folder", { hasText: new RegExp(`/${section}$`) }).waitFor();
  await prompt(page, 1);
}

/** Pastes a text as the browser does after Ctrl+V. */
const paste = (page: Page, text: string): Promise<unknown> =>
  page.locator(".shown .xterm-helper-textarea").evaluate((field, pasted) => {
    const { DataTransfer, ClipboardEvent } = globalThis as unknown as Record<string, new (...all: unknown[]) => never>;
    const data = new (DataTransfer as unknown as new () => { setData(kind: string, text: string): void })();
    data.setData("text/plain", pasted);
    const target = field as unknown as { dispatchEvent(event: unknown): void };
    target.dispatchEvent(
      new (ClipboardEvent as unknown as new (...all: unknown[]) => unknown)("paste", {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      }),
    );
  }, text);

describe("The page of a student", () => {
  test(
    "what a student types is credited to the step of the note, and the board shows it",
    async () => {
      const [page, teacher] = await Promise.all([enter("mina"), board()]);
      expect(page.url()).toBe(`${here.url}/`);
      await goTo(page, "1");
      await type(page, "echo one\n");
      await done(page, "1:1");
      expect(await step(page, "1:1").locator(".how").textContent()).toBe(said.typed);
      await rowOf(teacher, "mina").locator('[data-step="1:1"].done').waitFor();
      expect(await rowOf(teacher, "mina").locator("td.all").textContent()).toBe("1/6");
      expect(await rowOf(teacher, "jun").locator(".strip .done").count()).toBe(0);
      // On paper, too.
      await teacher.emulateMedia({ media: "print" });
      const box = '[data-student="mina"] [data-step="1:1"].done';
      expect(await teacher.evaluate(`getComputedStyle(document.querySelector('${box}')).printColorAdjust`)).toBe(
        "exact",
      );
    },
    LIMIT,
  );

  test(
    "a page that is opened again shows the step with which the student goes on",
    async () => {
      const page = await enter("mirae", { viewport: { width: 1440, height: 420 } });
      const inSight = (selector: string) =>
        page.locator(selector).evaluate((shown) => {
          const { innerHeight } = globalThis as unknown as { innerHeight: number };
          const { top, bottom } = (shown as unknown as { getBoundingClientRect(): DOMRect }).getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
      expect(await inSight("main h1")).toBe(true);
      await goTo(page, "2");
      await type(page, "echo four\n");
      await done(page, "2:1");
      await page.reload();
      await until("the next step is in sight", async () => (await inSight('[id="2:2"]')) || undefined);
      // What comes later leaves the note where the student has it.
      await page.locator("main h1").scrollIntoViewIfNeeded();
      await type(page, "echo four\n");
      await page.locator('[id="2:1"][data-state=done]').waitFor();
      await prompt(page, 1);
      expect(await inSight("main h1")).toBe(true);
    },
    LIMIT,
  );

  test(
    "the button of a step types its command, and Enter or Shift runs it",
    async () => {
      const page = await enter("jun");
      await goTo(page, "1");
      await step(page, "1:1").locator(".deed").click();
      await shows(page, "echo one");
      expect(await step(page, "1:1").getAttribute("data-state")).toBe("open");
      // The terminal has the focus by then.
      await page.keyboard.press("Enter");
      await done(page, "1:1");
      expect(await step(page, "1:1").locator(".how").textContent()).toBe(said.clicked);
      await prompt(page, 1);
      await step(page, "1:2")
        .locator(".deed")
        .click({ modifiers: ["Shift"] });
      await done(page, "1:2");
    },
    LIMIT,
  );

  test(
    "the button of a step in another terminal opens that terminal",
    async () => {
      const page = await enter("sora");
      await step(page, "1:3")
        .locator(".deed")
        .click({ modifiers: ["Shift"] });
      await page.locator('[role=tab][id=":tab-2"][aria-selected=true]').waitFor();
      await shows(page, "three");
      await page.locator('[role=tab][id=":tab-1"]').click();
      expect(await linesOf(page)).not.toContain("three");
    },
    LIMIT,
  );

  test(
    "a reload keeps the screen, and keys go on in the same shell",
    async () => {
      const page = await enter("hana");
      await type(page, "kept=value; printf '\\e[1;31mred\\e[0m 도커\\n'\n");
      await shows(page, "red 도커");
      await drawn(page);
      const before = await linesOf(page);
      await page.reload();
      await prompt(page, 1);
      await until("the screen is as before", async () => {
        const now = await linesOf(page);
        return JSON.stringify(now) === JSON.stringify(before) || undefined;
      });
      await type(page, "echo $kept\n");
      await shows(page, "value");
    },
    LIMIT,
  );

  test(
    "a pasted text of several lines is shown first, and nothing in it runs by itself",
    async () => {
      const page = await enter("yuna");
      await type(page, "touch x\n");
      await shows(page, "touch x");
      await prompt(page, 1);
      await paste(page, "echo no\nrm -rf x\n");
      const dialog = page.locator("dialog[open]");
      expect(await dialog.locator(".lines").textContent()).toBe("echo no↵\nrm -rf x");
      await dialog.getByRole("button", { name: said.cancel }).click();
      expect((await linesOf(page)).join("\n")).not.toContain("echo no");
      await paste(page, "echo a\x1b[201~\nrm -rf x");
      await dialog.getByRole("button", { name: said.paste }).click();
      await until("the paste is at the prompt", async () => (await linesOf(page)).includes("rm -rf x") || undefined);
      await page.keyboard.press("Control+c");
      // Bash drops what it reads together with the signal.
      await drawn(page);
      await paste(page, "ls -d x\r\n");
      await shows(page, "ls -d x");
      await page.keyboard.press("Enter");
      await shows(page, "x");
    },
    LIMIT,
  );

  test(
    "Hangul that an input method composes reaches the shell syllable by syllable",
    async () => {
      const page = await enter("dain");
      await type(page, "echo ");
      const session = await page.context().newCDPSession(page);
      for (const syllable of [
        ["ㄷ", "도"],
        ["ㅋ", "커"],
      ]) {
        for (const text of syllable)
          await session.send("Input.imeSetComposition", { text, selectionStart: 1, selectionEnd: 1 });
        await session.send("Input.insertText", { text: syllable.at(-1) ?? "" });
      }
      await shows(page, "echo 도커");
      await page.keyboard.press("Enter");
      await shows(page, "도커");
    },
    LIMIT,
  );

  test(
    "what a program prints changes nothing but its terminal",
    async () => {
      const page = await enter("bora", { permissions: ["clipboard-read", "clipboard-write"] });
      await page.evaluate("navigator.clipboard.writeText('mine')");
      const before = await page.title();
      await type(
        page,
        "printf '\\e]0;evil\\a\\e]52;c;ZXZpbA==\\a\\e]8;;javascript:window.hit=1\\alink\\e]8;;\\a<img src=x onerror=window.hit=1>\\a\\n'\n",
      );
      await shows(page, "link<img src=x onerror=window.hit=1>");
      expect(
        await page.evaluate("(async () => [document.title, 'hit' in window, await navigator.clipboard.readText()])()"),
      ).toEqual([before, false, "mine"]);
      expect(await page.locator(".screen :is(a, img)").count()).toBe(0);
    },
    LIMIT,
  );

  test(
    "a student who begins tmux is told that the page does not see what is typed in it",
    async () => {
      const page = await enter("saebom");
      await type(page, "tmux() { sleep 1000; }\n");
      await shows(page, "tmux() { sleep 1000; }");
      await prompt(page, 1);
      await type(page, "tmux\n");
      await page.locator(".notice.told", { hasText: "tmux나 screen 안에서" }).waitFor();
      await page.keyboard.press("Control+c");
      await prompt(page, 1);
      await page.locator(".notice.told").getByRole("button", { name: said.dismiss }).click();
      expect(await page.locator(".notice.told").count()).toBe(0);
    },
    LIMIT,
  );

  test(
    "on a phone the note stands alone, with the progress",
    async () => {
      const page = await open(linkOf("mina"), { viewport: { width: 390, height: 800 } });
      await page.locator("body[data-line=connected]").waitFor();
      expect(await page.locator(".terminals").isVisible()).toBe(false);
      expect(await step(page, "1:1").locator(".typed").isVisible()).toBe(true);
      expect(await page.locator(".progress span").textContent()).toMatch(/^\d\/6$/);
    },
    LIMIT,
  );
});

describe("What a student asks for", () => {
  test(
    "a file is written, a section is checked, and begun again once the student is sure",
    async () => {
      const page = await enter("wooju");
      await step(page, "2:2").locator(".deed").click();
      await done(page, "2:2");
      expect(await step(page, "2:2").locator(".how").textContent()).toBe(said.written);
      await goTo(page, "2");
      await type(page, "echo four\n");
      await done(page, "2:1");
      await page.locator('.bar[data-section="2"] .check').click();
      await step(page, "2:3").and(page.locator(":not([data-state=open])")).waitFor();
      await page.locator('.bar[data-section="2"] .again').click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByRole("button", { name: said.cancel }).click();
      expect(await step(page, "2:1").getAttribute("data-state")).toBe("done");
      await page.locator('.bar[data-section="2"] .again').click();
      await dialog.getByRole("button", { name: said.again }).click();
      await page.locator('[id="2:1"][data-state=open]').waitFor();
    },
    LIMIT,
  );

  test(
    "the page of one's own run is saved as it is then, and who saves it too often is told so",
    async () => {
      const page = await enter("saebom");
      await goTo(page, "1");
      await type(page, "echo one\n");
      await done(page, "1:1");
      const button = page.getByRole("button", { name: said.home });
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      expect(download.suggestedFilename()).toBe("saebom.html");
      const saved = readFileSync(await download.path(), "utf8");
      expect(saved).toContain("6단계 중 1단계를 했습니다");
      // What the page refuses is no complaint here: the browser says on its console that the server has refused it.
      for (let more = 0; more < 5; more += 1) await Promise.all([page.waitForEvent("download"), button.click()]);
      await button.click();
      await page.locator(".toast", { hasText: "여러 번 저장했습니다" }).waitFor();
      complaints = complaints.filter((complaint) => !complaint.includes("429"));
    },
    LIMIT,
  );

  test(
    "a click types nothing into a program, and the page says why",
    async () => {
      const page = await enter("eun");
      await type(page, "cat\n");
      await page.locator('[role=tab][id=":tab-1"][data-phase=running]').waitFor();
      await step(page, "1:1").locator(".deed").click();
      await until("the page says why", async () => (await page.locator(".toast").textContent()) !== "" || undefined);
      await page.locator('.bar[data-section="1"] .folder').click();
      await page.locator(".toast", { hasText: said.busy }).waitFor();
      await type(page, "own\n");
      await until(
        "the program has its line",
        async () => (await linesOf(page)).filter((line) => line === "own").length === 2 || undefined,
      );
      expect((await linesOf(page)).join("\n")).not.toMatch(/echo one|mkdir/);
    },
    LIMIT,
  );

  test(
    "a second page of the same seat has the same terminals, and both may type",
    async () => {
      const [one, other] = await Promise.all([enter("rian"), enter("rian")]);
      await type(one, "echo from-one\n");
      await shows(other, "from-one");
      await type(other, "echo from-other\n");
      await shows(one, "from-other");
      // Each of them says that there are two: the other one may be a stranger's.
      for (const page of [one, other])
        await page.locator(".notice.pages", { hasText: said.pages.replace("{count}", "2") }).waitFor();
      await other.close();
      await one.locator(".notice.pages").waitFor({ state: "detached" });
    },
    LIMIT,
  );
});

describe("The door", () => {
  test(
    "a code lets a student in, and a wrong one says so",
    async () => {
      const page = await open(here.url, {});
      const field = page.getByLabel(said.enterCode);
      await field.fill("AAAAA-AAAAA");
      await page.keyboard.press("Enter");
      await until(
        "the door says no",
        async () => ((await page.locator(".said").textContent()) ?? "").length > 20 || undefined,
      );
      // The browser reports the status of the answer.
      complaints = complaints.filter((complaint) => !complaint.includes("403"));
      await field.fill(here.students.mina?.code.toLowerCase() ?? "");
      await page.keyboard.press("Enter");
      await prompt(page, 1);
      expect(await page.locator(".who").textContent()).toBe("mina");
    },
    LIMIT,
  );

  test(
    "the link of the class asks for a name, which takes a free seat",
    async () => {
      const page = await open(here.all);
      await page.getByLabel(said.enterName).fill("<b>새봄</b>");
      expect(await page.getByText(said.enterNamed).isVisible()).toBe(true);
      expect(await page.getByText(said.enterAbout).isVisible()).toBe(false);
      complaints = complaints.filter((complaint) => !complaint.includes("409"));
      await page.keyboard.press("Enter");
      await prompt(page, 1);
      expect(await page.locator(".who").textContent()).toBe("<b>새봄</b>");
      expect(page.url()).toBe(`${here.url}/`);
    },
    LIMIT,
  );
});

describe("The board", () => {
  /** Each cell that is not empty, with the classes of its look. */
  const cells = (page: Page, place: string): Promise<unknown> =>
    page.locator(`${place} .xterm-rows > div`).evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].flatMap((span) => {
          const look = span.className.replace(/\s*xterm-cursor\S*/g, "");
          return [...(span.textContent ?? "")].map((sign) => `${sign} ${look}`);
        }),
      ),
    );

  test(
    "a terminal that the teacher watches is the student's, cell by cell, and the student sees that it is watched",
    async () => {
      const [page, teacher] = await Promise.all([enter("nari"), board()]);
      await type(page, "printf '\\e[1;32mgreen\\e[0m \\e[44m도커\\e[0m\\n'; ls --color=always /\n");
      await shows(page, "green 도커");
      await prompt(page, 1);
      await watch(teacher, "nari");
      await page.locator(".watched", { hasText: said.watched }).waitFor();
      await shows(teacher, "green 도커", ".panel:not(.own)");
      await until("both show the same", async () => {
        const both = await Promise.all([cells(page, ".shown"), cells(teacher, ".panel:not(.own)")]);
        return JSON.stringify(both[0]) === JSON.stringify(both[1]) || undefined;
      });
      await teacher.locator(".panel .unwatch").click();
      await page.locator(".watched", { hasText: said.watched }).waitFor({ state: "hidden" });
    },
    LIMIT,
  );

  test(
    "a teacher types into a student's terminal once the student allows it, and until the student stops it",
    async () => {
      const [page, teacher] = await Promise.all([enter("gaon"), board()]);
      await watch(teacher, "gaon");
      const keys = async (text: string) => {
        await teacher.locator(".panel:not(.own) .xterm-helper-textarea").focus();
        await teacher.keyboard.type(text);
      };
      await keys("echo before\n");
      await teacher.locator(".panel:not(.own) .ask").click();
      await page.locator(".notice.asked").getByRole("button", { name: said.allow }).click();
      await teacher.locator(".panel.typing:not(.own)").waitFor();
      await page.locator(".watched", { hasText: said.typing }).waitFor();
      await keys("echo between\n");
      await shows(page, "between");
      await page.locator(".notice.typing").getByRole("button", { name: said.stop }).click();
      await teacher.locator(".panel.typing:not(.own)").waitFor({ state: "detached" });
      await keys("echo behind\n");
      await type(page, "echo own\n");
      await shows(page, "own");
      const text = (await linesOf(page)).join("\n");
      expect(text).not.toContain("before");
      expect(text).not.toContain("behind");
    },
    LIMIT,
  );

  test(
    "the question whether the teacher may type is asked again on a page that is loaded again",
    async () => {
      const [page, teacher] = await Promise.all([enter("iseul"), board()]);
      await watch(teacher, "iseul");
      await teacher.locator(".panel:not(.own) .ask").click();
      await page.locator(".notice.asked").waitFor();
      await page.reload();
      await page.locator(".notice.asked").getByRole("button", { name: said.allow }).click();
      await teacher.locator(".panel.typing:not(.own)").waitFor();
    },
    LIMIT,
  );

  test(
    "the teacher's own terminal is seen by all while it is shown, with its commands, and a click types each of these into the student's own",
    async () => {
      const [page, teacher] = await Promise.all([enter("haru"), board()]);
      await teacher.locator("button.own").click();
      await teacher.locator(".panel.own[data-phase=prompt]").waitFor();
      const types = async (keys: string) => {
        await teacher.locator(".panel.own .xterm-helper-textarea").focus();
        await teacher.keyboard.type(keys);
      };
      await types("echo not yet\n");
      await shows(teacher, "not yet", ".panel.own");
      expect(await page.locator('[id=":tab-0"]').count()).toBe(0);
      await teacher.locator(".panel.own .show").click();
      await page.locator(".notice.shown").getByRole("button", { name: said.lookThere }).click();
      await shows(page, "not yet");
      await types("mkdir ~/1; cd ~/1; echo one\n");
      await types("echo one\n");
      const items = page.locator(".shown-commands li");
      await items.filter({ hasText: "1:1" }).waitFor();
      expect(await items.last().locator("code").textContent()).toBe("echo one");
      expect(await items.last().locator("a").getAttribute("href")).toBe("#1:1");
      // It is only to look at.
      await type(page, "echo intruder\n");
      await page.reload();
      await prompt(page, 1);
      await drawn(page);
      await goTo(page, "1");
      await items
        .last()
        .getByRole("button", { name: said.typeShown.replace("{command}", "echo one") })
        .click({ modifiers: ["Shift"] });
      await done(page, "1:1");
      expect(await step(page, "1:1").locator(".how").textContent()).toBe(said.clicked);
      await page.locator('[id=":tab-0"]').click();
      await shows(page, "one");
      expect((await linesOf(teacher, ".panel.own")).join("\n")).not.toContain("intruder");
      await teacher.locator(".panel.own .show").click();
      await page.locator('[id=":tab-0"]').waitFor({ state: "detached" });
      expect((await linesOf(page)).join("\n")).toContain("one");
      await teacher.locator(".panel.own .close").click();
      await teacher.locator(".panel.own").waitFor({ state: "hidden" });
    },
    LIMIT,
  );

  test(
    "a raised hand, a message to all and the place of the class are seen at once",
    async () => {
      const [page, teacher] = await Promise.all([enter("duri"), board()]);
      await page.locator(".hand").click();
      await page.locator("dialog[open] input").fill(hostile[4] ?? "");
      await page.keyboard.press("Enter");
      await teacher.locator("ol.hands li", { hasText: hostile[4] ?? "" }).waitFor();
      await teacher.locator("form.say input").fill(hostile[5] ?? "");
      await teacher.keyboard.press("Enter");
      await page.locator(".notice.said", { hasText: hostile[5] ?? "" }).waitFor();
      await teacher.locator(".point select").selectOption("2");
      await page.locator(".notice.pointed").waitFor();
      expect(await page.evaluate("document.querySelector('main').scrollTop")).toBe(0);
      await teacher.locator(".point select").selectOption("");
      await page.locator(".notice.pointed").waitFor({ state: "detached" });
      expect(await page.locator(".pointed-here").count()).toBe(0);
      await page.locator(".hand").click();
      await teacher.locator("ol.hands li", { hasText: hostile[4] ?? "" }).waitFor({ state: "detached" });
      await page.locator(".hand").click();
      await page.locator("dialog[open] input").fill("once more");
      await page.keyboard.press("Enter");
      await page.locator(".hand[aria-pressed=true]").waitFor();
      await teacher.locator("ol.hands li", { hasText: "once more" }).locator("[data-lowers]").click();
      await page.locator(".hand[aria-pressed=false]").waitFor();
      await teacher.locator("ol.hands li", { hasText: "once more" }).waitFor({ state: "detached" });
      for (const each of [page, teacher]) expect(await each.evaluate("'hit' in window")).toBe(false);
    },
    LIMIT,
  );

  test(
    "one who is behind is caught up to a step, in a terminal of their page, once the teacher is sure",
    async () => {
      const [page, teacher] = await Promise.all([enter("nuri"), board()]);
      await teacher.locator("button.catch").click();
      await teacher.locator("dialog.catch select").selectOption("1:3");
      await teacher.locator('dialog.catch input[value="nuri"]').check();
      await teacher.locator("dialog.catch .go").click();
      await teacher.locator("#\\:dialog").getByRole("button", { name: said.catch }).click();
      for (const id of ["1:1", "1:2"]) await done(page, id);
      expect(await step(page, "1:2").locator(".how").textContent()).toBe(said["caught up"]);
      await page.locator(".notice.catch-up", { hasText: said.catchUpDone.replace("{step}", "1:3") }).waitFor();
      expect(await step(page, "1:3").getAttribute("data-state")).toBe("open");
    },
    LIMIT,
  );

  test(
    "the cell of a step says that its command still runs, as long as it does",
    async () => {
      const note =
        "---\nlanguage: ko\n---\n# A note\n\n## 1 First\n\n```console\n$ echo one\none\n$ sleep 1000\n```\n\n## 2 Second\n\n```console\n$ echo two\ntwo\n```\n";
      const other = await serveHere(note, { students: ["mina"] });
      try {
        const page = await open(other.students.mina?.link ?? "");
        await prompt(page, 1);
        await drawn(page);
        const teacher = await open(other.teacher.replace("/#", "/board#"));
        await rowOf(teacher, "mina").waitFor();
        await goTo(page, "1");
        await type(page, "sleep 1000\n");
        const row = rowOf(teacher, "mina");
        const words = said.stillRuns.replace("{command}", "sleep 1000");
        expect(await row.locator('[data-step="1:2"].runs').getAttribute("title")).toContain(words);
        expect(await row.locator(".running").getAttribute("title")).toBe(words);
        expect(await row.locator(".cell .unseen", { hasText: words }).count()).toBe(1);
        await page.keyboard.press("Control+c");
        await row.locator(".runs").waitFor({ state: "detached" });
        expect(await row.locator(".running").count()).toBe(0);
      } finally {
        await other[Symbol.asyncDispose]();
        complaints = complaints.filter((complaint) => !complaint.startsWith(other.url));
      }
    },
    LIMIT,
  );

  test(
    "by arrows one walks from cell to cell, and Enter opens the step",
    async () => {
      const teacher = await board();
      await teacher.locator("tbody button").first().focus();
      for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"]) await teacher.keyboard.press(key);
      const [student, at] = (await teacher.evaluate(
        "[document.activeElement.closest('tr').querySelector('.name').textContent, document.activeElement.dataset.step]",
      )) as [string, string];
      expect(at).toMatch(/^1:\d$/);
      await teacher.keyboard.press("Enter");
      await teacher.locator(".panel h3", { hasText: said.step.replace("{step}", at) }).waitFor();
      expect(await teacher.locator(".panel:not(.own) h2").textContent()).toBe(student);
      await teacher.keyboard.press("Escape");
      await teacher.locator(".panel:not(.own)").waitFor({ state: "hidden" });
      expect(await teacher.evaluate("document.activeElement.className")).toContain("cell");
    },
    LIMIT,
  );

  test(
    "a press that goes on while the board changes is a click all the same, and no row goes away from under the pointer",
    async () => {
      const [page] = await Promise.all([enter("sumi"), enter("tami")]);
      const teacher = await board();
      const row = rowOf(teacher, "sumi");
      await goTo(page, "1");
      /** Holds a button down until the student has done so many steps and the board shows it. */
      const press = async (button: Locator, command: string, done: number) => {
        await button.hover();
        await teacher.mouse.down();
        await type(page, `${command}\n`);
        await row.locator(".all strong", { hasText: new RegExp(`^${done}$`) }).waitFor();
        await teacher.mouse.up();
      };
      /** The one who has done less is above. */
      const order = async () =>
        (await teacher.locator("tbody .name").allTextContents()).filter((name) => ["sumi", "tami"].includes(name));
      expect(await order()).toEqual(["sumi", "tami"]);
      await press(row.locator(".name"), "echo one", 1);
      await teacher.locator(".panel h2", { hasText: "sumi" }).waitFor();
      expect(await order()).toEqual(["sumi", "tami"]);
      await press(teacher.locator(".panel:not(.own) .choices button").first(), "echo two", 2);
      await teacher.locator(".panel.watching .xterm-rows").waitFor();
      expect(await order()).toEqual(["tami", "sumi"]);
    },
    LIMIT,
  );

  test(
    "another name of a seat is on the student's own page at once",
    async () => {
      const [page, teacher] = await Promise.all([enter("saebom"), board()]);
      await teacher.locator("button.seats").click();
      await teacher.locator('dialog.seats [data-student="saebom"][data-deed=rename]').click();
      await teacher.locator("#\\:dialog input").fill("새봄");
      await teacher.keyboard.press("Enter");
      await page.locator(".who", { hasText: "새봄" }).waitFor();
    },
    LIMIT,
  );

  test(
    "a new link ends the old one, and is shown once",
    async () => {
      const [page, teacher] = await Promise.all([enter("ara"), board()]);
      await teacher.locator("button.seats").click();
      await teacher.getByRole("button", { name: `${said.newLink}: ara` }).click();
      await teacher.locator("dialog[open] .answers").getByRole("button", { name: said.newLink }).click();
      const shown = teacher.locator("#\\:dialog .lines");
      await until("the link is shown", async () => (await shown.textContent())?.startsWith(here.url) || undefined);
      await page.locator(".notice.line", { hasText: said.revoked }).waitFor();
      const link = (await shown.textContent()) ?? "";
      expect(link).not.toBe(linkOf("ara"));
      const again = await open(link);
      await prompt(again, 1);
    },
    LIMIT,
  );

  async function watch(teacher: Page, student: string): Promise<void> {
    await rowOf(teacher, student).locator(".name").click();
    await teacher.locator(".panel:not(.own) .choices button").first().click();
    await teacher.locator(".panel.watching .xterm-rows").waitFor();
  }
});

describe.each(["light", "dark"] as const)("The pages of a class in their %s colours", (colorScheme) => {
  /** What axe finds. */
  async function findings(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = (await page.evaluate("axe.run()")) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }
  const options = (width: number) => ({ colorScheme, bypassCSP: true, viewport: { width, height: 900 } });

  test.each([1440, 390])(
    "axe finds nothing on them at a width of %i",
    async (width) => {
      const page = await open(linkOf("bomi"), options(width));
      await page.locator("body[data-line=connected]").waitFor();
      if (width > 400) await prompt(page, 1);
      expect(await findings(page)).toEqual([]);
      const teacher = await board(options(width));
      await rowOf(teacher, "bomi").locator(".name").click();
      await teacher.locator(".panel h2", { hasText: "bomi" }).waitFor();
      expect(await findings(teacher)).toEqual([]);
      await teacher.locator(".panel:not(.own) .close").click();
      await teacher.locator("button.own").click();
      await teacher.locator(".panel.own .show").click();
      await teacher.locator("button.own.shown").waitFor();
      // A phone has no terminals.
      if (width > 400) await page.locator(".notice.shown").waitFor();
      const found = [await findings(teacher), await findings(page)];
      await teacher.locator(".panel.own .show").click();
      await page.locator(".notice.shown").waitFor({ state: "detached" });
      expect(found).toEqual([[], []]);
      await page.goto(`${here.url}/ready`);
      await page.locator("[data-test=socket][data-state=works]").waitFor();
      expect(await findings(page)).toEqual([]);
      const door = await open(here.url, options(width));
      await door.getByRole("textbox").first().waitFor();
      expect(await findings(door)).toEqual([]);
    },
    LIMIT,
  );
});

test(
  "the page of a seat that tries everything before the class tells the teacher that all works",
  async () => {
    const page = await open(linkOf("bomi"), { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator("body[data-line=connected]").waitFor();
    const teacher = await board();
    await page.goto(`${here.url}/ready`);
    await page.locator("input[name=keys]").pressSequentially("docker");
    await page.locator("input[name=hangul]").fill("도커");
    await page.locator(".copies").click();
    // The page goes to the field when the text is in the clipboard.
    await page.locator("input[name=paste]:focus").waitFor();
    await page.keyboard.press("Control+v");
    await page.locator(".said", { hasText: said.readyDone }).waitFor();
    // Also on a board that is opened later.
    for (const seen of [teacher, await board()]) {
      await seen.locator("button.seats").click();
      await seen
        .locator("dialog.seats li", { hasText: said.tried.split(":")[0] ?? "" })
        .first()
        .waitFor();
    }
  },
  LIMIT,
);

test(
  "the fifth page of a seat says for as long as it is open that there are too many, and opens when one of the others is closed",
  async () => {
    const pages = [await enter("minsu")];
    while (pages.length < 5) {
      const page = (await contexts.at(-1)?.newPage()) as Page;
      await page.goto(here.url);
      pages.push(page);
      await page.locator(pages.length === 5 ? ".notice.line" : "body[data-line=connected]").waitFor();
    }
    const fifth = pages[4] as Page;
    // The short message is gone after some seconds.
    await fifth.locator(".toast:empty").waitFor({ state: "attached" });
    expect(await fifth.locator(".notice.line strong").textContent()).toBe(said.otherPages);
    await pages[3]?.close();
    await fifth.reload();
    await fifth.locator("body[data-line=connected]").waitFor();
  },
  LIMIT,
);

test(
  "a catch-up is stopped by the teacher or by the student, who goes on where it came to",
  async () => {
    const note =
      "---\nlanguage: ko\n---\n# A note\n\n## 1 First\n\n```console\n$ echo one\none\n$ sleep 1000\n$ echo two\ntwo\n```\n";
    const other = await serveHere(note, { students: ["mina"] });
    try {
      const page = await open(other.students.mina?.link ?? "");
      await prompt(page, 1);
      const teacher = await open(other.teacher.replace("/#", "/board#"));
      await rowOf(teacher, "mina").waitFor();
      for (const by of ["the teacher", "the student"]) {
        await teacher.locator("button.catch").click();
        await teacher.locator("dialog.catch select").selectOption("1:3");
        await teacher.locator('dialog.catch input[value="mina"]').check();
        await teacher.locator("dialog.catch .go").click();
        await teacher.locator("#\\:dialog").getByRole("button", { name: said.catch }).click();
        await page.locator(".notice.catch-up .halt").waitFor();
        await done(page, "1:1");
        // A page that is loaded meanwhile knows of it.
        await page.reload();
        await page.locator(".notice.catch-up .halt").waitFor();
        await step(page, "1:2").and(page.locator("[data-runs]")).waitFor();
        if (by === "the teacher") await teacher.locator(".top .halt").click();
        else await page.locator(".notice.catch-up .halt").click();
        const text = said.catchUpStopped.replace("{step}", "1:3");
        await page.locator(".notice.catch-up", { hasText: text }).waitFor();
        await teacher
          .locator(".toast", { hasText: said.halted.replace("{name}", "mina").replace("{step}", "1:3") })
          .waitFor();
        await teacher.locator(".top .halt").waitFor({ state: "hidden" });
        expect(await step(page, "1:2").getAttribute("data-state")).not.toBe("done");
        await prompt(page, 1);
        await type(page, "echo own\n");
        await shows(page, "own");
      }
      expect(other.failures).toEqual([]);
    } finally {
      await other[Symbol.asyncDispose]();
      complaints = complaints.filter((complaint) => !complaint.startsWith(other.url));
    }
  },
  LIMIT,
);

test(
  "pages come back by themselves when the server does, with what was done",
  async () => {
    const other = await serveHere(NOTE, { students: ["mina"] });
    try {
      const page = await open(other.students.mina?.link ?? "");
      await prompt(page, 1);
      await goTo(page, "1");
      await type(page, "echo one\n");
      await done(page, "1:1");
      await other.kill();
      await page.locator(".notice.line", { hasText: said.lost }).waitFor();
      await other.again();
      await page.locator("body[data-line=connected]").waitFor();
      await prompt(page, 1);
      await done(page, "1:1");
      await goTo(page, "1");
      await type(page, "echo two\n");
      await done(page, "1:2");
    } finally {
      await other[Symbol.asyncDispose]();
      // The browser reports each try, and what was asked of the other server.
      complaints = complaints.filter(
        (complaint) => !/ERR_CONNECTION_REFUSED/.test(complaint) && !complaint.startsWith(other.url),
      );
    }
  },
  LIMIT,
);
