import type { Nodes, Paragraph, Parents } from "mdast";
import { type Fence, type FenceLine, parsePage, plainText, readBlocks } from "../note/markdown.ts";
import { seemsTyped } from "../note/page/guess.ts";
import { withoutFrames } from "../note/page/mask.ts";

/** The lines that a part of a page takes up: from `line` up to, but not including, `end`. Lines count from 1. */
interface Span {
  line: number;
  end: number;
}

/** A block of code that can be written anew. */
export interface CodePart extends Span {
  kind: "code";
  /** What opens it: ``` or ~~~~; "" for indented code. */
  marks: string;
  /** The words behind the fence's marks, as they are. */
  info: string;
  /** In lower case; "" without one. */
  language: string;
  /** The words behind the language. */
  meta: string;
  lines: readonly FenceLine[];
  /** Whether a person may take what stands in it for typed. */
  seemsTyped: boolean;
  /** Whether it is a fence in indented code, which is one for other renderers than CommonMark's. */
  indented: boolean;
  /** What stands before its first line (signs of lists and quotes), and before each line below that. */
  opening: string;
  indent: string;
}

/** A paragraph. */
export interface ParagraphPart extends Span {
  kind: "paragraph";
  /** What a reader sees of each line; `undefined` for a line in which more stands than text, such as words in bold. */
  lines: readonly (string | undefined)[];
  /** Its text, without the marks of Markdown. */
  plain: string;
  /** Where it stands: on the page itself, in a numbered list, or in another list or a quote. */
  within: "page" | "steps" | "other";
  /** Where it is a whole item of a list, the first line of that list. */
  list?: number | undefined;
  opening: string;
  indent: string;
}

/** Code that cannot be written anew: nothing closes it, or a line cannot be told from the signs before it. */
interface OddCode extends Span {
  kind: "odd code";
  lines: readonly FenceLine[];
  seemsTyped: boolean;
}

/** What `adopt` looks at, in the page's order. All other parts of a page stay as they are. */
export type Part =
  | (Span & { kind: "front matter" })
  | (Span & { kind: "heading"; depth: number; title: string })
  | CodePart
  | OddCode
  | ParagraphPart;

/** A file's lines, each with its line end. */
export const linesOfFile = (text: string): string[] => text.split(/(?<=\n|\r(?!\n))/);

/**
 * The parts of a page. Its blocks of code are those that the reader of notes sees.
 *
 * @throws {LabError} only where a page nests so deeply that the parser fails
 */
export function readParts(text: string, file: string): Part[] {
  const fileLines = linesOfFile(text).map((line) => line.replace(/[\r\n]+$/, ""));
  const parts: Part[] = readBlocks(text, file).flatMap((block) =>
    block.kind === "fence" ? codeIn(block, fileLines) : [],
  );
  // An own stack, since a page may nest deeper than function calls can.
  const root = parsePage(withoutFrames(text), file);
  const nodes: { node: Nodes; within: ParagraphPart["within"]; list?: number }[] = [{ node: root, within: "page" }];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    const { node, within, list } = next;
    const part = toPart(node, within, fileLines);
    if (part?.kind === "paragraph") parts.push({ ...part, list });
    else if (part !== undefined) parts.push(part);
    else if ("children" in node) {
      const own = node.type === "list" ? node.position?.start.line : node.children.length === 1 ? list : undefined;
      for (const child of node.children.toReversed())
        nodes.push({ node: child, within: inside(node, within), list: own });
    }
  }
  return parts.sort((a, b) => a.line - b.line);
}

/** Where the children of a node stand. */
function inside(node: Parents, within: ParagraphPart["within"]): ParagraphPart["within"] {
  if (node.type === "root" || node.type === "listItem") return within;
  return node.type === "list" && node.ordered ? "steps" : "other";
}

function toPart(node: Nodes, within: ParagraphPart["within"], fileLines: readonly string[]): Part | undefined {
  if (node.position === undefined) return undefined;
  const { start, end } = node.position;
  const span = { line: start.line, end: end.line + 1 };
  if (node.type === "yaml") return { kind: "front matter", ...span };
  if (node.type === "heading" && within === "page")
    return { kind: "heading", ...span, depth: node.depth, title: plainText(node) };
  if (node.type !== "paragraph") return undefined;
  const opening = (fileLines[start.line - 1] ?? "").slice(0, start.column - 1);
  return {
    ...{ kind: "paragraph", ...span, lines: textLines(node), plain: plainText(node) },
    ...{ within, opening, indent: blanked(opening) },
  };
}

/** The parts that a block of code is: itself, or the fences in it. */
function codeIn(fence: Fence, fileLines: readonly string[], indented = false): (CodePart | OddCode)[] {
  if (fence.inner.length > 0) return fence.inner.flatMap((inner) => codeIn(inner, fileLines, true));
  const { line, end, lines } = fence;
  return [
    toCode(fence, fileLines, indented) ?? {
      kind: "odd code",
      ...{ line, end: end + 1, lines, seemsTyped: seemsTyped(fence) },
    },
  ];
}

function toCode(fence: Fence, fileLines: readonly string[], indented: boolean): CodePart | undefined {
  const { line, language, meta, lines } = fence;
  const end = fence.end + 1;
  if (!lines.every(isOfFile(fileLines))) return undefined;
  const place = { kind: "code" as const, line, end, meta, lines, seemsTyped: seemsTyped(fence) };
  const inner = lines.find(({ text }) => text !== "");
  if (language === "indented") {
    if (inner === undefined || lines.length !== end - line) return undefined;
    const indent = beforeText(inner, fileLines).replace(/(?: {4}|\t)$/, "");
    return { ...place, marks: "", info: "", language: "", indented, opening: indent, indent: blanked(indent) };
  }
  if (!fence.closed || fence.cut || lines.length !== end - line - 2) return undefined;
  const [, opening = "", marks = "", info = ""] = /^(.*?)(`{3,}|~{3,})(.*)$/.exec(fileLines[line - 1] ?? "") ?? [];
  const indent = inner === undefined ? blanked(opening) : beforeText(inner, fileLines);
  return { ...place, marks, info, language, indented, opening, indent };
}

/** Whether a line of a block is the end of that line of the file. A tab that is half indentation makes it another text. */
const isOfFile =
  (fileLines: readonly string[]) =>
  ({ line, text }: FenceLine): boolean =>
    (fileLines[line - 1] ?? "").endsWith(text);

const beforeText = ({ line, text }: FenceLine, fileLines: readonly string[]): string =>
  (fileLines[line - 1] ?? "").slice(0, (fileLines[line - 1] ?? "").length - text.length);

/** The signs before a list's item make room for its other lines; those before a quote stand before each of them. */
const blanked = (opening: string): string => opening.replace(/[^\s>]/g, " ");

/** What a reader sees of each line of a paragraph. */
function textLines(paragraph: Paragraph): (string | undefined)[] {
  const lines: (string | undefined)[] = [""];
  const add = (text: string | undefined): void => {
    const last = lines.at(-1);
    lines[lines.length - 1] = last === undefined || text === undefined ? undefined : last + text;
  };
  for (const [index, node] of paragraph.children.entries()) {
    const [first, ...others] =
      node.type === "text" || node.type === "html"
        ? node.value.split("\n")
        : node.type === "break"
          ? ["", ""]
          : spread(shownText(paragraph, index), node);
    add(first);
    lines.push(...others);
  }
  // A newline that is written as a character reference is none of the file.
  const { start, end } = paragraph.position ?? { start: { line: 1 }, end: { line: 1 } };
  return lines.length === end.line - start.line + 1 ? lines : lines.map(() => undefined);
}

/** The text of a node that takes up one line, or one `undefined` for each of its lines. */
function spread(text: string | undefined, { position }: Nodes): (string | undefined)[] {
  const more = position === undefined ? 0 : position.end.line - position.start.line;
  return more === 0 ? [text] : new Array(more + 1).fill(undefined);
}

/** What a reader sees of a node in a paragraph, if it is text alone. */
function shownText(paragraph: Paragraph, index: number): string | undefined {
  const node = paragraph.children[index];
  if (node?.type === "inlineCode") return isAlone(paragraph, index) ? node.value : undefined;
  return node?.type === "link" ? linkText(node.url, plainText(node)) : undefined;
}

/** Whether code within a paragraph is all of its line: then it is what the line says, not a word in a sentence. */
function isAlone({ children }: Paragraph, index: number): boolean {
  const before = children[index - 1];
  const after = children[index + 1];
  const begins =
    before === undefined || before.type === "break" || (before.type === "text" && /\n\s*$/.test(before.value));
  const ends = after === undefined || after.type === "break" || (after.type === "text" && /^\s*\n/.test(after.value));
  return begins && ends;
}

/** The text of a link that an editor made of an address; a link with words of its own is more than text. */
function linkText(url: string, text: string): string | undefined {
  const bare = (address: string): string => address.replace(/^[a-z]+:(?:\/\/)?/i, "").replace(/\/$/, "");
  return bare(url) === bare(text) ? text : undefined;
}
