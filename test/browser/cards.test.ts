import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import jsQR from "jsqr";
import type { Browser } from "playwright-core";
import { renderCards } from "../../src/class/cards/cards.ts";
import { launch, open } from "./chromium.ts";

// A browser may have to be installed first, and a busy machine takes long for thirty pictures.
jest.setTimeout(300_000);

/** The reader of PNG that comes with Playwright. */
const { PNG } = createRequire(import.meta.url)("playwright-core/lib/utilsBundle") as {
  PNG: { sync: { read(png: Buffer): { data: Buffer; width: number; height: number } } };
};

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "labnote-cards-"));
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const seats = Array.from({ length: 30 }, (_, at) => ({
  name: at === 3 ? "a student with a name that is much longer than any card is wide" : `host-${at + 1}`,
  link: `https://192.168.7.20:8443/#${"0123456789abcdefABCDEF_-".slice(0, 22 - String(at).length)}${at}`,
  code: "K7QF-9M2T-XB",
}));
const file = join(folder, "cards.html");

/** Writes the cards of thirty seats. */
const write = (language: string) =>
  writeFileSync(
    file,
    renderCards({
      ...{ language, title: "Ch01. 도커 기초", address: "https://192.168.7.20:8443/", seats },
      fingerprint: Array(32).fill("A7").join(":"),
    }),
  );

test.each(["ko", "en"])("a reader finds each seat's link in its card (%s)", async (language) => {
  write(language);
  const { page, requests, complaints, close } = await open(browser, file, "", { deviceScaleFactor: 2 });
  const found: string[] = [];
  for (const card of await page.locator(".card svg").all()) {
    const { data, width, height } = PNG.sync.read(await card.screenshot());
    found.push(jsQR.default(new Uint8ClampedArray(data), width, height)?.data ?? "none");
  }
  expect(found).toEqual(seats.map(({ link }) => link));
  expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  await close();
});

test("thirty cards are four sheets of A4, and nothing of a card is cut off", async () => {
  write("ko");
  const { page, close } = await open(browser, file);
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(4);
  const over = await page.evaluate(`[...document.querySelectorAll(".card")].filter((card) => {
    const { bottom, right } = card.getBoundingClientRect();
    return [...card.querySelectorAll("dd, svg, .print, .print span")].some((part) => {
      const box = part.getBoundingClientRect();
      return box.bottom > bottom + 0.5 || box.right > right + 0.5;
    });
  }).length`);
  expect(over).toBe(0);
  await close();
});
