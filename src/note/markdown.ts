import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { LabError } from "../common/errors.ts";

/** A line of a fence. `text` is the file's line without the indentation of lists, quotes and the fence itself. */
export interface FenceLine {
  line: number;
  text: string;
}

/** What labnote reads of a page, in the page's order. Images are those with their address in place, not by reference. */
export type Block =
  | { kind: "front matter"; line: number; yaml: string }
  | { kind: "heading"; line: number; depth: number; title: string }
  | { kind: "image"; line: number; url: string; alt: string; title: string | undefined }
  | { kind: "fence"; line: number; language: string; meta: string; lines: readonly FenceLine[]; closed: boolean };

/**
 * The headings, fences, images and front matter of a page of GitHub-flavoured Markdown. Any text is Markdown.
 *
 * @throws {LabError} only where a page nests so deeply that the parser fails.
 */
export function readBlocks(markdown: string, file: string): Block[] {
  const root = parsePage(markdown, file);
  const fileLines = splitLines(markdown);
  const blocks: Block[] = [];
  // An own stack, since a page may nest deeper than function calls can.
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
 * @throws {LabError} only where it nests so deeply that the parser fails.
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

/** A node's text without Markdown's marks, with the text of code and the descriptions of images. */
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
  // The parser gives these nodes their position. Nodes that it adds itself, such as bare links, have none.
  if (node.position === undefined) return undefined;
  const { start, end } = node.position;
  // A heading inside a quote or a list belongs to that, and begins no section.
  if (node.type === "heading" && top)
    return { kind: "heading", line: start.line, depth: node.depth, title: plainText(node) };
  if (node.type === "image")
    return { kind: "image", line: start.line, url: node.url, alt: node.alt ?? "", title: node.title ?? undefined };
  if (node.type === "yaml") return { kind: "front matter", line: start.line, yaml: node.value };
  // An indented block of code has no info string, so it is never a step.
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
