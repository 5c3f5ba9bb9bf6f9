import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Nodes } from "mdast";
import { parsePage } from "../../src/note/markdown.ts";

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, "../..", file), "utf8");
/** The documents that are there in both languages, without the end of their names. */
const PAGES = ["README", "docs/ec2", "docs/class"] as const;
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
  "links and pictures": within((node) =>
    // A Korean page links to Korean pages.
    node.type === "link" || node.type === "image" ? [node.url.replace(/\.ko\.md$/, ".md")] : [],
  ),
  "words in bold": (block) => (isLeaf(block) ? all(block).filter(({ type }) => type === "strong").length : 0),
  figures: (block) => (isLeaf(block) ? sortedSet(figures(prose(block))) : []),
};

/** Each aspect of each block, told by the English, as both pages have it. */
function compare(aspect: string, enText: string, koText: string): { en: unknown[]; ko: unknown[] } {
  const pages = { en: blocksOf(enText, "page.md"), ko: blocksOf(koText, "page.ko.md") };
  const told = (blocks: Nodes[]) =>
    blocks.map((block, index) => [prose(pages.en[index] ?? block).slice(0, 60), ASPECTS[aspect]?.(block)]);
  return { en: told(pages.en), ko: told(pages.ko) };
}

describe("a document in Korean", () => {
  test.each(PAGES.flatMap((page) => Object.keys(ASPECTS).map((aspect) => [page, aspect])))(
    "%s.ko.md has the %s of the English page",
    (page = "", aspect = "") => {
      const both = compare(aspect, textOf(`${page}.md`), textOf(`${page}.ko.md`));
      expect(both.ko).toEqual(both.en);
    },
  );

  test.each([
    ["headings, paragraphs, lists and tables", "a heading one level down", /^## /m, "### "],
    ["headings, paragraphs, lists and tables", "a missing list item", /^- (?:.*\n)(?: {2}.*\n)*/m, ""],
    ["headings, paragraphs, lists and tables", "a missing row", /^\| `npm test`.*\n/m, ""],
    ["blocks of code", "one blank more in an output", /^✔ host-1: made/m, "✔  host-1: made"],
    ["blocks of code", "another language of a block", /^```sh/m, "```text"],
    ["commands and settings", "another command", /^\| `npm run down`/m, "| `npm run up`"],
    ["commands and settings", "another default", /^(\| `parallel` \|) `.+?`/m, "$1 `99`"],
    ["commands and settings", "a setting that the text leaves out", /`allowFrom`/, "allowFrom"],
    ["links and pictures", "another target", /\]\(docs\/format\.md\)/, "](docs/records.md)"],
    ["words in bold", "a warning that is bold no more", /\*\*(노트는 .*?)\*\*/, "$1"],
    ["figures", "another time", /\d+분/, "99분"],
    ["figures", "another count of steps", /\d+단계/, "99단계"],
    ["figures", "other hours in a table", /^(\| `hours` .*) \d+시간/m, "$1 99시간"],
    ["figures", "another version", /버전 \d+/, "버전 99"],
  ])("the comparison of the two READMEs' %s finds %s", (aspect, _, words, others) => {
    const damaged = korean.replace(words, others);
    expect(damaged).not.toBe(korean);
    const both = compare(aspect, english, damaged);
    expect(both.ko).not.toEqual(both.en);
  });

  test.each(PAGES)("%s.ko.md has no paragraph that is still in English", (page) => {
    const foreign = blocksOf(textOf(`${page}.ko.md`), `${page}.ko.md`).filter(
      (block) => block.type === "paragraph" && prose(block) !== "" && !/\p{Script=Hangul}/u.test(prose(block)),
    );
    expect(foreign.map(prose)).toEqual([]);
  });

  test.each(
    PAGES.flatMap((page) => [
      [`${page}.md`, `${page}.ko.md`, "한국어"],
      [`${page}.ko.md`, `${page}.md`, "English"],
    ]),
  )("%s links to the page in the other language below its title", (file = "", other = "", name = "") => {
    expect(parsePage(textOf(file), file).children[1]).toMatchObject({
      type: "paragraph",
      children: [{ type: "link", url: basename(other), children: [{ type: "text", value: name }] }],
    });
  });
});
