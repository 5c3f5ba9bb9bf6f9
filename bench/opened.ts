import { chromium } from "playwright-core";
import { findBrowser } from "../src/pages/pictures/browser.ts";

/**
 * Seconds until a browser shows a page that it opens from disk: its first contents are painted, and its script has run. Each time in a
 * browser that has opened nothing before. `undefined` where none is installed.
 */
export async function opened(file: string): Promise<number | undefined> {
  const executablePath = findBrowser();
  if (executablePath === undefined) return undefined;
  // Chromium's own sandbox refuses root, and the page is our own.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.goto(`file://${file}`, { waitUntil: "domcontentloaded" });
    const painted = (await page.evaluate(
      `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))))`,
    )) as number;
    return painted / 1000;
  } finally {
    await browser.close();
  }
}
