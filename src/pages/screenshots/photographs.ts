import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startBrowser } from "../pictures/browser.ts";

/** What is photographed of an HTML document. */
export interface Photograph {
  html: string;
  /** The window's size, in pixels. */
  window: { width: number; height: number };
  /** What is in the photograph, from the top of the first element to the bottom of the last one, by their ids; without it, the window. */
  from?: { first: string; last: string };
}

/** A browser that photographs documents, and is closed when it is disposed of. */
export interface Camera extends AsyncDisposable {
  /** A photograph in a format that browsers show: WebP for files, PNG for another photograph to show. */
  take(photograph: Photograph, format: "webp" | "png"): Promise<Buffer>;
  /** Opens a page that is served, as a browser of its own does. It is closed with the camera. */
  open(link: string): Promise<Page>;
}

/** Pixels of a photograph for each pixel of the window. */
const SHARPNESS = 2;
/** From 0 to 100. Letters have no visible stains from here on. */
const QUALITY = 86;
/** Milliseconds that the browser may take for a document. */
const LIMIT = 30_000;

/**
 * The typefaces of photographs. So a picture is the same on each machine that makes it, whatever fonts it has.
 */
const TYPEFACES = [
  { family: "Inter", name: "inter", weights: [400, 600, 700] },
  { family: "Cascadia Mono", name: "cascadia-mono", weights: [400, 700] },
];

const OPTIONS: BrowserContextOptions = {
  ...{ deviceScaleFactor: SHARPNESS, colorScheme: "light", locale: "en-GB", timezoneId: "UTC" },
  // A page of labnote has its own policy, which forbids the typefaces that the photograph adds.
  ...{ bypassCSP: true, serviceWorkers: "block", reducedMotion: "reduce" },
};

/** Starts a real browser for photographs. It loads nothing from elsewhere. @throws {LabError} when it does not start */
export async function camera(program: string): Promise<Camera> {
  const browser = await startBrowser(program);
  return {
    take: (photograph, format) => taken(browser, photograph, format),
    open: (link) => opened(browser, link),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function taken(browser: Browser, { html, window, from }: Photograph, format: "webp" | "png"): Promise<Buffer> {
  const context = await browser.newContext({ ...OPTIONS, viewport: window });
  try {
    const own = "http://labnote/";
    await context.route("**", (route) =>
      route.request().url() === own
        ? route.fulfill({ body: html, contentType: "text/html; charset=utf-8" })
        : route.abort(),
    );
    const page = await context.newPage();
    await page.goto(own, { timeout: LIMIT });
    await page.addStyleTag({ content: styles() });
    await page.evaluate("document.fonts.ready.then(() => undefined)");
    const { y, height } = from === undefined ? { y: 0, height: window.height } : await stretch(page, from);
    const clip = { x: 0, y, width: window.width, height, scale: 1 };
    if (format === "png") return await page.screenshot({ clip, fullPage: true, timeout: LIMIT });
    const devtools = await context.newCDPSession(page);
    const shot = { format, quality: QUALITY, clip, captureBeyondViewport: true };
    return Buffer.from((await devtools.send("Page.captureScreenshot", shot)).data, "base64");
  } finally {
    await context.close();
  }
}

/** Opens a page of a server, with the typefaces from its beginning on. */
async function opened(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext(OPTIONS);
  await context.addInitScript(`{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(styles())});
    document.adoptedStyleSheets = [sheet];
  }`);
  const page = await context.newPage();
  await page.goto(link, { timeout: 4 * LIMIT, waitUntil: "commit" });
  return page;
}

/** From the first element to the last one, in pixels of the document. */
const stretch = (
  page: Page,
  { first, last }: { first: string; last: string },
): Promise<{ y: number; height: number }> =>
  page.evaluate(`(() => {
    const box = (id) => document.getElementById(id).getBoundingClientRect();
    const [y, end] = [box(${JSON.stringify(first)}).top, box(${JSON.stringify(last)}).bottom];
    return { y: Math.floor(y + scrollY), height: Math.ceil(end - y) };
  })()`);

/** The typefaces; and what a page lays out only when it comes into sight, at once. */
const styles = (): string =>
  `${TYPEFACES.flatMap(({ family, name, weights }) =>
    weights.map(
      (weight) =>
        `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${fontFile(name, weight)})}`,
    ),
  ).join("")}:root{--sans:Inter,sans-serif;--mono:"Cascadia Mono",monospace}*{content-visibility:visible!important}`;

const { resolve } = createRequire(import.meta.url);
const fontFile = (name: string, weight: number): string =>
  readFileSync(resolve(`@fontsource/${name}/files/${name}-latin-${weight}-normal.woff2`)).toString("base64");
