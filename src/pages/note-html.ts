import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import type { Blockquote, Code, Heading, Html, Nodes, Root, TableRow } from "mdast";
import { defaultHandlers, type Handler, type State, toHast } from "mdast-util-to-hast";
import { parsePage, plainText } from "../note/markdown.ts";
import type { Note } from "../note/note.ts";
import { sectionIds, slug } from "../note/section-ids.ts";
import { type Words, wordsFor } from "./translations.ts";

/** A block of code as it stands in the note. */
export interface CodeBlock {
  /** The note's lines of its opening and its closing fence. */
  line: number;
  lastLine: number;
  text: string;
}

/** An image that the note refers to. */
export interface NoteImage {
  line: number;
  url: string;
  /** Its description. */
  alt: string;
}

/** What a caller puts in place of parts of a note: HTML that it answers for, or `undefined` to have the part as the note has it. */
export interface Replacements {
  code?: (block: CodeBlock) => string | undefined;
  image?: (image: NoteImage) => string | undefined;
}

/** A heading of a note as it stands in its HTML. */
export interface PageHeading {
  /** Its anchor: the section's id where it begins a section with steps, else what its id would be. Ids of a note have no `:` in them. */
  id: string;
  depth: number;
  title: string;
  line: number;
}

/**
 * A note's Markdown as HTML, for any page that shows it. Nothing in the note can run, load or reach out of its place: tags are shown
 * as text and comments left out, links lead to the web, to mail or into the page, and an image that nobody replaces is its description
 * unless it stands in the note itself. A note that no browser could lay out, nested beyond reason, is shown as text from there on.
 *
 * @param note what was read of the same text
 * @throws {LabError} where it cannot be read as Markdown
 */
export function noteHtml(
  markdown: string,
  { file, sections, frontMatter }: Pick<Note, "file" | "sections" | "frontMatter">,
  { code, image }: Replacements = {},
): { html: string; headings: PageHeading[] } {
  const root = parsePage(markdown, file);
  flatten(root, markdown);
  const headings = findHeadings(root, new Map(sections.map(({ line, id }) => [line, id])));
  const idOfLine = new Map(headings.map(({ line, id }) => [line, id]));
  // Who writes a link in a note has GitHub's anchors in mind.
  const idOfSlug = new Map(headings.toReversed().map(({ title, id }) => [slug(title), id]));
  const words = wordsFor(frontMatter.language);

  const handlers: { [type: string]: Handler } = {
    code: (state, node: Code) => raw(code?.(codeBlock(node))) ?? (defaultHandlers.code(state, node) as Element),
    heading: (state, node: Heading) => {
      const element = defaultHandlers.heading(state, node) as Element;
      const id = idOfLine.get(lineOf(node));
      return id === undefined ? element : { ...element, properties: { id } };
    },
    html: (_, { value }: Html) =>
      /^<br\s*\/?>$/i.test(value)
        ? { type: "element", tagName: "br", properties: {}, children: [] }
        : { type: "text", value: value.replace(/<!--.*?(?:-->|$)/gs, "") },
    paragraph: (state, node) => {
      // A picture that stands for itself is no part of a sentence.
      const alone = node.children.every((child: Nodes) => isImage(child) || isBlank(child));
      return alone ? state.all(node).filter((child) => child.type !== "text") : defaultHandlers.paragraph(state, node);
    },
    blockquote: (state, node: Blockquote) =>
      alert(state, node, words) ?? (defaultHandlers.blockquote(state, node) as Element),
    tableRow: (state, node: TableRow, parent) => {
      const row = defaultHandlers.tableRow(state, node, parent) as Element;
      return { ...row, children: row.children.map(headed) };
    },
    listItem: (state, node, parent) => {
      const item = defaultHandlers.listItem(state, node, parent) as Element;
      return node.checked === null ? item : ticked(item);
    },
  };
  for (const type of ["link", "linkReference"] as const)
    handlers[type] = (state, node) => elements(defaultHandlers[type](state, node as never)).map(safeLink);
  for (const type of ["image", "imageReference"] as const)
    handlers[type] = (state, node) =>
      elements(defaultHandlers[type](state, node as never)).map((element) => picture(element, lineOf(node)));

  function safeLink(element: ElementContent): ElementContent {
    if (element.type !== "element" || element.tagName !== "a") return element;
    const href = String(element.properties.href);
    if (/^(?:https?:\/\/|mailto:)/i.test(href))
      return { ...element, properties: { ...element.properties, rel: ["noreferrer", "noopener"] } };
    const anchor = href.startsWith("#") ? decoded(href.slice(1)) : undefined;
    const id = anchor === undefined ? undefined : (idOfSlug.get(anchor) ?? anchor);
    return id === undefined
      ? { ...element, tagName: "span", properties: {} }
      : { ...element, properties: { ...element.properties, href: `#${encodeURIComponent(id)}` } };
  }

  function picture(element: ElementContent, line: number): ElementContent {
    if (element.type !== "element" || element.tagName !== "img") return element;
    const [url, alt] = [decoded(String(element.properties.src)), String(element.properties.alt ?? "")];
    const replaced = raw(image?.({ line, url, alt }));
    if (replaced !== undefined) return replaced;
    if (/^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=]+$/.test(url)) return element;
    return { type: "element", tagName: "em", properties: {}, children: [{ type: "text", value: alt }] };
  }

  const tree = toHast(root, {
    handlers,
    footnoteLabel: words.footnotes.title,
    footnoteBackLabel: () => words.footnotes.back,
    footnoteLabelProperties: { className: [] },
  });
  // What is raw in it comes from the caller: the note's own tags have become text.
  return { html: toHtml(tree, { allowDangerousHtml: true }), headings };
}

const lineOf = (node: Nodes): number => node.position?.start.line ?? 0;
const isImage = (node: Nodes): boolean => node.type === "image" || node.type === "imageReference";
const isBlank = (node: Nodes): boolean => node.type === "text" && node.value.trim() === "";
const elements = (content: ElementContent[] | ElementContent | undefined): ElementContent[] =>
  content === undefined ? [] : Array.isArray(content) ? content : [content];
const raw = (value: string | undefined): ElementContent | undefined =>
  value === undefined ? undefined : { type: "raw", value };

const codeBlock = (node: Code): CodeBlock => ({
  line: lineOf(node),
  lastLine: node.position?.end.line ?? 0,
  text: node.value,
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Nobody nests so deeply on purpose; what walks the tree from here on calls itself for each level. */
const DEEPEST = 100;

/** What is nested too deeply becomes the text that it was written as. */
function flatten(root: Root, markdown: string): void {
  const nodes: { node: Nodes; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    const { node, depth } = next;
    if (!("children" in node)) continue;
    if (depth < DEEPEST) for (const child of node.children) nodes.push({ node: child, depth: depth + 1 });
    else {
      const { start, end } = node.position ?? {};
      node.children = [{ type: "text", value: markdown.slice(start?.offset, end?.offset) }];
    }
  }
}

/** The headings of the page itself, each with an id of its own; those of quotes and lists have none. */
function findHeadings(root: Root, sections: ReadonlyMap<number, string>): PageHeading[] {
  const taken = new Set(sections.values());
  return root.children
    .filter((node) => node.type === "heading")
    .map((node) => {
      const [line, title] = [lineOf(node), plainText(node)];
      const { wanted } = sectionIds()(title);
      let id = sections.get(line) ?? wanted;
      if (!sections.has(line)) for (let count = 1; taken.has(id); count += 1) id = `${wanted}-${count}`;
      taken.add(id);
      return { id, depth: node.depth, title, line };
    });
}

/** A quote whose first line is `[!NOTE]` and the like, as GitHub shows it: a box with that title. */
function alert(state: State, node: Blockquote, words: Words): Element | undefined {
  const [first] = node.children;
  const [text] = first?.type === "paragraph" ? first.children : [];
  const [mark, kind = ""] = (text?.type === "text" && /^\[!(\w+)\][ \t]*(?:\n|$)/.exec(text.value)) || [];
  const title = Object.entries(words.alerts).find(([name]) => name === kind.toLowerCase())?.[1];
  if (first?.type !== "paragraph" || text?.type !== "text" || mark === undefined || title === undefined)
    return undefined;
  const rest = { ...first, children: [{ ...text, value: text.value.slice(mark.length) }, ...first.children.slice(1)] };
  const children = state.all({ ...node, children: [rest, ...node.children.slice(1)] });
  const heading: Element = {
    type: "element",
    tagName: "p",
    properties: { className: ["alert-title"] },
    children: [{ type: "text", value: title }],
  };
  return {
    type: "element",
    tagName: "div",
    properties: { className: ["alert", kind.toLowerCase()], role: "note" },
    children: [heading, ...children],
  };
}

/** An empty corner heads nothing. */
const headed = (cell: ElementContent): ElementContent =>
  cell.type === "element" && cell.tagName === "th" && cell.children.length === 0 ? { ...cell, tagName: "td" } : cell;

/** A list's item with a box: nobody can tick it, so it is a sign. */
function ticked(item: Element): Element {
  const sign = (element: ElementContent): ElementContent => {
    if (element.type !== "element") return element;
    if (element.tagName === "input") return { type: "text", value: element.properties.checked ? "☑" : "☐" };
    return element.tagName === "p" ? { ...element, children: element.children.map(sign) } : element;
  };
  return { ...item, children: item.children.map(sign) };
}
