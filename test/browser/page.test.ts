import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { BACKGROUND, onPaper, PROMPT } from "../../src/pages/pictures/colours.ts";
import { wordsFor } from "../../src/pages/translations.ts";
import { writeClass } from "../../src/pages/write.ts";
import { until } from "../until.ts";
import { click, holds, launch, type Opened, open, says, still } from "./chromium.ts";
import { writeFailing, writeHostile, writeLong, writeOrdinary, writeVaried, writeWide } from "./pages.ts";

/** Milliseconds: a browser may have to be installed first. */
const INSTALL = 300_000;
/** Milliseconds: axe looks at the longest page in ten seconds, and in over a minute on a machine that is busy with much else. */
const LIMIT = 180_000;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let folder = "";
const files = {
  ordinary: "",
  hostile: "",
  long: "",
  failing: "",
  wide: "",
  varied: "",
  class: "",
  many: "",
  states: "",
};
let opened: Opened | undefined;

beforeAll(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "labnote-pages-"));
  files.ordinary = await writeOrdinary(join(folder, "host-1"));
  files.hostile = await writeHostile(join(folder, "host-2"));
  files.long = await writeLong(join(folder, "long"));
  files.failing = await writeFailing(join(folder, "failing"));
  files.wide = await writeWide(join(folder, "wide"));
  files.varied = await writeVaried(join(folder, "varied"));
  files.class = (await writeClass(folder, ["host-1", "host-2"], join(folder, "host-1", "note.md"))) ?? "";
  const many = join(folder, "many");
  for (const name of ["host-1", "host-2"]) await writeLong(join(many, name));
  files.many = (await writeClass(many, ["host-1", "host-2"], join(many, "host-1", "note.md"))) ?? "";
  const states = join(folder, "states");
  await writeOrdinary(join(states, "mina"));
  await writeVaried(join(states, "jun"));
  files.states = (await writeClass(states, ["mina", "jun", "sora"], join(states, "mina", "note.md"))) ?? "";
}, INSTALL);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** Opens a page. `place` is what follows in its address: a query, a hash or both. */
async function at(file: keyof typeof files, place = "", options: BrowserContextOptions = {}): Promise<Page> {
  opened = await open(browser, files[file], place, options);
  return opened.page;
}

/** The pixels between the filter's lower edge and the target's top, once nothing moves. */
async function belowFilter(page: Page): Promise<number> {
  await still(page.locator(":target"));
  return page.evaluate(
    `document.querySelector(":target").getBoundingClientRect().top - document.querySelector(".filter").getBoundingClientRect().bottom`,
  ) as Promise<number>;
}

/** A colour, `#rrggbb`, as a browser tells it. */
const rgb = (colour: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(", ")})`;

const failedOnly = (page: Page) => page.getByRole("radio", { name: "실패 1" });
const allSteps = (page: Page) => page.getByRole("radio", { name: "전체 4" });

const shownSteps = (page: Page) =>
  page.locator(".step").evaluateAll((steps) => steps.filter((step) => step.checkVisibility()).map(({ id }) => id));

describe.each(["ordinary", "hostile", "class"] as const)("the page of a run or a class (%s)", (file) => {
  test(
    "the page loads nothing, runs its own script alone, and the console has no errors",
    async () => {
      const page = await at(file);
      for (const button of await page.locator(".play").all()) await click(button);
      for (const summary of await page.locator("summary").all()) await click(summary);
      // Scroll and move the pointer, for anything that waits for that.
      await page.mouse.move(300, 300);
      await page.evaluate("scrollTo(0, document.body.scrollHeight)");
      if (file !== "class") await page.locator(".player .ap-term").first().waitFor();
      expect(await page.evaluate(`["hit" in window, document.querySelectorAll("script:not([type])").length]`)).toEqual([
        false,
        file === "class" ? 1 : 2,
      ]);
      expect(
        await page
          .locator(":is(iframe, base, link:not([rel=icon][href^='data:']), form, object, embed, a[href^='javascript'])")
          .count(),
      ).toBe(0);
      expect((await page.locator("figure .terminal").count()) > 0).toBe(file !== "class");
      expect(opened?.requests).toEqual([]);
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test.each(["light", "dark"] as const)(
    "axe finds nothing on the page in its %s colours, wide and narrow",
    async (colorScheme) => {
      for (const width of [1280, 380]) {
        // Lay out everything, so that axe checks it.
        const page = await at(file, "", { colorScheme, bypassCSP: true, viewport: { width, height: 800 } });
        await page.addStyleTag({ content: "* { content-visibility: visible !important; }" });
        if (file !== "class") {
          await page.getByRole("checkbox", { name: "노트와 나란히" }).check();
          await page.locator(".beside").first().waitFor();
        }
        await page.evaluate(axe);
        const { violations } = (await page.evaluate("axe.run()")) as {
          violations: { id: string; nodes: { html: string }[] }[];
        };
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .map(({ html }) => html)
                .slice(0, 3)
                .join(" ")}`,
          ),
        ).toEqual([]);
        await opened?.close();
      }
    },
    LIMIT,
  );

  test(
    "the page is no wider than a narrow screen",
    async () => {
      const page = await at(file, "", { viewport: { width: 380, height: 800 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
    },
    LIMIT,
  );
});

describe("The page of a run", () => {
  test(
    "the page's policy blocks foreign scripts, images and frames that got into the page",
    async () => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? "");
        response.end();
      }).listen(0, "127.0.0.1");
      const address = await new Promise<string>((resolve) =>
        server.on("listening", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
      );
      try {
        const harm = `<script>window.hit=1</script><img src="x" onerror="window.hit=1"><img src="${address}/image"><style>@import "${address}/style";</style><script src="${address}/script"></script><iframe src="${address}/frame"></iframe>`;
        const broken = join(folder, "broken.html");
        writeFileSync(broken, readFileSync(files.ordinary, "utf8").replace("<p>Prose with", `${harm}$&`));
        opened = await open(browser, broken);
        await opened.page.waitForLoadState("networkidle");
        expect(opened.complaints.length).toBeGreaterThan(3);
        expect(await opened.page.evaluate('"hit" in window')).toBe(false);
        expect(asked).toEqual([]);
      } finally {
        server.close();
      }
    },
    LIMIT,
  );

  test(
    "the filter shows the failed steps alone, and how many they are",
    async () => {
      const page = await at("ordinary");
      await failedOnly(page).check();
      expect(await shownSteps(page)).toEqual(["1.1:2"]);
      expect(await page.locator('[id=":shown"]').textContent()).toBe("4단계 중 1단계");
      expect(await page.getByText("Prose that is not about steps").isVisible()).toBe(false);
      expect(await page.getByRole("heading", { name: "1.1 First" }).isVisible()).toBe(true);
      expect(await page.getByRole("heading", { name: "1.2 Second" }).isVisible()).toBe(false);
      await allSteps(page).check();
      expect(await shownSteps(page)).toHaveLength(4);
      expect(await page.locator('[id=":shown"]').textContent()).toBe("4단계");
      await page.getByRole("radio", { name: "건너뜀 1" }).check();
      expect(await shownSteps(page)).toEqual(["1.2:2"]);
    },
    LIMIT,
  );

  test(
    "each link into the page has a target",
    async () => {
      const page = await at("ordinary");
      const [links, missing] = (await page.evaluate(`{
        const links = Array.from(document.querySelectorAll('a[href^="#"]'), ({ hash }) => decodeURIComponent(hash.slice(1)));
        [links, links.filter((id) => document.getElementById(id) === null)];
      }`)) as [string[], string[]];
      expect(links.length).toBeGreaterThan(5);
      expect(missing).toEqual([]);
    },
    LIMIT,
  );

  test(
    "the address says which steps are shown, so that they can be sent",
    async () => {
      const page = await at("ordinary", "?failed#1.1%3A2");
      expect(await shownSteps(page)).toEqual(["1.1:2"]);
      expect(await failedOnly(page).isChecked()).toBe(true);
      expect(await page.locator(":target").getAttribute("id")).toBe("1.1:2");
      await allSteps(page).check();
      expect(await page.evaluate("location.search")).toBe("");
      await failedOnly(page).check();
      expect(await page.evaluate("location.search + location.hash")).toBe("?failed#1.1%3A2");
      await page.getByRole("searchbox").fill("도커 ps");
      expect(await page.evaluate("decodeURIComponent(location.search)")).toBe("?failed&find=도커 ps");
      // What is not shown is no place to go to.
      expect(await page.evaluate("location.hash")).toBe("");
      await page.reload();
      expect(await page.getByRole("searchbox").inputValue()).toBe("도커 ps");
      expect(await shownSteps(page)).toEqual([]);
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "the contents hide entries whose section the filter hides",
    async () => {
      const page = await at("ordinary");
      const entries = page.locator("nav li:visible");
      expect(await entries.allTextContents()).toHaveLength(3);
      await page.getByRole("searchbox").fill("apache");
      expect((await entries.allTextContents()).map((entry) => entry.replace(/[✓✗–]$/, ""))).toEqual([
        "A note of tests",
        "1.1 First",
      ]);
      await page.getByRole("searchbox").fill("");
      expect(await entries.allTextContents()).toHaveLength(3);
    },
    LIMIT,
  );

  test(
    "the search shows the steps that contain a text, in upper or lower case",
    async () => {
      const page = await at("ordinary");
      await page.getByRole("searchbox").fill("  APACHE ");
      expect(await shownSteps(page)).toEqual(["1.1:2"]);
      await page.getByRole("searchbox").fill("nowhere");
      expect(await shownSteps(page)).toEqual([]);
      expect(await page.locator('[id=":shown"]').textContent()).toBe("조건에 맞는 단계가 없습니다.");
    },
    LIMIT,
  );

  test(
    "the search marks what it has found, also in lines that were folded",
    async () => {
      const page = await at("long");
      const marked = () =>
        page.evaluate('Array.from(CSS.highlights.get("found") ?? [], (range) => range.toString())') as Promise<
          string[]
        >;
      const line = page.locator('[id="1.1:4"]').getByText("line 7 ");
      expect(await line.isVisible()).toBe(false);
      await page.getByRole("searchbox").fill("LINE 50 ");
      const found = await marked();
      expect(found.length).toBeGreaterThan(5);
      expect(new Set(found)).toEqual(new Set(["line 50"]));
      expect(await line.isVisible()).toBe(true);
      await page.getByRole("searchbox").fill("");
      expect(await marked()).toEqual([]);
    },
    LIMIT,
  );

  test(
    "a link to a step shows it even if the filter had hidden it",
    async () => {
      const page = await at("ordinary", "#1.2:1");
      expect(await page.locator(":target").getAttribute("id")).toBe("1.2:1");
      await failedOnly(page).check();
      await page.evaluate('location.hash = "#1.1:1"');
      await page.locator('[id="1.1:1"]').waitFor();
      expect(await shownSteps(page)).toHaveLength(4);
    },
    LIMIT,
  );

  test(
    "a click on a link shows its step again, and the way back leads to what was looked for",
    async () => {
      const page = await at("ordinary", "#1.1%3A1");
      await failedOnly(page).check();
      expect(await shownSteps(page)).toEqual(["1.1:2"]);
      await page.evaluate(`{
        const link = document.createElement("a");
        link.href = "#1.1%3A1";
        link.textContent = "once more";
        document.querySelector("footer").append(link);
      }`);
      await click(page.getByText("once more"));
      // The browser tells the page a moment after the click.
      await until("all steps are shown", async () => (await shownSteps(page)).length === 4 || undefined);
      await page.getByRole("searchbox").fill("echo last");
      await page.goto("about:blank");
      await page.goBack();
      expect(await page.getByRole("searchbox").inputValue()).toBe("echo last");
      expect(await shownSteps(page)).toEqual(["1.2:2"]);
    },
    LIMIT,
  );

  test(
    "a hash that cannot be decoded is ignored",
    async () => {
      const page = await at("ordinary", "#%E0%A4%A");
      await page.evaluate('location.hash = "#%E0%A4"');
      await failedOnly(page).check();
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "a link shows the head of its step just below the filter, however far down the step is",
    async () => {
      for (const width of [1280, 720])
        for (const section of [11, 25, 39]) {
          const page = await at("long", `#${section}.1%3A4`, { viewport: { width, height: 900 } });
          const opened = await belowFilter(page);
          await page.evaluate(`location.hash = "#${section - 2}.1%3A3"`);
          const gone = await belowFilter(page);
          for (const top of [opened, gone]) {
            expect(top).toBeGreaterThanOrEqual(0);
            expect(top).toBeLessThan(100);
          }
          await page.context().close();
        }
    },
    LIMIT,
  );

  test(
    "the page lists what failed with a link to each step, and from the contents to each section",
    async () => {
      const page = await at("ordinary");
      await click(page.getByRole("group", { name: "실패한 단계" }).getByRole("link").first());
      expect(await page.locator(":target").getAttribute("id")).toBe("1.1:2");
      const second = page.getByRole("navigation").getByRole("link", { name: /1\.2 Second/ });
      expect(await second.getByRole("img").getAttribute("aria-label")).toBe("건너뜀");
      await click(second);
      expect(await page.locator(":target").textContent()).toBe("1.2 Second");
    },
    LIMIT,
  );

  test(
    "the filter and the search work with keys alone",
    async () => {
      const page = await at("ordinary");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("본문으로 건너뛰기");
      await page.keyboard.press("Enter");
      for (let stops = 0; stops < 8 && !(await allSteps(page).and(page.locator(":focus")).count()); stops += 1)
        await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowRight");
      expect(await shownSteps(page)).toEqual(["1.1:2"]);
      await page.keyboard.press("Tab");
      await page.keyboard.type("hello");
      expect(await shownSteps(page)).toEqual([]);
    },
    LIMIT,
  );

  test(
    "a click on the button plays the recording of a terminal",
    async () => {
      const page = await at("ordinary");
      await click(page.locator(".play"));
      await page.locator(".player", { hasText: "echo hello" }).waitFor();
      await page.locator(".player:focus-within").waitFor();
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "the player can be closed, and then played again",
    async () => {
      const page = await at("ordinary");
      await click(page.locator(".play"));
      await page.locator(".player:focus-within").waitFor();
      await click(page.getByRole("button", { name: "재생 닫기" }));
      expect(await page.locator(".player").count()).toBe(0);
      expect(await page.evaluate("document.activeElement.className")).toBe("play");
      await click(page.locator(".play"));
      await page.locator(".player:focus-within").waitFor();
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "a button copies the command that runs the failed section again",
    async () => {
      const page = await at("ordinary", "", { permissions: ["clipboard-read", "clipboard-write"] });
      await says(page, ".toast", "복사됨", () => click(page.getByRole("button", { name: "복사: npm run note" })));
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe("npm run note -- --only 1.1");
    },
    LIMIT,
  );

  test(
    "a difference is in sight at once, however wide its line is",
    async () => {
      for (const width of [1280, 720, 380]) {
        const page = await at("wide", "#1.1%3A1", { viewport: { width, height: 800 } });
        await holds(
          page,
          `(() => {
          const box = document.querySelector(".failed .output").getBoundingClientRect();
          const words = [...document.querySelectorAll("del, .side")].filter((one) => one.closest(".output"));
          return words.length > 1 && words.every((word) => {
            const { left, right } = word.getBoundingClientRect();
            return left >= box.left && right <= box.right;
          });
        })()`,
        );
        await opened?.close();
      }
    },
    LIMIT,
  );

  test(
    "a recording that cannot be played gets a message, and the next click plays it",
    async () => {
      const page = await at("ordinary");
      const alert = page.getByRole("alert");
      await page.evaluate(`{
        window.Own = DecompressionStream;
        window.DecompressionStream = class { constructor() { throw new Error("no streams here"); } };
      }`);
      await click(page.locator(".play"));
      await alert.waitFor();
      expect(await alert.textContent()).toBe(wordsFor("ko").unplayable);
      expect(opened?.complaints.join()).toContain("no streams here");
      await page.evaluate("window.DecompressionStream = Own");
      await click(page.locator(".play"));
      await page.locator(".player:focus-within", { hasText: "echo hello" }).waitFor();
      expect(await alert.count()).toBe(0);
    },
    LIMIT,
  );

  test(
    "a recording with broken data gets a message, and no player stays on the page",
    async () => {
      const page = await at("ordinary");
      await page.evaluate(
        `document.getElementById(":replays").textContent = "${gzipSync('{"1.1:1":["no recording"]}').toString("base64")}"`,
      );
      await click(page.locator(".play"));
      await page.getByRole("alert").waitFor();
      expect(await page.locator(".player").count()).toBe(0);
      expect(await page.locator(".play").isEnabled()).toBe(true);
    },
    LIMIT,
  );

  test(
    "the player has the colours of the pictures, and its controls are in the window",
    async () => {
      const page = await at("ordinary", "", { viewport: { width: 1280, height: 700 } });
      await click(page.locator(".play"));
      await page.locator(".player:focus-within").waitFor();
      await page.mouse.move(600, 300);
      // The page scrolls to them a frame after the player is ready.
      const controls = `document.querySelector(".ap-control-bar").getBoundingClientRect()`;
      await holds(page, `${controls}.top > 0 && ${controls}.bottom <= 700`);
      const ground = await page.evaluate(
        `getComputedStyle(document.querySelector(".ap-player")).getPropertyValue("--term-color-background")`,
      );
      expect(ground).toBe(BACKGROUND);
    },
    LIMIT,
  );

  test(
    "the steps of a picture are a terminal on any screen, dark with a green prompt and a bold command, and light on paper",
    async () => {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await at("ordinary", "", { colorScheme });
        const look = () =>
          page.evaluate(`{
            const style = (selector) => getComputedStyle(document.querySelector(selector));
            const [ground, prompt, command] = [".terminal", ".terminal .prompt", ".terminal .typed code"].map(style);
            ({ ground: ground.backgroundColor, prompt: prompt.color, bold: command.fontWeight >= 600 });
          }`);
        expect(await look()).toEqual({ ground: rgb(BACKGROUND), prompt: rgb(PROMPT), bold: true });
        await page.emulateMedia({ media: "print", colorScheme });
        const paper = new Map(onPaper);
        expect(await look()).toEqual({
          ...{ ground: rgb(paper.get(BACKGROUND) ?? ""), prompt: rgb(paper.get(PROMPT) ?? ""), bold: true },
        });
        await opened?.close();
      }
    },
    LIMIT,
  );

  test(
    "a step in a picture's window is found, copied, shown beside the note and hidden like any other, and the window with it",
    async () => {
      const page = await at("ordinary", "", { permissions: ["clipboard-read", "clipboard-write"] });
      const figure = page.locator("figure", { hasText: "What the terminal showed" });
      const [first, failed] = [figure.locator('[id="1.1:1"]'), figure.locator('[id="1.1:2"]')];
      expect(await failed.locator("del").first().isVisible()).toBe(true);
      await says(page, ".toast", "복사됨", () => click(first.locator(".copy")));
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe("echo hello");
      await click(failed.getByRole("button", { name: "노트와 나란히" }));
      await failed.locator(".column").first().waitFor();
      await page.getByRole("searchbox").fill("apache");
      expect(await shownSteps(page)).toEqual(["1.1:2"]);
      expect(await figure.locator("figcaption").isVisible()).toBe(true);
      await page.getByRole("searchbox").fill("echo last");
      expect(await shownSteps(page)).toEqual(["1.2:2"]);
      expect(await figure.isVisible()).toBe(false);
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "on a narrow screen a button opens the contents wherever the reader is, and durations are below the output",
    async () => {
      const narrow = await at("ordinary", "#1.2%3A1", { viewport: { width: 380, height: 800 } });
      const contents = narrow.locator("nav");
      expect(await contents.isVisible()).toBe(false);
      await click(narrow.getByRole("button", { name: "차례" }));
      expect(await contents.isVisible()).toBe(true);
      await click(contents.getByRole("link", { name: /1\.1 First/ }));
      await contents.waitFor({ state: "hidden" });
      expect(await narrow.locator(":target").textContent()).toBe("1.1 First");
      const step = narrow.locator('[id="1.1:2"]');
      await step.scrollIntoViewIfNeeded();
      const [output, meta] = [await step.locator(".output").boundingBox(), await step.locator(".meta").boundingBox()];
      expect(meta?.y ?? 0).toBeGreaterThan(output?.y ?? Infinity);
      await narrow.setViewportSize({ width: 1280, height: 800 });
      await contents.waitFor();
    },
    LIMIT,
  );

  test(
    "the contents and the line above the note say where the reader is",
    async () => {
      for (const width of [1280, 380]) {
        const page = await at("long", "#7.1%3A3", { viewport: { width, height: 800 } });
        const [current, trail] = [page.locator('nav a[aria-current="location"]'), page.locator('[id=":trail"]')];
        await trail.getByText("7.1 Section").waitFor();
        expect(await current.count()).toBe(1);
        expect(await current.textContent()).toContain("7.1 Section");
        expect(await trail.isVisible()).toBe(true);
        if (width > 1000) expect(await current.isVisible()).toBe(true);
        await page.evaluate('location.hash = "#33.1%3A2"');
        await trail.getByText("33.1 Section").waitFor();
        expect(await current.textContent()).toContain("33.1 Section");
        // As a reader does it: the page goes on scrolling to the link's target until a key or a wheel moves it.
        await page.keyboard.press("Home");
        await trail.getByText("33.1 Section").waitFor({ state: "detached" });
        await opened?.close();
      }
    },
    LIMIT,
  );

  test(
    "n and p go to the failure below and to the one above, / to the search, and none of them while the reader types",
    async () => {
      const page = await at("failing");
      const place = () => page.evaluate("decodeURIComponent(location.hash)");
      await page.keyboard.press("n");
      expect(await place()).toBe("#3.1:2");
      await still(page.locator(":target"));
      await page.keyboard.press("n");
      expect(await place()).toBe("#20.1:2");
      await still(page.locator(":target"));
      await page.keyboard.press("n");
      expect(await place()).toBe("#20.1:2");
      await page.keyboard.press("p");
      expect(await place()).toBe("#3.1:2");
      await still(page.locator(":target"));
      // A click of Playwright would scroll the page first.
      const next = await page.getByRole("button", { name: "Next failure" }).boundingBox();
      await page.mouse.click((next?.x ?? 0) + 5, (next?.y ?? 0) + 5);
      expect(await place()).toBe("#20.1:2");
      for (const [key, failure] of [
        ["p", "#3.1:2"],
        ["n", "#20.1:2"],
      ] as const) {
        await still(page.locator(":target"));
        await page.evaluate('document.getElementById("10.1").scrollIntoView()');
        await page.locator('[id=":trail"]').getByText("10.1 Section").waitFor();
        await page.keyboard.press(key);
        expect(await place()).toBe(failure);
      }
      await page.keyboard.press("/");
      await page.keyboard.type("n/p");
      expect(await page.getByRole("searchbox").inputValue()).toBe("n/p");
    },
    LIMIT,
  );

  test(
    "the note stands beside the screen, equal lines level, and a word tells by what it is compared",
    async () => {
      const page = await at("ordinary");
      const step = page.locator('[id="1.1:2"]');
      const toggle = step.getByRole("button", { name: "노트와 나란히" });
      await click(toggle);
      const [noted, seen] = [step.locator(".column").first(), step.locator(".column").last()];
      await seen.waitFor();
      expect(await step.locator(".output").isVisible()).toBe(false);
      expect(await noted.getByText("64eb235def02").isVisible()).toBe(true);
      expect(await seen.getByText("apache").isVisible()).toBe(true);
      const tops = (column: typeof noted) =>
        column.locator("pre").evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().top));
      expect(await tops(noted)).toEqual(await tops(seen));
      expect(await toggle.getAttribute("aria-pressed")).toBe("true");
      const passed = page.locator('[id="1.1:1"]');
      await click(passed.getByRole("button", { name: "노트와 나란히" }));
      expect(await passed.locator(".column").allTextContents()).toEqual(["hello\n", "hello\n"]);
      await click(toggle);
      expect(await step.locator(".output").isVisible()).toBe(true);
      expect(await step.locator(".column").count()).toBe(0);
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "a word that may differ says why when it has the focus or the pointer",
    async () => {
      const page = await at("varied");
      await page.getByRole("checkbox", { name: "노트와 나란히" }).check();
      const words = page.locator(".column i");
      await words.first().waitFor();
      expect(await words.allTextContents()).toEqual(["64eb235def02", "2 seconds", "85aa65f64828", "5 seconds"]);
      const told = page.getByRole("status").and(page.locator(".told"));
      await words.first().focus();
      expect(await told.textContent()).toBe("64eb235def02: 같은 종류의 ID · 10행부터 85aa65f64828");
      await words.last().hover();
      expect(await told.textContent()).toBe("5 seconds: 경과 시간(예: 2 seconds) · 노트: 2 seconds");
    },
    LIMIT,
  );

  test(
    "the switch shows the note beside all steps and back, and on a narrow screen above them",
    async () => {
      const page = await at("ordinary", "", { viewport: { width: 380, height: 800 } });
      const all = page.getByRole("checkbox", { name: "노트와 나란히" });
      await all.check();
      await page.locator(".column").first().waitFor();
      // The step that was skipped has no output.
      expect(await page.locator(".beside").count()).toBe(3);
      const columns = page.locator('[id="1.1:2"] .column');
      const [noted, seen] = [await columns.first().boundingBox(), await columns.last().boundingBox()];
      expect(seen?.y ?? 0).toBeGreaterThanOrEqual((noted?.y ?? 0) + (noted?.height ?? 0));
      expect(seen?.x).toBe(noted?.x);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
      await click(page.locator('[id="1.1:1"]').getByRole("button", { name: "노트와 나란히" }));
      await page.locator('[id=":beside"]:not(:checked)').waitFor();
      await all.check();
      await all.uncheck();
      await page.locator(".column").first().waitFor({ state: "detached" });
      expect(await page.locator(".paired").count()).toBe(0);
    },
    LIMIT,
  );

  test(
    "each command has a button that copies it as it was typed, without prompts",
    async () => {
      const page = await at("ordinary", "", { permissions: ["clipboard-read", "clipboard-write"] });
      await says(page, ".toast", "복사됨", () => click(page.locator('[id="1.1:2"] .copy')));
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe("docker ps");
    },
    LIMIT,
  );

  test(
    "text and boxes are of one width, and only what needs it is wider",
    async () => {
      const page = await at("ordinary", "", { viewport: { width: 1440, height: 900 } });
      const widths = (await page.evaluate(
        `[...document.querySelectorAll(".note > section > :is(p, ul, table, .alert, .block)")].map(({ offsetWidth }) => offsetWidth)`,
      )) as number[];
      expect(new Set(widths)).toEqual(new Set([800]));
      expect(await page.evaluate('document.querySelector(".note > section > pre").offsetWidth')).toBeGreaterThan(800);
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate('getComputedStyle(document.querySelector(".note p")).maxInlineSize')).toBe("none");
    },
    LIMIT,
  );

  test(
    "code has letters of one size, whether the page has those of pictures or the reader's own",
    async () => {
      for (const file of ["ordinary", "varied"] as const) {
        const page = await at(file);
        await page.evaluate(
          `document.querySelector(".note").insertAdjacentHTML("beforeend", "<pre><span class='digits'>" + "0".repeat(50) + "</span></pre>")`,
        );
        const { fonts, width } = (await page.evaluate(`(async () => {
          const digits = document.querySelector(".digits");
          await document.fonts.load('1rem "Cascadia Mono"');
          const size = Number.parseFloat(getComputedStyle(digits).fontSize);
          return { fonts: document.fonts.size, width: digits.getBoundingClientRect().width / 50 / size };
        })()`)) as { fonts: number; width: number };
        expect({ file, hasFonts: fonts > 0, width }).toEqual({
          ...{ file, hasFonts: file === "ordinary", width: expect.closeTo(0.6, 1) },
        });
        await opened?.close();
      }
    },
    LIMIT,
  );

  test(
    "the page contains the letters of its pictures",
    async () => {
      const page = await at("ordinary");
      // Not fonts.ready: it also resolves before the page asks for a font.
      await holds(page, `[...document.fonts].some(({ status }) => status === "loaded")`);
      expect(opened?.requests).toEqual([]);
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "the text is larger on a projector's wide screen, and the page fits it",
    async () => {
      const sizes: number[] = [];
      for (const width of [1280, 1920]) {
        const page = await at("ordinary", "", { viewport: { width, height: 900 } });
        sizes.push(
          Number(await page.evaluate('parseFloat(getComputedStyle(document.querySelector(".output pre")).fontSize)')),
        );
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        await opened?.close();
      }
      expect(sizes).toEqual([13, 17.5]);
    },
    LIMIT,
  );

  test(
    "the target of a link has an outline, and keeps the colours of its differences",
    async () => {
      const page = await at("ordinary", "#1.1%3A2");
      const style = (await page.evaluate(`{
        const { backgroundColor, outlineStyle } = getComputedStyle(document.querySelector(".step:target"));
        [backgroundColor, outlineStyle];
      }`)) as string[];
      expect(style).toEqual(["rgba(0, 0, 0, 0)", "solid"]);
    },
    LIMIT,
  );

  test(
    "times are in the page's language, and in the reader's own time zone, whatever language the browser speaks",
    async () => {
      for (const locale of ["ko-KR", "en-US"]) {
        const page = await at("ordinary", "", { locale });
        expect(await page.locator("time").first().textContent()).toBe("2026. 11. 24. 오후 3:00");
        await opened?.close();
      }
    },
    LIMIT,
  );

  test(
    "without scripts the page has every step and times in UTC, and no filter",
    async () => {
      const page = await at("ordinary", "", { javaScriptEnabled: false });
      expect(await page.locator(".step:visible").count()).toBe(4);
      expect(await page.locator(".filter").isVisible()).toBe(false);
      expect(await page.locator(".play").isVisible()).toBe(false);
      expect(await page.locator("time").first().textContent()).toBe("2026-11-24 06:00 UTC");
    },
    LIMIT,
  );

  test(
    "on paper the page has every step and no buttons",
    async () => {
      const page = await at("ordinary");
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      expect(await page.locator(".step:visible").count()).toBe(4);
      expect(await page.locator(":is(nav, .filter, .play, .link, .neighbours):visible").count()).toBe(0);
      expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe(
        "rgb(255, 255, 255)",
      );
    },
    LIMIT,
  );
});

describe("A long output", () => {
  test(
    "an output that is wider than the page can be reached by keys, and others cannot",
    async () => {
      const page = await at("long", "", { viewport: { width: 380, height: 900 } });
      const [wide, above] = [page.locator('[id="1.1:5"] .output'), page.locator('[id="1.1:4"] .link')];
      await above.focus();
      await page.locator('[id="1.1:5"] .output[tabindex="0"]').waitFor();
      expect(await wide.getAttribute("role")).toBe("group");
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.locator('[id="1.1:5"] .output:not([tabindex])').waitFor();
      expect(await page.locator(":is(.output, .file, .planned)[tabindex]").count()).toBe(0);
    },
    LIMIT,
  );

  test(
    "the link of a step is large enough for a finger, and a click on it copies the whole address",
    async () => {
      const page = await at("ordinary", "", { permissions: ["clipboard-read", "clipboard-write"] });
      const link = page.locator('[id="1.2:1"] .link');
      const box = await link.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
      await says(page, ".toast", "링크를 복사했습니다", () => click(link));
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`file://${files.ordinary}#1.2%3A1`);
      expect(await page.evaluate("location.hash")).toBe("#1.2%3A1");
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "folded lines of an output, and what is known of the run, are on paper",
    async () => {
      const page = await at("long");
      const line = page.locator('[id="1.1:4"]').getByText("line 7 ");
      expect(await line.isVisible()).toBe(false);
      await page.emulateMedia({ media: "print" });
      expect(await line.isVisible()).toBe(true);
      expect(await page.locator(".output summary:visible").count()).toBe(0);
      expect(await page.locator(".facts dl").isVisible()).toBe(true);
      expect(await page.locator(".facts > summary").isVisible()).toBe(false);
      await page.emulateMedia({ media: "screen" });
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      expect(await line.isVisible()).toBe(true);
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      expect(await line.isVisible()).toBe(false);
    },
    LIMIT,
  );
});

describe("The page of a class", () => {
  test(
    "the page of a class whose note has many sections is no wider than a narrow screen",
    async () => {
      const page = await at("many", "", { viewport: { width: 380, height: 800 } });
      expect(await page.locator("thead th").count()).toBeGreaterThan(40);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
    },
    LIMIT,
  );

  test(
    "on a narrow screen, what came of the students stands in whole lines",
    async () => {
      const page = await at("states", "", { viewport: { width: 380, height: 800 } });
      const shown = (await page.evaluate(
        `[...document.querySelectorAll(".verdict li")].map(({ offsetHeight, textContent }) => ({ offsetHeight, textContent }))`,
      )) as { offsetHeight: number; textContent: string }[];
      expect(shown).toHaveLength(3);
      expect(shown.filter(({ offsetHeight }) => offsetHeight > 40)).toEqual([]);
    },
    LIMIT,
  );

  test(
    "the page of a class that is at work renews itself, keeps place and focus, and stays when the run is over",
    async () => {
      const at = join(folder, "live");
      const [names, notes] = [["mina", "jun", "sora"], join(at, "mina", "note.md")] as const;
      for (const name of names) await writeLong(join(at, name));
      /** Writes the page of the class while the note still runs on these. */
      const write = async (...running: string[]) => {
        for (const name of names) {
          const file = join(at, name, "record.json");
          const outcome = running.includes(name) ? "running" : "passed";
          writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), outcome }));
        }
        return (await writeClass(at, names, notes, new Set(), running.length > 0)) ?? "";
      };
      opened = await open(browser, await write("jun", "sora"), "", { viewport: { width: 700, height: 200 } });
      const { page } = opened;
      const focused = `document.activeElement.getAttribute("href") === "mina/index.html"`;
      const placed = 'scrollY === 120 && document.querySelector(".scroll").scrollLeft === 90';
      // In one turn: the page may renew itself at any time.
      const goes = `document.querySelector('[href="mina/index.html"]').focus(); scrollTo(0, 120); document.querySelector(".scroll").scrollLeft = 90`;
      expect(await page.evaluate(`${goes}; ${focused} && ${placed}`)).toBe(true);
      await write("sora");
      await page.getByRole("link", { name: "jun" }).waitFor();
      // The browser restores the place when it has laid the page out.
      await holds(page, `${focused} && ${placed}`, { renews: true });
      await write();
      await page.locator("[data-live]").waitFor({ state: "detached" });
      await holds(page, focused);
      // Ten minutes of the page's own clock.
      await page.clock.install();
      await page.reload();
      await page.evaluate("window.same = true");
      await page.clock.runFor(600_000);
      expect(await page.evaluate("window.same")).toBe(true);
      expect(opened.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "the page of a class whose run was killed renews itself no more after some minutes",
    async () => {
      const at = join(folder, "killed");
      for (const name of ["mina", "jun"]) await writeVaried(join(at, name));
      const file = await writeClass(at, ["mina", "jun"], join(at, "mina", "note.md"), new Set(), true);
      const old = readFileSync(file ?? "", "utf8").replace(/(?<=data-live=")[^"]*/, "2026-11-24T06:00:00.000Z");
      writeFileSync(file ?? "", old);
      // The clock must stand still before the page is there: its timers fire only when they are let, and not while a test loads the page again.
      opened = await open(browser, files.ordinary);
      const { page } = opened;
      await page.clock.install({ time: "2026-11-24T06:01:00.000Z" });
      await page.clock.pauseAt("2026-11-24T06:02:00.000Z");
      await page.goto(`file://${file}`);
      const renewed = page.waitForEvent("load");
      await page.clock.runFor(4000);
      await renewed;
      await page.clock.pauseAt("2026-11-24T06:04:00.000Z");
      await page.reload();
      await page.evaluate("window.same = true");
      await page.clock.runFor(4000);
      expect(await page.evaluate("window.same")).toBe(true);
    },
    LIMIT,
  );

  test(
    "a cell of a class's page links to the first failed step of the student's page",
    async () => {
      const page = await at("class");
      await click(page.locator('.cell > a[href="host-1/index.html#1.1%3A2"]'));
      await page.waitForURL(/host-1/);
      expect(await page.locator(":target").getAttribute("class")).toBe("step failed");
    },
    LIMIT,
  );
});
