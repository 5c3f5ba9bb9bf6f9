import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Nodes } from "mdast";
import { parsePage } from "../../src/note/markdown.ts";

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, "../..", file), "utf8");
const english = textOf("README.md");
const korean = textOf("README.ko.md");

const all = (node: Nodes): Nodes[] => [node, ...("children" in node ? node.children.flatMap(all) : [])];
const sortedSet = (words: readonly string[]): string[] => [...new Set(words)].toSorted();

/** What a reader reads as words: no code, no addresses. */
const prose = (block: Nodes): string =>
  all(block)
    .flatMap((node) => (node.type === "text" ? [node.value] : []))
    .join(" ");

/** The parts of a page in their order, each list, table and row before what is in it; without the link to the other language below the title. */
function blocksOf(markdown: string, file: string): Nodes[] {
  const flat = (node: Nodes): Nodes[] =>
    ["list", "listItem", "table", "tableRow", "blockquote"].includes(node.type) && "children" in node
      ? [node, ...node.children.flatMap(flat)]
      : [node];
  return parsePage(markdown, file).children.toSpliced(1, 1).flatMap(flat);
}

const isLeaf = (block: Nodes): boolean => ["heading", "paragraph", "tableCell"].includes(block.type);
const within =
  (inLeaf: (node: Nodes) => string[]) =>
  (block: Nodes): string[] =>
    isLeaf(block) ? sortedSet(all(block).flatMap(inLeaf)) : [];

const COUNTED = ["", "a|an|one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inDigits = COUNTED.map((words, count) => ({
  words: new RegExp(`\\b(?:${words})(?= (?:second|minute|hour|day)s?\\b)`, "gi"),
  count,
})).slice(1);

/** The figures of a text; English also writes a time's in words ("five minutes"), where Korean has digits. EC2 has none. */
const figures = (text: string): string[] =>
  inDigits
    .reduce((rest, { words, count }) => rest.replace(words, `${count}`), text)
    .match(/(?<![\w.-])\d+(?:\.\d+)*/g) ?? [];

/** What two languages have in common, block by block. */
const ASPECTS: { [aspect: string]: (block: Nodes) => unknown } = {
  "headings, paragraphs, lists and tables": (block) => (block.type === "heading" ? `h${block.depth}` : block.type),
  "blocks of code": (block) => (block.type === "code" ? [block.lang, block.meta, block.value] : undefined),
  "commands and settings": within((node) => (node.type === "inlineCode" ? [node.value] : [])),
  "links and pictures": within((node) => (node.type === "link" || node.type === "image" ? [node.url] : [])),
  "words in bold": (block) => (isLeaf(block) ? all(block).filter(({ type }) => type === "strong").length : 0),
  figures: (block) => (isLeaf(block) ? sortedSet(figures(prose(block))) : []),
};

/** Each aspect of each block, told by the English, as both pages have it. */
function compare(aspect: string, ko: string): { en: unknown[]; ko: unknown[] } {
  const pages = { en: blocksOf(english, "README.md"), ko: blocksOf(ko, "README.ko.md") };
  const told = (blocks: Nodes[]) =>
    blocks.map((block, index) => [prose(pages.en[index] ?? block).slice(0, 60), ASPECTS[aspect]?.(block)]);
  return { en: told(pages.en), ko: told(pages.ko) };
}

describe("the README in Korean", () => {
  test.each(Object.keys(ASPECTS))("the Korean README has the %s of the English one", (aspect) => {
    const both = compare(aspect, korean);
    expect(both.ko).toEqual(both.en);
  });

  test.each([
    ["headings, paragraphs, lists and tables", "a heading one level down", /^## /m, "### "],
    ["headings, paragraphs, lists and tables", "a missing list item", /^- (?:.*\n)(?: {2}.*\n)*/m, ""],
    ["headings, paragraphs, lists and tables", "a missing row", /^\| `npm test`.*\n/m, ""],
    ["blocks of code", "one blank more in an output", /^✔ host /m, "✔  host "],
    ["blocks of code", "another language of a block", /^```console/m, "```sh"],
    ["commands and settings", "another command", /^\| `npm run down`/m, "| `npm run up`"],
    ["commands and settings", "another default", /^(\| `parallel` \|) `.+?`/m, "$1 `99`"],
    ["commands and settings", "a setting that the text leaves out", /`allowFrom`/, "allowFrom"],
    ["links and pictures", "another target", /\]\(docs\/format\.md\)/, "](docs/records.md)"],
    ["words in bold", "a warning that is bold no more", /\*\*(노트는 .*?)\*\*/, "$1"],
    ["figures", "another time", /\d+분/, "99분"],
    ["figures", "another count of steps", /\d+단계/, "99단계"],
    ["figures", "another port", /\d+번 포트/, "99번 포트"],
    ["figures", "other hours in a table", /^(\| `hours` .*) \d+시간/m, "$1 99시간"],
    ["figures", "another version", /버전 \d+/, "버전 99"],
  ])("the comparison of the two READMEs' %s finds %s", (aspect, _, words, others) => {
    const damaged = korean.replace(words, others);
    expect(damaged).not.toBe(korean);
    const both = compare(aspect, damaged);
    expect(both.ko).not.toEqual(both.en);
  });

  test("the Korean README has no paragraph that is still in English", () => {
    const foreign = blocksOf(korean, "README.ko.md").filter(
      (block) => block.type === "paragraph" && !/\p{Script=Hangul}/u.test(prose(block)),
    );
    expect(foreign.map(prose)).toEqual([]);
  });

  test.each([
    ["README.md", english, "README.ko.md", "한국어"],
    ["README.ko.md", korean, "README.md", "English"],
  ])("%s links to the README in the other language below its title", (file, text, url, name) => {
    expect(parsePage(text, file).children[1]).toMatchObject({
      type: "paragraph",
      children: [{ type: "link", url, children: [{ type: "text", value: name }] }],
    });
  });
});
