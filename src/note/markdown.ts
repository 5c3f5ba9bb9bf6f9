import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";

/** A line of a fence. `text` is what is left of the file's line when the indentation of lists, quotes and the fence itself is off. */
export interface FenceLine {
  line: number;
  text: string;
}

/** What labnote reads of a page, in its order. */
export type Block =
  | { kind: "front matter"; line: number; yaml: string }
  | { kind: "heading"; line: number; depth: number; title: string }
  | { kind: "fence"; line: number; language: string; meta: string; lines: readonly FenceLine[]; closed: boolean };

/** The headings, fences and front matter of a page of GitHub-flavoured Markdown. Any text is Markdown: this never fails. */
export function readBlocks(markdown: string): Block[] {
  const root = fromMarkdown(markdown, {
    extensions: [gfm(), frontmatter(["yaml"])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"])],
  });
  const fileLines = splitLines(markdown);
  const blocks: Block[] = [];
  const walk = (node: Nodes, top: boolean): void => {
    const block = toBlock(node, top, fileLines);
    if (block !== undefined) blocks.push(block);
    else if ("children" in node) for (const child of node.children) walk(child, node.type === "root");
  };
  walk(root, false);
  return blocks;
}

export const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** A node's text without its marks: code and images' descriptions included. */
function plainText(node: Nodes): string {
  if ("value" in node) return node.type === "html" ? "" : node.value;
  if ("children" in node) return node.children.map(plainText).join("");
  return "alt" in node ? (node.alt ?? "") : "";
}

function toBlock(node: Nodes, top: boolean, fileLines: readonly string[]): Block | undefined {
  // The parser gives each of these its position; nodes that it makes up by itself, such as bare links, have none.
  if (node.position === undefined) return undefined;
  const { start, end } = node.position;
  // A heading inside a quote or a list is the quote's; it begins no section.
  if (node.type === "heading" && top)
    return { kind: "heading", line: start.line, depth: node.depth, title: plainText(node) };
  if (node.type === "yaml") return { kind: "front matter", line: start.line, yaml: node.value };
  // An indented block of code has no info string, and so is nothing to labnote.
  if (node.type !== "code" || !node.lang) return undefined;
  const lines = node.value === "" ? [] : splitLines(node.value);
  return {
    kind: "fence",
    line: start.line,
    language: node.lang,
    meta: node.meta ?? "",
    lines: lines.map((text, index) => ({ line: start.line + 1 + index, text })),
    closed: end.line > start.line && /(?:`{3,}|~{3,})\s*$/.test(fileLines[end.line - 1] ?? ""),
  };
}
