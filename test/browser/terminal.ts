import type { Page } from "playwright-core";
import { until } from "../until.ts";

/** What a terminal of a page shows, line by line. @param place what has the terminal in it; the one in sight, if nothing is said */
export async function linesOf(page: Page, place = ".shown"): Promise<string[]> {
  const rows = page.locator(`${place} .xterm-rows > div`);
  return (await rows.allTextContents()).map((row) => row.replaceAll("\u00a0", " ").trimEnd());
}

/**
 * Resolves when the last line in sight is an empty prompt. The page knows of one before it has drawn it, and the server takes keys once the page has
 * drawn what it has.
 */
export const drawn = (page: Page): Promise<unknown> =>
  until("the prompt is drawn", async () => {
    const last = (await linesOf(page)).findLast((line) => line !== "") ?? "";
    return /[$#]$/.test(last) || undefined;
  });
