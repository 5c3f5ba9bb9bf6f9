import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { LabError } from "../../common/errors.ts";
import { PLAIN } from "./cells.ts";
import type { Drawing } from "./svg.ts";
import { cellsOfWords, LINE, lineOf } from "./text.ts";

/** Browsers that can take a picture of a page, as they are named on PATH. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "msedge",
  "chrome",
];
/** Where macOS and Windows have them. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const folder = process.env[name];
    const browsers = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return folder === undefined ? [] : browsers.map((browser) => `${folder}\\${browser}`);
  }),
];

/** A browser that is installed here; `undefined` where there is none that is known. */
export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page as it was served, as far as the record has it. */
export interface ServedPage {
  /** Where it was asked for, as the note has it: `http://host:5000/`. */
  address: string;
  /** The answer's text. */
  content: string;
}

/** In pixels: a window's size, which is the most that a picture shows. */
const WINDOW = { width: 960, height: 600 };
/** The least height of a picture, and the space below what is in it, in pixels. */
const LOWEST = 120;
const SPACE = 24;
/** Pixels of a picture for one of the window, so that it is sharp on a projector. */
export const SHARPNESS = 2;
/** Milliseconds that the browser may take to start, and for each page. */
const LIMIT = 30_000;

/** A browser that takes pictures of pages; it is ended when it is disposed of. */
export interface Photographer extends AsyncDisposable {
  /**
   * A picture as PNG, {@link SHARPNESS} times the size that it has in a window.
   *
   * @throws {LabError} when the browser did not start, or does not show the page
   */
  picture(page: ServedPage): Promise<Buffer>;
}

/**
 * Starts a real browser for pictures of pages, and does not wait until it is there. A page is given to it as it was served; its
 * scripts do not run, and whatever else it asks for is refused, so nothing leaves this machine and no host has to be up.
 *
 * @param browser the program's file
 */
export function photographer(browser: string): Photographer {
  const starting = start(browser);
  // Whoever asks for a picture is told.
  starting.catch(() => {});
  return {
    async picture(page) {
      const running = await starting;
      try {
        return await screenshot(running, page);
      } catch (cause) {
        const remedy = "try it again";
        throw new LabError(`The browser ${browser} could not take a picture of a page`, { cause, remedy });
      }
    },
    [Symbol.asyncDispose]: () =>
      starting.then(
        (running) => running.close(),
        () => {},
      ),
  };
}

async function start(browser: string): Promise<Browser> {
  // Chromium has no sandbox for root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browser, args, timeout: LIMIT }).catch((cause) => {
    throw new LabError(`The browser ${browser} did not start`, { cause, remedy: "see that it can be opened by hand" });
  });
}

async function screenshot(browser: Browser, { content }: ServedPage): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: WINDOW,
    deviceScaleFactor: SHARPNESS,
    javaScriptEnabled: false,
    serviceWorkers: "block",
    colorScheme: "light",
  });
  try {
    // Browsers refuse some ports, which a note may well use: the page is at one that they do not.
    const own = "http://host/";
    await context.route("**", (route) =>
      route.request().url() === own && route.request().isNavigationRequest()
        ? route.fulfill({ body: content, contentType: `${kindOf(content)}; charset=utf-8`, headers: policy })
        : route.abort(),
    );
    const page = await context.newPage();
    await page.goto(own, { timeout: LIMIT });
    const bottom = Math.ceil(await page.evaluate<number>(contentBottom)) + SPACE;
    const height = Math.min(WINDOW.height, Math.max(LOWEST, bottom));
    return await page.screenshot({ timeout: LIMIT, clip: { x: 0, y: 0, width: WINDOW.width, height } });
  } finally {
    await context.close();
  }
}

/** The page is its own text alone; in a sandbox it does not go elsewhere by itself, either. */
const policy = {
  "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
};

/** Where a page's content ends, in pixels from its top: its body may be as high as the window. */
const contentBottom = `(() => {
  const content = document.createRange();
  content.selectNodeContents(document.body);
  return content.getBoundingClientRect().bottom;
})()`;

/** The record has a page's text alone. */
const kindOf = (content: string): string => (/^\s*</.test(content) ? "text/html" : "text/plain");

/** The bar with the address above a page, in pixels. */
const BAR = 40;

const addressStyle = { ...PLAIN, colour: "#22262e" };

/** A browser's picture of a page, under the address that it was asked for at. */
export function drawPage(title: string, { address, content }: ServedPage, screenshot: Buffer): Drawing {
  const [width, shown] = sizeOf(screenshot).map((pixels) => pixels / SHARPNESS) as [number, number];
  const height = shown + BAR;
  return {
    title,
    description: `${address}\n${content}`,
    width,
    height,
    shapes: [
      `<rect width="${width}" height="${height}" rx="8" fill="#d5d8de"/>`,
      `<rect x="12" y="8" width="${width - 24}" height="24" rx="12" fill="#ffffff"/>`,
      `<image x="0" y="${BAR}" width="${width}" height="${shown}" href="data:image/png;base64,${screenshot.toString("base64")}"/>`,
    ],
    lines: [lineOf(cellsOfWords(address, addressStyle), 28, (BAR - LINE) / 2, "address")],
  };
}

/** Of a PNG, in pixels: they stand at the beginning of its first chunk (https://www.w3.org/TR/png-3/#11IHDR). */
const sizeOf = (png: Buffer): [width: number, height: number] => [png.readUInt32BE(16), png.readUInt32BE(20)];
