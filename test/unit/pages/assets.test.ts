import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { loadClassFiles } from "../../../src/class/pages/files.ts";
import { loadAssets } from "../../../src/pages/assets.ts";

const STYLES = join(import.meta.dirname, "../../../src/pages/assets/styles");

/** The rules of a style sheet: the selector, with the `@media` around it, and the declarations. */
function rulesIn(text: string, media = ""): { of: string; declarations: string[] }[] {
  const blocks = /(@media[^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}|([^{}]+)\{([^{}]*)\}/g;
  return [...text.replace(/\/\*.*?\*\//gs, "").matchAll(blocks)].flatMap(([, query, inner, selectors, body]) =>
    query !== undefined
      ? rulesIn(inner ?? "", query.trim())
      : (selectors ?? "").split(/,(?![^(]*\))/).map((selector) => ({
          of: `${media} ${selector.trim().replace(/\s+/g, " ")}`.trim(),
          declarations: (body ?? "").split(/;(?=\s)/).flatMap((one) => one.trim() || []),
        })),
  );
}

/** The colours of a style sheet's tokens, by their names: those of a light ground, and those of a dark one. */
function palettes(style: string): [light: Map<string, string>, dark: Map<string, string>] {
  const tokens = [...style.matchAll(/--([\w-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g)];
  const colours = (of: (token: RegExpExecArray) => string | undefined) =>
    new Map(tokens.map((token) => [token[1] ?? "", of(token) ?? token[4] ?? ""]));
  return [colours((token) => token[2]), colours((token) => token[3])];
}

/** All style sheets of a class's pages. */
async function classStyles(): Promise<string> {
  const files = [...(await loadClassFiles())].filter(([name]) => name.endsWith(".css"));
  return files.map(([, { bytes }]) => Buffer.from(bytes).toString()).join("\n");
}

/** WCAG 2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other]
    .map((colour) => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5]
        .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe("The styles of pages", () => {
  test("what is read has enough contrast with what is behind it, on a light screen and on a dark one", async () => {
    const all = palettes(`${(await loadAssets("run")).style}${await classStyles()}`);
    expect(all[0]).not.toEqual(all[1]);
    const kinds = ["note", "tip", "important", "warning", "caution"];
    const pairs = [
      ...["text", "quiet", "link", "passed", "failed", "skipped"].flatMap((name) =>
        ["back", "raised", "terminal"].map((behind) => `${name} ${behind}`),
      ),
      ...kinds.map((name) => `${name} back`),
      ...["missing", "extra", "varies", "found", "notice", "missing-word", "extra-word"].map((name) => `text ${name}`),
      "quiet missing",
      "quiet extra",
      ...["back", "raised", "differs-back"].map((name) => `differs ${name}`),
      ...["terminal-text terminal", "prompt terminal", "terminal-bar-text terminal-bar"],
    ];
    // A sign needs less than letters.
    const signs = ["open", "done", "passed", "differs-box", "skipped"].flatMap((name) => [
      `${name} back`,
      `${name} raised`,
    ]);
    for (const colours of all)
      for (const [least, those] of [
        [4.5, pairs],
        [3, signs],
      ] as const)
        for (const pair of those) {
          const [front = "", behind = ""] = pair.split(" ").map((name) => colours.get(name));
          expect({ pair, least, enough: contrast(front, behind) >= least }).toEqual({ pair, least, enough: true });
        }
  });

  test("a handout has the colours of a page, and none for a dark screen", async () => {
    const [page, handout] = await Promise.all([loadAssets("run"), loadAssets("handout")]);
    expect(palettes(handout.style)).toEqual(palettes(page.style));
    const schemes = (style: string) => new Set([...style.matchAll(/color-scheme: ([\w ]+);/g)].map(([, one]) => one));
    expect(schemes(page.style)).toContain("light dark");
    expect(schemes(handout.style)).toEqual(new Set(["light"]));
  });

  test("each rule stands once: no two style sheets say the same of the same thing", () => {
    const files = readdirSync(STYLES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
    const rules = files.flatMap((file) =>
      rulesIn(readFileSync(join(STYLES, file), "utf8")).map((rule) => ({ file, ...rule })),
    );
    expect(rules.length).toBeGreaterThan(500);
    const twice = rules.flatMap((one, index) =>
      rules
        .slice(index + 1)
        .filter(({ file, of }) => file !== one.file && of === one.of)
        .map(({ file, of, declarations }) => ({
          of,
          files: [one.file, file],
          same: declarations.filter((each) => one.declarations.includes(each)),
        })),
    );
    // One declaration that two pages have for the same name is no rule yet.
    expect(twice.filter(({ same }) => same.length > 1)).toEqual([]);
  });

  test("what a style sheet names is defined", async () => {
    const [run, handout] = await Promise.all([loadAssets("run"), loadAssets("handout")]);
    for (const style of [run.style, handout.style, await classStyles()]) {
      const defined = new Set([...style.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
      const used = new Set([...style.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
      // The script says how many rows stand beside each other.
      expect([...used].filter((name) => !defined.has(name) && name !== "--rows")).toEqual([]);
    }
  });
});
