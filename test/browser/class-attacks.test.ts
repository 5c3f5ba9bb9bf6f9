import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { cookieOf, knock } from "../class/door.ts";
import { ESCAPES, RESET } from "../class/escapes.ts";
import { type ClassHere, serveHere } from "../class/here.ts";
import { until } from "../until.ts";
import { hearServed, launch } from "./chromium.ts";
import { drawn, linesOf } from "./terminal.ts";

/** Milliseconds: a browser may have to be installed first. */
const INSTALL = 300_000;
/** Milliseconds for one test, on a machine that is busy with much else. */
const LIMIT = 180_000;

let browser: Browser;
let here: ClassHere;
let contexts: BrowserContext[] = [];
/** What pages opened, asked of others, and were blocked from. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launch();
  here = await serveHere();
}, INSTALL);
afterAll(async () => {
  await browser?.close();
  await here?.[Symbol.asyncDispose]();
}, INSTALL);
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  complaints = [];
  expect(here?.failures).toEqual([]);
});

/** Opens a link in a browser of its own, which may use the clipboard. */
async function open(link: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] },
  });
  contexts.push(context);
  const page = await context.newPage();
  hearServed(page, here.url, (complaint) => complaints.push(complaint));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on("download", (download) => complaints.push(`download: ${download.url()}`));
  context.on("page", (opened) => complaints.push(`window: ${opened.url()}`));
  await page.goto(link);
  return page;
}

const linkOf = (student: string): string => here.students[student]?.link ?? "";
const boardLink = (): string => here.teacher.replace("/#", "/board#");

/** A board that watches a student's first terminal. */
async function watch(student: string): Promise<Page> {
  const teacher = await open(boardLink());
  await teacher.locator(`tr[data-student="${student}"] .name`).click();
  await teacher.locator(".panel .choices button").first().click();
  await teacher.locator(".panel.watching .xterm-rows").waitFor();
  return teacher;
}

/** Resolves when the terminal in a place shows this text. */
const shows = (page: Page, place: string, text: string): Promise<unknown> =>
  until(
    `the terminal shows ${text}`,
    async () => (await linesOf(page, place)).some((row) => row.trim() === text) || undefined,
    LIMIT / 2,
  );

/** What an attack could change of a page. */
const stateOf = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => ({
    title: document.title,
    place: location.href,
    hit: "hit" in window,
    clipboard: await navigator.clipboard.readText(),
    links: document.querySelectorAll(".xterm :is(a, img, script, iframe, svg, object)").length,
    stored: { ...localStorage, ...sessionStorage },
  }))()`);

describe("what a student's program prints while a teacher watches", () => {
  /**
   * Prints all of it. What reaches the terminal meanwhile, until nothing more comes for some time, is kept in a file.
   * @param name of the file
   * @param tenths of a second
   */
  const attack = (name: string, tenths = 20): string =>
    `stty -echo -icanon -icrnl min 0 time ${tenths}; cat escapes; cat > ${name}; stty sane; echo ${name}-$((40+2))\r`;
  const folder = () => join(here.folder, "homes", "mina");

  beforeAll(() => writeFile(join(folder(), "escapes"), Buffer.concat([...ESCAPES, Buffer.from(RESET)])));

  test(
    "changes nothing in the teacher's browser, and nothing that the teacher's terminal answers reaches the student's shell",
    async () => {
      expect(ESCAPES.length).toBeGreaterThan(200);
      await using student = await here.student("mina");
      await student.prompt();
      // Only the teacher's terminal is left to answer.
      student.answers = false;
      const teacher = await watch("mina");
      await teacher.evaluate("navigator.clipboard.writeText('mine')");
      const before = await stateOf(teacher);
      expect(before).toMatchObject({ hit: false, clipboard: "mine", links: 0 });
      student.keys(1, attack("from-teacher"));
      await shows(teacher, ".panel", "from-teacher-42");
      expect(await stateOf(teacher)).toEqual(before);
      expect(complaints).toEqual([]);
      await student.shows("from-teacher-42");
      expect((await readFile(join(folder(), "from-teacher"))).toString("latin1")).toBe("");
      // All pages and the shell work on.
      await student.prompt();
      student.keys(1, "echo alive-$((40+2))\r");
      await shows(teacher, ".panel", "alive-42");
    },
    LIMIT,
  );

  test(
    "changes nothing in the student's own browser, whose answers run nothing, and no click on it leads anywhere",
    async () => {
      const page = await open(linkOf("mina"));
      await page.locator('[role=tab][id=":tab-1"][data-phase=prompt]').waitFor();
      await drawn(page);
      await page.evaluate("navigator.clipboard.writeText('mine')");
      const before = await stateOf(page);
      expect(before).toMatchObject({ hit: false, clipboard: "mine", links: 0 });
      await page.locator(".shown .xterm-helper-textarea").focus();
      await page.keyboard.type(attack("from-student", 100).replace("\r", "\n"));
      await shows(page, ".shown", "from-student-42");
      const answers = (await readFile(join(folder(), "from-student"))).toString("latin1");
      // Device attributes, reports of the cursor, of modes, of settings and of the focus: they begin with ESC, and no line ends in them.
      expect(answers).not.toBe("");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are escape sequences.
      expect(answers.replaceAll(/\x1b\[[?>]?[\d;]*(?:c|n|R|\$y)|\x1b\[[IO]|\x1bP[01]\$r[^\x00-\x1f]*\x1b\\/g, "")).toBe(
        "",
      );
      await page.keyboard.type("printf '\\e]8;;javascript:window.hit=1\\aclick me\\e]8;;\\a http://127.0.0.1:9/\\n'\n");
      await shows(page, ".shown", "click me http://127.0.0.1:9/");
      const line = page.locator(".shown .xterm-rows > div", { hasText: /^click me/ });
      for (const modifiers of [[], ["Control"], ["Alt"]] as const)
        for (const x of [12, 120]) await line.click({ position: { x, y: 5 }, modifiers: [...modifiers], force: true });
      expect(await stateOf(page)).toEqual(before);
      expect(complaints).toEqual([]);
      await page.keyboard.type("ls ~ | grep -c hit; echo alive-$((40+2))\n");
      await shows(page, ".shown", "alive-42");
      await shows(page, ".shown", "0");
    },
    LIMIT,
  );
});

describe.each([
  ["on another port of the same name, as a student's own web server has it", "127.0.0.1"],
  ["of another name", "127.0.0.2"],
])("a page %s", (_, address) => {
  let server: Server;
  let origin: string;
  /** The cookies that the browser has sent to it. */
  let cookies: (string | undefined)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      cookies.push(request.headers.cookie);
      response.setHeader("content-type", "text/html").end("<!doctype html><title>mine</title><p>Look at my page");
    });
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    origin = `http://${address}:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  afterEach(() => {
    cookies = [];
  });

  /** The page, in the browser of a teacher and of a student of the class. */
  async function visited(): Promise<Page> {
    const page = await open(linkOf("jun"));
    await page.locator('[role=tab][id=":tab-1"][data-phase=prompt]').waitFor();
    await page.goto(boardLink());
    await page.locator('tr[data-student="jun"]').waitFor();
    await page.goto(origin);
    return page;
  }

  test(
    "opens no line, enters by no link, and reads nothing of the class, though the browser has the cookies",
    async () => {
      const page = await visited();
      expect(await page.evaluate("document.cookie")).toBe("");
      const answers: number[] = [];
      page.on("response", (response) => {
        if (response.url().startsWith(here.url)) answers.push(response.status());
      });
      const said = async (script: string) =>
        await page.evaluate(`(async () => { ${script} })().catch((error) => error.name)`);

      for (const path of ["/line", "/line?board"])
        expect(
          await said(`return new Promise((resolve) => {
            const socket = new WebSocket(${JSON.stringify(here.url.replace("http", "ws") + path)});
            socket.onopen = () => resolve("open");
            socket.onclose = () => resolve("refused");
          })`),
        ).toBe("refused");

      const token = new URL(here.teacher).hash.slice(1);
      const body = JSON.stringify(JSON.stringify({ token }));
      const to = (path: string) => JSON.stringify(here.url + path);
      for (const type of ["application/json", "text/plain"])
        expect(
          await said(`const answer = await fetch(${to("/enter")}, {
            method: "POST", credentials: "include", body: ${body}, headers: { "content-type": "${type}" },
          }); return answer.status`),
        ).toBe("TypeError");
      // What a browser sends without asking first: its answer is not for the page, and it changes nothing.
      await said(
        `await fetch(${to("/enter")}, { method: "POST", mode: "no-cors", credentials: "include", body: ${body} })`,
      );

      for (const path of ["/", "/board", "/cards", "/static/student.js"])
        for (const mode of ["cors", "no-cors"])
          expect(
            await said(
              `const answer = await fetch(${to(path)}, { mode: "${mode}", credentials: "include" }); return await answer.text()`,
            ),
          ).toBe("TypeError");

      expect(
        await said(`return new Promise((resolve) => {
          const script = document.createElement("script");
          script.src = ${to("/static/student.js")};
          script.onload = () => resolve("loaded");
          script.onerror = () => resolve("refused");
          document.head.append(script);
        })`),
      ).toBe("refused");
      // A frame of the class has nothing in it, and a window of it is out of reach.
      await said(`document.body.innerHTML = '<iframe src=' + ${to("/board")} + '></iframe>'`);
      await until("the frame is refused", async () => complaints.some((each) => /frame/i.test(each)) || undefined);
      const window = page.context().waitForEvent("page");
      await said(`self.opened = open(${to("/board")})`);
      await (await window).waitForLoadState();
      await until("the window is out of reach", async () => (await page.evaluate("self.opened.closed")) || undefined);

      // A form needs no leave, and goes where it points.
      await said(`document.body.innerHTML = '<form method=post enctype=text/plain action=' + ${to("/enter")} + '><input name=a>';
        document.forms[0].submit()`);
      await page.waitForURL(`${here.url}/enter`);
      const posted = answers.filter((status) => status !== 200 && status !== 304);
      expect(new Set(posted)).toEqual(new Set([403]));
    },
    LIMIT,
  );

  test(
    "cannot use a cookie of the teacher's that its server was sent, from another machine",
    async () => {
      await visited();
      const sent = cookies.find((cookie) => cookie?.includes("labnote-teacher"));
      // Browsers know no ports in cookies. Another name gets none.
      if (address !== "127.0.0.1") return expect(cookies.filter(Boolean)).toEqual([]);
      expect(sent).toContain(await cookieOf(here.teacher));
      const headers = { cookie: sent as string };
      const board = async (from: string) => (await knock(here.url, { path: "/board", headers, from })).status;
      expect([await board("127.0.0.1"), await board("127.0.0.9")]).toEqual([200, 403]);
    },
    LIMIT,
  );
});

test(
  "what lets one in stands in no title, address, history, storage or text of a page",
  async () => {
    const secrets = [here.teacher, here.all, ...Object.values(here.students).map(({ link }) => link)]
      .map((link) => new URL(link).hash.slice(1))
      .concat(Object.values(here.students).map(({ code }) => code));
    const [student, teacher] = [await open(linkOf("sora")), await open(boardLink())];
    await student.locator('[role=tab][id=":tab-1"][data-phase=prompt]').waitFor();
    await teacher.locator('tr[data-student="sora"]').waitFor();
    for (const page of [student, teacher]) {
      const session = await page.context().newCDPSession(page);
      const { entries } = await session.send("Page.getNavigationHistory");
      const cookies = (await page.context().cookies()).map(({ value }) => value);
      expect(cookies).not.toEqual([]);
      const seen = await page.evaluate(`JSON.stringify([
        document.title, location.href, document.referrer, document.cookie, document.documentElement.outerHTML,
        { ...localStorage }, { ...sessionStorage }, history.state, performance.getEntries().map(({ name }) => name),
      ])`);
      const all = JSON.stringify([seen, entries.map(({ url, title }) => ({ url, title }))]);
      for (const secret of [...secrets, ...cookies]) expect(all.includes(secret)).toBe(false);
    }
  },
  LIMIT,
);
