import type { Code, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { LabError } from "../common/errors.ts";
import { educatesCommands } from "./page/educates.ts";
import { readInfo } from "./page/info-string.ts";
import { readClosingWords, withoutClosingWords, withoutFrames } from "./page/mask.ts";
import { mkdocs, mkdocsFromMarkdown } from "./page/mkdocs.ts";

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
  | Fence;

/** A block of code. */
export interface Fence {
  kind: "fence";
  line: number;
  /** In lower case; "" without one, `indented` for indented code. */
  language: string;
  /** The words behind the language. */
  meta: string;
  lines: readonly FenceLine[];
  closed: boolean;
  /** Whether the list or the quote around it ends before it is closed. */
  cut: boolean;
  /** The line of its closing fence, or else its last line. */
  end: number;
  /** Whether nothing but blank lines stands between it and a block of code above it. */
  follows: boolean;
  /** Of indented code: the fences in it, which stand too far to the right to be fences themselves. */
  inner: readonly Fence[];
}

/** Blocks of code are looked into for fences so deeply. */
const DEPTH = 5;

/**
 * The headings, fences, images and front matter of a page of GitHub-flavoured Markdown. Any text is Markdown.
 *
 * @throws {LabError} only where a page nests so deeply that the parser fails.
 */
export const readBlocks = (markdown: string, file: string): Block[] => blocksOf(markdown, file, DEPTH);

function blocksOf(markdown: string, file: string, depth: number): Block[] {
  const masked = withoutFrames(markdown);
  const root = parsePage(masked, file);
  const page = { lines: splitLines(markdown), masked: splitLines(masked) };
  const blocks: Block[] = [];
  let above = 0;
  // An own stack, since a page may nest deeper than function calls can.
  const nodes: { node: Nodes; top: boolean }[] = [{ node: root, top: false }];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    const { node, top } = next;
    if (node.type === "code" && node.position !== undefined) {
      const fence = toFence(node, node.position, page, above);
      above = fence.end;
      const inner = depth > 0 && holdsFences(fence) ? fencesIn(fence, file, depth) : [];
      if (inner.length > 0 && fence.language !== "indented") blocks.push(...inner);
      else blocks.push({ ...fence, inner });
      continue;
    }
    const block = toBlock(node, top);
    if (block !== undefined) blocks.push(block);
    else if ("children" in node)
      for (const child of node.children.toReversed()) nodes.push({ node: child, top: node.type === "root" });
  }
  return blocks;
}

const fenceLine = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}|~{3,})/;

/** Whether a block is no code: indented fences, or a box of MyST, such as `{note}`, around some. */
const holdsFences = ({ language, lines, box }: Fence & { box: boolean }): boolean =>
  (language === "indented" || box) && lines.some(({ text }) => fenceLine.test(text));

/** The fences in a block of code, with the lines that they have in the file. */
function fencesIn({ lines }: Fence, file: string, depth: number): Fence[] {
  const [{ line: first } = { line: 1 }] = lines;
  const shift = (fence: Fence): Fence => ({
    ...fence,
    line: fence.line + first - 1,
    end: fence.end + first - 1,
    lines: fence.lines.map(({ line, text }) => ({ line: line + first - 1, text })),
    inner: fence.inner.map(shift),
  });
  return blocksOf(lines.map(({ text }) => text).join("\n"), file, depth - 1)
    .filter((block) => block.kind === "fence")
    .map(shift);
}

const splitLines = (text: string): string[] => text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);

/**
 * The tree of a page of GitHub-flavoured Markdown with front matter.
 *
 * @throws {LabError} only where it nests so deeply that the parser fails.
 */
export function parsePage(markdown: string, file: string): Root {
  try {
    return fromMarkdown(withoutClosingWords(markdown), {
      extensions: [gfm(), frontmatter(["yaml"]), mkdocs],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"]), mkdocsFromMarkdown],
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

function toBlock(node: Nodes, top: boolean): Block | undefined {
  // The parser gives these nodes their position. Nodes that it adds itself, such as bare links, have none.
  if (node.position === undefined) return undefined;
  const { line } = node.position.start;
  // A heading inside a quote or a list belongs to that, and begins no section.
  if (node.type === "heading" && top) return { kind: "heading", line, depth: node.depth, title: plainText(node) };
  if (node.type === "image")
    return { kind: "image", line, url: node.url, alt: node.alt ?? "", title: node.title ?? undefined };
  return node.type === "yaml" ? { kind: "front matter", line, yaml: node.value } : undefined;
}

const openingFence = /^(?:`{3,}|~{3,})/;
const endOfFence = /(?:`{3,}|~{3,})\s*(?:\{\{[^{}]*\}\}\s*)?$/;
/** `{: .language-bash}` below a block, as kramdown has its language. */
const classBelow = /^[\s>]*\{:\s*\.(?:language-)?([\w-]+)\s*\}\s*$/;
const isBlank = (line: string): boolean => /^[\s>]*$/.test(line);

type Position = NonNullable<Code["position"]>;

interface PageLines {
  lines: readonly string[];
  /** As the parser has seen them. */
  masked: readonly string[];
}

/**
 * @param above the line at which the block of code above it ends
 * @returns the fence; `box` says whether its words are those of a directive: `{note}`
 */
function toFence(node: Code, { start, end }: Position, page: PageLines, above: number): Fence & { box: boolean } {
  const lineAt = (line: number): string => page.lines[line - 1] ?? "";
  const follows =
    above > 0 && page.lines.slice(above, start.line - 1).every((line) => isBlank(line) || classBelow.test(line));
  const isFence = openingFence.test(lineAt(start.line).slice(start.column - 1));
  const first = start.line + (isFence ? 1 : 0);
  const lines = (node.value === "" ? [] : splitLines(node.value)).map((text, index) => {
    const line = first + index;
    const whole = lineAt(line);
    const seen = whole === page.masked[line - 1];
    return { line, text: seen ? text : whole.slice(whole.length - text.length) };
  });
  const place = { kind: "fence" as const, line: start.line, end: end.line, follows, lines, inner: [] };
  if (!isFence) return { ...place, language: "indented", meta: "", closed: true, cut: false, box: false };
  const { language, meta } = readInfo([node.lang, node.meta].filter(Boolean).join(" "));
  const closing = readClosingWords(lineAt(end.line));
  const named = language || classBelow.exec(lineAt(end.line + 1))?.[1]?.toLowerCase() || "";
  const closed = end.line > start.line && endOfFence.test(lineAt(end.line));
  return {
    ...place,
    language: closing === undefined || language === "console" ? named : closing.language,
    meta: closing?.terminal === undefined ? meta : `${meta} terminal=${closing.terminal}`.trim(),
    lines: named === "terminal:execute" ? educatesCommands(lines) : lines,
    closed,
    cut: !closed && page.lines.slice(end.line).some((below) => !isBlank(below)),
    box: /^\{\w/.test(node.lang ?? ""),
  };
}
