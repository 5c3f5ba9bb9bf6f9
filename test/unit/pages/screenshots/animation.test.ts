import { describe, expect, test } from "@jest/globals";
import { animatedSvg } from "../../../../src/pages/screenshots/animation.ts";
import { seenTerminal } from "../../../../src/pages/screenshots/screens.ts";

const cast = (...events: [number, string][]) =>
  [{ version: 2, width: 40, height: 6 }, ...events.map(([at, data]) => [at, "o", data])]
    .map((each) => JSON.stringify(each))
    .join("\n");

const shown = { title: "A title", bar: "npm start", speed: 2 };
const textsOf = (svg: string) => [...svg.matchAll(/<tspan[^>]*>([^<]*)</g)].map(([, text]) => text);

describe("an animation of a terminal", () => {
  test("what comes at once is one screen, and each screen is what the terminal then shows", async () => {
    const { columns, screens } = await seenTerminal(cast([0, "one\r\n"], [0.1, "two"], [2, "\r\x1b[Kthree"]));
    expect(columns).toBe(40);
    expect(screens.map(({ time }) => time)).toEqual([100, 2000]);
    const rows = screens.map((screen) => screen.rows.map((row) => row.map(({ text }) => text).join("")));
    expect(rows.map((texts) => texts.slice(0, 3))).toEqual([
      ["one", "two", ""],
      ["one", "three", ""],
    ]);
  });

  test("a row that changes moves through all that it shows, at the times at which it shows it, and one that stays does not move", async () => {
    const seen = await seenTerminal(cast([0, "one\r\ntwo"], [2, "\r\x1b[Kthree"], [4, "\r\x1b[Ktwo"]));
    const svg = animatedSvg(seen, shown);
    expect(textsOf(svg)).toEqual(["npm start", "one", "two", "three"]);
    // Two seconds are one, and the last screen is held.
    const [, steps] = /@keyframes r1\{(.*?\})\}/.exec(svg) ?? [];
    expect(steps).toBe("0%{transform:translateY(0)}12.5%{transform:translateY(-20px)}25%{transform:translateY(0)}");
    expect(svg).not.toContain("@keyframes r0");
  });

  test("a long wait is cut", async () => {
    const svg = animatedSvg(await seenTerminal(cast([0, "one"], [600, "\rtwo"])), shown);
    expect(svg).toContain("animation:r0 7.5s step-end infinite");
  });

  test("who wants no motion sees the last screen", async () => {
    const svg = animatedSvg(await seenTerminal(cast([0, "one"], [2, "\rtwo"])), shown);
    expect(svg).toContain("@media(prefers-reduced-motion:reduce)");
    expect(svg).toContain(".r0{transform:translateY(-20px);animation:");
    expect(svg).toContain("<desc>two</desc>");
  });
});
