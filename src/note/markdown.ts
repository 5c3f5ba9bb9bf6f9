import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { LabError } from "../common/errors.ts";

/** A line of a fence. `text` is what is left of the file's line when the indentation of lists, quotes and the fence itself is off. */
export interface FenceLine {
  line: number;
  text: string;
}

/** What labnote reads of a page, in its order. Images are those whose address stands where they do. */
export type Block =
  | { kind: "front matter"; line: number; yaml: string }
  | { kind: "heading"; line: number; depth: number; title: string }
  | { kind: "image"; line: number; url: string; alt: string; title: string | undefined }
  | { kind: "fence"; line: number; language: string; meta: string; lines: readonly FenceLine[]; closed: boolean };

/**
 * The headings, fences, images and front matter of a page of GitHub-flavoured Markdown. Any text is Markdown.
 *
 * @throws {LabError} only where a page nests so deeply that the parser gives up.
 */
export function readBlocks(markdown: string, file: string): Block[] {
  const root = parsePage(markdown, file);
  const fileLines = splitLines(markdown);
  const blocks: Block[] = [];
  // With a stack of its own: a page may nest deeper than calls can.
  const nodes: { node: Nodes; top: boolean }[] = [{ node: root, top: false }];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    const { node, top } = next;
    const block = toBlock(node, top, fileLines);
    if (block !== undefined) blocks.push(block);
    else if ("children" in node)
      for (const child of node.children.toReversed()) nodes.push({ node: child, top: node.type === "root" });
  }
  return blocks;
}

const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

/**
 * The tree of a page of GitHub-flavoured Markdown with front matter.
 *
 * @throws {LabError} only where it nests so deeply that the parser gives up.
 */
export function parsePage(markdown: string, file: string): Root {
  try {
    return fromMarkdown(markdown, {
      extensions: [gfm(), frontmatter(["yaml"])],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"])],
    });
  } catch (cause) {
    throw new LabError("The page cannot be read as Markdown", {
      cause,
      remedy: "nest its lists and quotes less deeply",
      place: { file },
    });
  }
}

/** A node's text without its marks: code and images' descriptions included. */
export function plainText(node: Nodes): string {
  const texts: string[] = [];
  const nodes: Nodes[] = [node];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    if ("children" in next) for (const child of next.children.toReversed()) nodes.push(child);
    else if ("value" in next) texts.push(next.type === "html" ? "" : next.value);
    else if ("alt" in next) texts.push(next.alt ?? "");
  }
  return texts.join("");
}

function toBlock(node: Nodes, top: boolean, fileLines: readonly string[]): Block | undefined {
  // The parser gives each of these its position; nodes that it makes up by itself, such as bare links, have none.
  if (node.position === undefined) return undefined;
  const { start, end } = node.position;
  // A heading inside a quote or a list is the quote's; it begins no section.
  if (node.type === "heading" && top)
    return { kind: "heading", line: start.line, depth: node.depth, title: plainText(node) };
  if (node.type === "image")
    return { kind: "image", line: start.line, url: node.url, alt: node.alt ?? "", title: node.title ?? undefined };
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
