import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { LabError } from "../../common/errors.ts";
import { PLAIN } from "./cells.ts";
import { FRAME } from "./colours.ts";
import type { Drawing } from "./svg.ts";
import { cellsOfWords, LINE, lineOf } from "./text.ts";

/** Browsers that can take a picture of a page, by their names on PATH. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "msedge",
  "chrome",
];
/** Their places on macOS and Windows. */
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

/** The path of an installed browser; `undefined` if none of the known ones is found. */
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

/** A page as the record has it. */
export interface ServedPage {
  /** Its address in the note: `http://host:5000/`. */
  address: string;
  /** The body of the response. */
  content: string;
}

/** The window's size, which is the largest size of a picture, in pixels. */
const WINDOW = { width: 960, height: 600 };
/** The least height of a picture, and the space below its content, in pixels. */
const LOWEST = 120;
const SPACE = 24;
/** Pixels of a picture for each pixel of the window, so that it is sharp on a projector. */
export const SHARPNESS = 2;
/** Milliseconds that the browser may take to start, and to show each page. */
const LIMIT = 30_000;

/** A browser that takes pictures of pages, and is closed when it is disposed of. */
export interface Photographer extends AsyncDisposable {
  /**
   * A picture as PNG, {@link SHARPNESS} times as large as in the window.
   *
   * @throws {LabError} when the browser did not start, or does not show the page
   */
  picture(page: ServedPage): Promise<Buffer>;
}

/**
 * Starts a real browser for pictures of pages, and does not wait for it. The browser shows a page from the record. Scripts do not run,
 * and all other requests are refused, so nothing leaves this machine, and no host has to be up.
 *
 * @param browser the program's file
 */
export function photographer(browser: string): Photographer {
  const starting = startBrowser(browser);
  // Avoids an unhandled rejection: the first call of `picture` reports the failure.
  starting.catch(() => {});
  return {
    async picture(page) {
      const running = await starting;
      try {
        return await screenshot(running, page);
      } catch (cause) {
        const remedy = "run the command again";
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

/** Starts a browser. @throws {LabError} when it does not start */
export async function startBrowser(browser: string): Promise<Browser> {
  // Chromium's sandbox refuses root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browser, args, timeout: LIMIT }).catch((cause) => {
    throw new LabError(`The browser ${browser} did not start`, {
      cause,
      remedy: "start that browser by hand to see why",
    });
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
    // Browsers block some ports that a note may use, so the page has an address of its own.
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

/** The page may load nothing. The sandbox keeps it from navigating elsewhere. */
const policy = {
  "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
};

/** The bottom of a page's content, in pixels from its top. The body itself may be as high as the window. */
const contentBottom = `(() => {
  const content = document.createRange();
  content.selectNodeContents(document.body);
  return content.getBoundingClientRect().bottom;
})()`;

/** The record does not have the content type. */
const kindOf = (content: string): string => (/^\s*</.test(content) ? "text/html" : "text/plain");

/** The height of the address bar above a page, in pixels. */
const BAR = 40;

/** The middles of the bar's dots, and the left edge of the address, in pixels. */
const dots = [20, 38, 56];
const ADDRESS = 76;

const addressStyle = { ...PLAIN, colour: "#22262e" };

/** A browser's picture of a page below its address, in a frame that is a window on a white page, too. */
export function drawPage(title: string, { address, content }: ServedPage, screenshot: Buffer): Drawing {
  const [width, shown] = sizeOf(screenshot).map((pixels) => pixels / SHARPNESS) as [number, number];
  const height = shown + BAR;
  const [right, bottom] = [width - 0.5, height - 0.5];
  const outline = `M0.5 ${bottom}V8.5q0-8 8-8H${right - 8}q8 0 8 8V${bottom}z`;
  return {
    title,
    description: `${address}\n${content}`,
    width,
    height,
    shapes: [
      `<path fill="#d5d8de" d="${outline}"/>`,
      ...dots.map((x) => `<circle cx="${x}" cy="${BAR / 2}" r="5" fill="${FRAME}"/>`),
      `<rect x="${ADDRESS}" y="8" width="${width - ADDRESS - 12}" height="24" rx="12" fill="white"/>`,
      `<image x="0" y="${BAR}" width="${width}" height="${shown}" href="data:image/png;base64,${screenshot.toString("base64")}"/>`,
      `<path fill="none" stroke="${FRAME}" d="M0 ${BAR - 0.5}H${width}${outline}"/>`,
    ],
    lines: [lineOf(cellsOfWords(address, addressStyle), ADDRESS + 16, (BAR - LINE) / 2, "address")],
  };
}

/** The size of a PNG in pixels, from its first chunk (https://www.w3.org/TR/png-3/#11IHDR). */
const sizeOf = (png: Buffer): [width: number, height: number] => [png.readUInt32BE(16), png.readUInt32BE(20)];
