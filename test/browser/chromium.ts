import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { ensureProgram } from "../../src/common/packages.ts";
import { findBrowser } from "../../src/pages/pictures/browser.ts";
import { until } from "../until.ts";

/** Debian's browser, for tests of pages. */
export const CHROMIUM = { name: "chromium", packages: ["chromium"] };

/** The path of a browser. Debian's is installed if this machine has none. */
export const browserProgram = async (): Promise<string> =>
  findBrowser() ?? (await ensureProgram(CHROMIUM, console.warn));

/** Starts a browser. */
export async function launch(): Promise<Browser> {
  const executablePath = await browserProgram();
  // Chromium's sandbox refuses root. The pages are the tests' own.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A page from disk, and everything that it did but should not do. */
export interface Opened {
  page: Page;
  /** The addresses that it requested, except its own. */
  requests: string[];
  /** The messages of the console, including errors of scripts and blocks by the page's policy. */
  complaints: string[];
  close(): Promise<void>;
}

/** Tells of all that a page says on its console, blocks by its policy among it, and of errors of its scripts. */
export function hear(page: Page, complain: (complaint: string) => void): void {
  page.on("console", (message) => complain(message.text()));
  page.on("pageerror", (error) => complain(error.stack ?? error.message));
}

/** {@link hear}, for a page that a server has: tells of what it asks of others, too. @param origin the server's */
export function hearServed(page: Page, origin: string, complain: (complaint: string) => void): void {
  hear(page, complain);
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) complain(url);
  });
}

/** Opens a file. `place` is its hash. */
export async function open(
  browser: Browser,
  file: string,
  place = "",
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ locale: "ko-KR", timezoneId: "Asia/Seoul", ...options });
  const page = await context.newPage();
  const own = `file://${file}`;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== own) requests.push(request.url());
  });
  hear(page, (complaint) => complaints.push(complaint));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${own}${place}`);
  return { page, requests, complaints, close: () => context.close() };
}

/**
 * Resolves when an expression of JavaScript is true in the page.
 *
 * Playwright's own `waitForFunction` looks from inside the page, where the page's policy refuses to evaluate text: it fails unless the
 * first look finds the expression true.
 *
 * @param renews the page may load itself again meanwhile, which ends a look
 */
export const holds = async (page: Page, expression: string, { renews = false } = {}): Promise<void> => {
  await until(`this is true in the page: ${expression}`, async () => {
    const look = page.evaluate(expression);
    return (await (renews ? look.catch(() => undefined) : look)) === true || undefined;
  });
};

/** Does something, and resolves when a part of the page has said a text, which the page takes away again after a moment. */
export async function says(page: Page, selector: string, text: string, act: () => Promise<void>): Promise<void> {
  await page.evaluate(`{
    globalThis.said = [];
    const part = document.querySelector(${JSON.stringify(selector)});
    new MutationObserver(() => said.push(part.textContent)).observe(part, { childList: true, characterData: true, subtree: true });
  }`);
  await act();
  await holds(page, `said.includes(${JSON.stringify(text)})`);
}

/** Frames without a move, after which an element stays where it is: what comes into sight is laid out a frame or two later. */
const STILL = 20;

/**
 * Clicks an element, once it is in sight and nothing moves it any more.
 *
 * A page lays out a part of itself only when that comes into sight, and what stands below moves then. A click is nothing where the
 * button goes down on the element and, because of such a move, up on another; Playwright looks at the first of the two only.
 */
export async function click(element: Locator): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  await still(element);
  await element.click();
}

/** Resolves when an element has not moved for {@link STILL} frames. */
export async function still(element: Locator): Promise<void> {
  await element.evaluate(
    (element: { getBoundingClientRect(): { top: number } }, frames) =>
      new Promise<void>((resolve) => {
        const { requestAnimationFrame } = globalThis as unknown as { requestAnimationFrame(next: () => void): void };
        let [last, times] = [Number.NaN, 0];
        const look = () => {
          const { top } = element.getBoundingClientRect();
          times = top === last ? times + 1 : 0;
          last = top;
          if (times === frames) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    STILL,
  );
}
