import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { BACKGROUND } from "../../src/pages/pictures/colours.ts";
import { wordsFor } from "../../src/pages/translations.ts";
import { writeClass } from "../../src/pages/write.ts";
import { click, launch, type Opened, open, still } from "./chromium.ts";
import { writeHostile, writeLong, writeOrdinary } from "./pages.ts";

/** Milliseconds: a browser may have to be installed first. */
const INSTALL = 300_000;
/** Milliseconds: axe looks at the longest page in ten seconds, and in over a minute on a machine that is busy with much else. */
const LIMIT = 180_000;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let folder = "";
const files = { ordinary: "", hostile: "", long: "", class: "" };
let opened: Opened | undefined;

beforeAll(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "labnote-pages-"));
  files.ordinary = await writeOrdinary(join(folder, "host-1"));
  files.hostile = await writeHostile(join(folder, "host-2"));
  files.long = await writeLong(join(folder, "long"));
  files.class = (await writeClass(folder, ["host-1", "host-2"], join(folder, "host-1", "note.md"))) ?? "";
}, INSTALL);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

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

const failedOnly = (page: Page) => page.getByRole("checkbox", { name: "실패한 단계만" });

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
      expect(await page.locator(":is(iframe, base, link, form, object, embed, a[href^='javascript'])").count()).toBe(0);
      expect((await page.locator("svg.picture").count()) > 0).toBe(file !== "class");
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
      await failedOnly(page).uncheck();
      expect(await shownSteps(page)).toHaveLength(4);
      expect(await page.locator('[id=":shown"]').textContent()).toBe("4단계");
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
    "the filter for failed steps is disabled when no step failed",
    async () => {
      const page = await at("long");
      expect(await page.getByRole("checkbox", { name: "Failed steps only" }).isDisabled()).toBe(true);
      await page.reload();
      expect((await shownSteps(page)).length).toBeGreaterThan(0);
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
    "a second click on the same link shows its step again, also after going back",
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
      expect(await shownSteps(page)).toHaveLength(4);
      await page.getByRole("searchbox").fill("echo last");
      await page.goto("about:blank");
      await page.goBack();
      expect(await shownSteps(page)).toHaveLength(4);
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
    "the page links to the first failure, and from the contents to each section",
    async () => {
      const page = await at("ordinary");
      await click(page.getByRole("link", { name: "첫 번째 실패" }));
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
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
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
        `document.getElementById(":cast:1.1:1").textContent = "${gzipSync("no recording").toString("base64")}"`,
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
      const controls = await page.locator(".ap-control-bar").boundingBox();
      expect((controls?.y ?? 0) + (controls?.height ?? 0)).toBeLessThanOrEqual(700);
      expect(controls?.y ?? 0).toBeGreaterThan(0);
      const ground = await page.evaluate(
        `getComputedStyle(document.querySelector(".ap-player")).getPropertyValue("--term-color-background")`,
      );
      expect(ground).toBe(BACKGROUND);
    },
    LIMIT,
  );

  test(
    "the picture of a terminal is text that can be read",
    async () => {
      const page = await at("ordinary");
      await click(page.locator("summary", { hasText: "What the terminal showed" }));
      expect((await page.locator("svg.picture text").allTextContents()).join("")).toContain("hello");
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "opens all its pictures at once, and closes them",
    async () => {
      const page = await at("ordinary");
      const all = page.getByRole("checkbox", { name: "그림 모두 펼치기" });
      await all.check();
      expect(await page.locator("svg.picture:visible").count()).toBe(1);
      await click(page.locator("summary", { hasText: "What the terminal showed" }));
      // The switch hears of it a moment later.
      await page.locator('[id=":pictures"]:not(:checked)').waitFor();
      await all.check();
      await all.uncheck();
      expect(await page.locator("svg.picture:visible").count()).toBe(0);
      await opened?.close();
      const without = await at("long");
      expect(await without.getByRole("checkbox", { name: "Open all pictures" }).count()).toBe(0);
    },
    LIMIT,
  );

  test(
    "on a narrow screen the contents are folded, and durations are below the output",
    async () => {
      const narrow = await at("ordinary", "", { viewport: { width: 380, height: 800 } });
      const contents = narrow.getByRole("navigation").getByRole("list");
      expect(await contents.isVisible()).toBe(false);
      await click(narrow.getByRole("navigation").locator("summary"));
      expect(await contents.isVisible()).toBe(true);
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
    "the page contains the letters of its pictures",
    async () => {
      const page = await at("ordinary");
      await click(page.locator("summary", { hasText: "What the terminal showed" }));
      // Not fonts.ready: it also resolves before the picture asks for a font.
      await page.waitForFunction(`[...document.fonts].some(({ status }) => status === "loaded")`);
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
      await click(link);
      await page.getByRole("status").getByText("링크를 복사했습니다").waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`file://${files.ordinary}#1.2%3A1`);
      expect(await page.evaluate("location.hash")).toBe("#1.2%3A1");
      expect(opened?.complaints).toEqual([]);
    },
    LIMIT,
  );

  test(
    "folded lines of an output are on paper",
    async () => {
      const page = await at("long");
      const line = page.locator('[id="1.1:4"]').getByText("line 7 ");
      expect(await line.isVisible()).toBe(false);
      await page.emulateMedia({ media: "print" });
      expect(await line.isVisible()).toBe(true);
      expect(await page.locator(".output summary:visible").count()).toBe(0);
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
    "a cell of a class's page links to the first failed step of the student's page",
    async () => {
      const page = await at("class");
      await click(page.locator('a[href="host-1/index.html#1.1%3A2"]'));
      await page.waitForURL(/host-1/);
      expect(await page.locator(":target").getAttribute("class")).toBe("step failed");
    },
    LIMIT,
  );
});
