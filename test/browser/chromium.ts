import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { ensureProgram } from "../../src/common/packages.ts";
import { findBrowser } from "../../src/pages/pictures/browser.ts";

/** The program of Debian that tests of pages run. */
export const CHROMIUM = { name: "chromium", packages: ["chromium"] };

/** A browser of this machine; Debian's is installed where there is none. */
export const browserProgram = async (): Promise<string> =>
  findBrowser() ?? (await ensureProgram(CHROMIUM, console.warn));

/** {@link browserProgram}, started. */
export async function launch(): Promise<Browser> {
  const executablePath = await browserProgram();
  // Chromium's own sandbox refuses root, and the pages are our own.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A page as it is opened from disk, with all that it did which it should not. */
export interface Opened {
  page: Page;
  /** What it asked for besides itself. */
  requests: string[];
  /** What the console said, errors of scripts and refusals of the page's policy among it. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a file; `place` is what stands behind `#`. */
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
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${own}${place}`);
  return { page, requests, complaints, close: () => context.close() };
}
