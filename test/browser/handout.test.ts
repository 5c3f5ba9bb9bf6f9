import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { readNote } from "../../src/note/read.ts";
import { photographer } from "../../src/pages/pictures/browser.ts";
import { cellsOf } from "../../src/pages/pictures/cells.ts";
import { wantedPictures } from "../../src/pages/pictures/plan.ts";
import { svgOf } from "../../src/pages/pictures/svg.ts";
import { drawTerminal } from "../../src/pages/pictures/terminal.ts";
import { writeHandout } from "../../src/pages/write.ts";
import { browserProgram, click, launch, open, says } from "./chromium.ts";
import { hostile } from "./pages.ts";

// A browser may have to be installed first.
jest.setTimeout(300_000);

let browser: Browser;
let folder = "";
beforeAll(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "labnote-handout-"));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A handout with a hostile note and hostile output. */
async function handout(): Promise<string> {
  const markdown = [
    "---",
    "language: ko",
    "---",
    "# 도커",
    "```console",
    "$ echo 'a \"quoted\" <word>' && \\",
    "    echo 둘",
    "a",
    ...hostile,
    "```",
    "![그림](pictures/p.svg)",
    ...hostile,
    "```html file=index.html",
    ...hostile,
    "```",
  ]
    .join("\n\n")
    .replaceAll("\\\n\n", "\\\n");
  const note = readNote(markdown, "note.md");
  const pictures = await Promise.all(
    wantedPictures(markdown, note).map(async (picture) => ({
      ...picture,
      drawing: drawTerminal({ title: hostile.join(" "), bar: hostile.join(" ") }, await cellsOf(hostile.join("\r\n"))),
    })),
  );
  const file = join(folder, "handout.html");
  await writeHandout(note, markdown, pictures, file);
  return file;
}

describe("A handout in a browser", () => {
  test("a handout loads nothing, runs its own script alone, and the console has no errors", async () => {
    const { page, requests, complaints, close } = await open(browser, await handout());
    await page.evaluate("document.fonts.ready");
    expect(await page.evaluate(`"hit" in window`)).toBe(false);
    expect(await page.locator("figure svg").count()).toBe(1);
    expect([requests, complaints]).toEqual([[], []]);
    await close();
  });

  test("a click on a handout's button copies the command as it is typed", async () => {
    const { page, complaints, close } = await open(browser, await handout(), "", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await says(page, "button.copy", "복사됨", () => click(page.locator("button.copy").first()));
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("echo 'a \"quoted\" <word>' && \\\n    echo 둘");
    expect(complaints).toEqual([]);
    await close();
  });

  test("axe finds nothing in a handout", async () => {
    const { page, close } = await open(browser, await handout(), "", { bypassCSP: true });
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const found = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
    );
    expect(found).toEqual([]);
    await close();
  });

  test("a handout is printed without its buttons", async () => {
    const { page, close } = await open(browser, await handout());
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("button.copy").first().isVisible()).toBe(false);
    await close();
  });
});

describe("A picture in a browser", () => {
  test("the letters of a picture are as wide as their cells, and its text can be copied", async () => {
    const file = join(folder, "picture.svg");
    const lines = ["NAME  첫 페이지  …  \x1b[1mbold\x1b[0m end", "  two"];
    writeFileSync(file, svgOf(drawTerminal({ title: "t", bar: "" }, await cellsOf(lines.join("\r\n"))), "embedded"));
    const { page, requests, complaints, close } = await open(browser, file);
    await page.evaluate("document.fonts.ready");
    expect(await page.evaluate(`document.fonts.check("16px 'Nanum Gothic Coding'", "A첫")`)).toBe(true);
    // Without textLength, each piece has the same length.
    const widths = await page.evaluate(`[...document.querySelectorAll("tspan")].map((span) => {
      const told = Number(span.getAttribute("textLength"));
      span.removeAttribute("textLength");
      return [span.textContent, told, span.getComputedTextLength()];
    })`);
    for (const [text, told, own] of widths as [string, number, number][])
      if (text !== "…") expect(Math.abs(own - told)).toBeLessThan(0.1);
    await page.evaluate("getSelection().selectAllChildren(document.querySelector('g'))");
    expect(
      String(await page.evaluate("getSelection().toString()"))
        .trim()
        .split("\n"),
    ).toEqual(["NAME  첫 페이지  …  bold end", "  two"]);
    expect([requests, complaints]).toEqual([[], []]);
    await close();
  });
});

describe("A browser's picture of a page", () => {
  test("a browser's picture shows the page as it was served, and sends no request", async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    const address = `http://127.0.0.1:${await new Promise((resolve) => server.once("listening", () => resolve((server.address() as AddressInfo).port)))}/`;
    try {
      const program = await browserProgram();
      const reaching = `<body style="background:url(${address})"><img src="${address}"><script>fetch("${address}")</script><meta http-equiv="refresh" content="0;url=${address}"><iframe src="${address}"></iframe><h1>Page</h1>`;
      const pages = ["<h1>Page</h1>", "<h1 style='margin-top:5em'>Page</h1>", "plain <b>", reaching].map((content) => ({
        address: "http://host:6000/",
        content,
      }));
      await using browser = photographer(program);
      const pictures: Buffer[] = [];
      for (const page of pages) pictures.push(await browser.picture(page));
      expect(pictures.map((png) => png.subarray(1, 4).toString())).toEqual(["PNG", "PNG", "PNG", "PNG"]);
      expect(pictures.map((png) => png.readUInt32BE(16))).toEqual([1920, 1920, 1920, 1920]);
      expect(pictures[1]?.readUInt32BE(20)).toBeGreaterThan(pictures[0]?.readUInt32BE(20) as number);
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });
});

test("code has letters as wide as others on a screen, and as narrow as those of pictures on paper, where a terminal's lines fit", async () => {
  const { page, close } = await open(browser, await handout());
  await page.evaluate(
    `document.querySelector("main").insertAdjacentHTML("beforeend", "<pre><code class='digits'>" + "0".repeat(50) + "</code></pre>")`,
  );
  await page.evaluate(`document.fonts.load('1rem "Cascadia Mono"')`);
  const width = () =>
    page.evaluate(`(() => {
      const digits = document.querySelector(".digits");
      return digits.getBoundingClientRect().width / 50 / Number.parseFloat(getComputedStyle(digits).fontSize);
    })()`);
  expect(await width()).toBeCloseTo(0.6, 1);
  await page.emulateMedia({ media: "print" });
  expect(await width()).toBeCloseTo(0.5, 2);
  await close();
});
