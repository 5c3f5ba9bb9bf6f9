import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { until } from "../until.ts";
import { click, holds, launch, type Opened, open } from "./chromium.ts";
import { recorded, writeRecorded } from "./pages.ts";

/** Milliseconds: a browser may have to be installed first. */
const INSTALL = 300_000;
const LIMIT = 180_000;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [first, second, third, last] = recorded;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

let browser: Browser;
let folder = "";
let file = "";
let opened: Opened;

beforeAll(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "labnote-replay-"));
  file = await writeRecorded(folder);
}, INSTALL);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => opened?.close());

/** Keeps what the button has said: a busy test may look at it only when the replay is over. */
const KEEP = `globalThis.said = [];
new MutationObserver(() => {
  const text = document.querySelector(".replay .toggle")?.textContent;
  if (text !== undefined && said.at(-1) !== text) said.push(text);
}).observe(document, { subtree: true, childList: true });`;

async function at(options: BrowserContextOptions = {}): Promise<Page> {
  opened = await open(browser, file, "", { viewport: WIDE, ...options });
  return opened.page;
}

const playAll = (page: Page) => click(page.locator(".play"));
const playStep = (page: Page, step: number) =>
  click(page.getByRole("button", { name: `이 단계부터 재생 1.1:${step}`, exact: true }));
/** The lines that the terminal shows. */
const lines = async (page: Page): Promise<string[]> =>
  (await page.locator(".replay .ap-line").allTextContents())
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
/** Resolves when the replay has played that command, and plays no more. */
async function stopped(page: Page, typed: string): Promise<void> {
  // In full screen they are there, though not in sight.
  await page.locator(".replay [aria-current]", { hasText: typed }).waitFor({ state: "attached" });
  await page.locator(".replay .toggle", { hasText: "재생" }).waitFor({ state: "attached" });
}
const focused = (page: Page) => page.evaluate("document.activeElement.className");

/** Resolves when the terminal shows these commands with their outputs, and a prompt below them. */
async function shows(page: Page, ...steps: readonly { typed: string; output: string }[]): Promise<void> {
  const wanted = [...steps.flatMap(({ typed, output }) => [`$ ${typed}`, ...output.split("\n")]), "$"];
  let seen: string[] = [];
  await until("the terminal shows it", async () => {
    seen = await lines(page);
    return seen.join("\n") === wanted.join("\n") || undefined;
  }).catch(() => {});
  expect(seen).toEqual(wanted);
}

test(
  "nothing plays by itself, and a page that is only read has no player in it",
  async () => {
    const page = await at();
    expect(await page.locator(".replay").count()).toBe(0);
    expect(await page.evaluate('"AsciinemaPlayer" in window')).toBe(false);
    expect(await page.locator(".play-step").count()).toBe(recorded.length);
  },
  LIMIT,
);

test(
  "a replay plays every command to the end, and lists them as the run typed them",
  async () => {
    const page = await at();
    await page.evaluate(KEEP);
    await playAll(page);
    // It is not there before the recordings are unpacked.
    await page.locator(".replay").waitFor();
    expect(await page.getByRole("list", { name: "명령 목록" }).getByRole("button").allTextContents()).toEqual(
      recorded.map(({ typed }) => typed),
    );
    await stopped(page, last.typed);
    await shows(page, ...recorded);
    expect(await page.evaluate("said.slice(0, 3)")).toEqual(["▶ 재생", "‖ 멈춤", "▶ 재생"]);
    expect(opened.requests).toEqual([]);
    expect(opened.complaints).toEqual([]);
  },
  LIMIT,
);

test(
  "▶ at a step types its command alone, and the space bar goes on to the next one",
  async () => {
    const page = await at();
    await playStep(page, 2);
    await stopped(page, second.typed);
    await shows(page, first, second);
    expect(await page.locator('[id="1.1:2"] + .replay').count()).toBe(1);
    await page.keyboard.press("Space");
    await stopped(page, third.typed);
    await shows(page, first, second, third);
    expect(opened.complaints).toEqual([]);
  },
  LIMIT,
);

test(
  "a command is typed letter by letter",
  async () => {
    const page = await at();
    await playStep(page, 1);
    await stopped(page, first.typed);
    // The player's own keys: to the mark before, and one event on.
    await page.keyboard.press("[");
    const seen: (string | undefined)[] = [];
    for (const _ of "echo") {
      await page.keyboard.press(".");
      const typed = first.typed.slice(0, seen.length + 1);
      await page.locator(".replay .ap-line", { hasText: new RegExp(`^\\$ ${typed}\\s*$`) }).waitFor();
      seen.push((await lines(page))[0]);
    }
    expect(seen).toEqual(["$ e", "$ ec", "$ ech", "$ echo"]);
  },
  LIMIT,
);

test(
  "a click on a command of the list jumps there, and the next key is the player's",
  async () => {
    const page = await at();
    await playStep(page, 1);
    await stopped(page, first.typed);
    await click(page.locator(".commands button", { hasText: third.typed }));
    await stopped(page, third.typed);
    await shows(page, first, second, third);
    await page.keyboard.press("Space");
    await stopped(page, last.typed);
    expect(await page.locator(".commands [aria-current]").count()).toBe(1);
  },
  LIMIT,
);

test(
  "the buttons go on, stop before each command, and play and pause",
  async () => {
    const page = await at();
    await playStep(page, 1);
    await stopped(page, first.typed);
    await click(page.getByRole("button", { name: "다음 명령" }));
    await stopped(page, second.typed);
    await page.getByRole("checkbox", { name: "명령마다 멈추기" }).uncheck();
    await click(page.locator(".toggle"));
    await stopped(page, last.typed);
    await shows(page, ...recorded);
  },
  LIMIT,
);

test(
  "the focus goes into the player, and back to the button when it is closed, by a button or by a key",
  async () => {
    const page = await at();
    await playStep(page, 2);
    await page.locator(".player:focus-within").waitFor();
    await click(page.getByRole("button", { name: "재생 닫기" }));
    expect(await focused(page)).toBe("play-step");
    expect(await page.locator(".replay").count()).toBe(0);
    await playAll(page);
    await page.locator(".player:focus-within").waitFor();
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe("play");
    expect(await page.locator(".replay").count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  },
  LIMIT,
);

test(
  "one replay is open at a time",
  async () => {
    const page = await at();
    await playStep(page, 1);
    await page.locator('[id="1.1:1"] + .replay').waitFor();
    await playStep(page, 3);
    await page.locator('[id="1.1:3"] + .replay').waitFor();
    expect(await page.locator(".replay").count()).toBe(1);
    await stopped(page, third.typed);
    expect(opened.complaints).toEqual([]);
  },
  LIMIT,
);

test(
  "keys outside of a replay, and those in it that are not its own, stay the page's",
  async () => {
    const page = await at();
    await playStep(page, 1);
    await stopped(page, first.typed);
    await page.evaluate(`{
      window.taken = [];
      document.addEventListener("keydown", (event) => taken.push([event.key, event.defaultPrevented]));
    }`);
    for (const key of ["n", "p", "PageDown"]) await page.keyboard.press(key);
    await page.getByRole("searchbox").focus();
    await page.keyboard.type("e o");
    expect(await page.evaluate("taken")).toEqual(["n", "p", "PageDown", "e", " ", "o"].map((key) => [key, false]));
    expect(await page.getByRole("searchbox").inputValue()).toBe("e o");
    await shows(page, first);
  },
  LIMIT,
);

test(
  "full screen shows the terminal alone, as large as it goes, and a remote control for slides goes on and back",
  async () => {
    const page = await at();
    await playStep(page, 1);
    await stopped(page, first.typed);
    const before = await page.locator(".ap-player").boundingBox();
    await click(page.getByRole("button", { name: "전체 화면" }));
    await page.locator(".ap-wrapper:fullscreen").waitFor();
    await holds(page, `document.querySelector(".ap-player").offsetWidth > ${(before?.width ?? 0) + 100}`);
    const after = await page.locator(".ap-player").boundingBox();
    expect(after?.height ?? Infinity).toBeLessThanOrEqual(WIDE.height);
    await page.keyboard.press("PageDown");
    await stopped(page, second.typed);
    await shows(page, first, second);
    await page.keyboard.press("PageUp");
    await stopped(page, first.typed);
    expect(opened.complaints).toEqual([]);
  },
  LIMIT,
);

test(
  "a reader who wants no motion sees each command with its output at once",
  async () => {
    const page = await at({ reducedMotion: "reduce" });
    await playAll(page);
    await stopped(page, first.typed);
    await shows(page, first);
    await page.keyboard.press("Space");
    await stopped(page, second.typed);
    await shows(page, first, second);
    expect(await page.getByRole("checkbox", { name: "명령마다 멈추기" }).count()).toBe(0);
  },
  LIMIT,
);

test(
  "on a telephone the terminal's letters stay large enough to read, and the page as wide as the screen",
  async () => {
    const page = await at({ viewport: NARROW });
    await playStep(page, 1);
    await stopped(page, first.typed);
    const [size, scrolls, wide] = (await page.evaluate(`{
      const player = document.querySelector(".player");
      [
        parseFloat(getComputedStyle(player.querySelector(".ap-term")).fontSize),
        player.scrollWidth > player.clientWidth,
        document.documentElement.scrollWidth,
      ];
    }`)) as [number, boolean, number];
    expect(size).toBeGreaterThanOrEqual(12);
    expect(scrolls).toBe(true);
    expect(wide).toBeLessThanOrEqual(NARROW.width);
    const [player, list] = [page.locator(".player"), page.locator(".commands")];
    const [above, below] = [await player.boundingBox(), await list.boundingBox()];
    expect(below?.y ?? 0).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  },
  LIMIT,
);

test(
  "on an old projector the terminal's letters have twelve pixels, and its end is in sight with the buttons",
  async () => {
    const page = await at({ viewport: { width: 1024, height: 768 } });
    await playStep(page, 1);
    await stopped(page, first.typed);
    const letters = await page.evaluate('parseFloat(getComputedStyle(document.querySelector(".ap-line")).fontSize)');
    expect(letters).toBeGreaterThanOrEqual(12);
    const controls = await page.locator(".controls").boundingBox();
    expect((controls?.y ?? 0) + (controls?.height ?? 0)).toBeLessThanOrEqual(768);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(1024);
  },
  LIMIT,
);

test.each(["light", "dark"] as const)(
  "axe finds nothing on a page with an open replay in its %s colours, wide and narrow",
  async (colorScheme) => {
    for (const viewport of [WIDE, NARROW]) {
      const page = await at({ colorScheme, viewport, bypassCSP: true });
      await playStep(page, 2);
      await stopped(page, second.typed);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate("axe.run()")) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      await opened.close();
    }
  },
  LIMIT,
);
