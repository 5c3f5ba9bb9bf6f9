import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import type { Blockquote, Code, Heading, Html, Nodes, Root, TableRow } from "mdast";
import { defaultHandlers, type Handler, type State, toHast } from "mdast-util-to-hast";
import { parsePage, plainText } from "../note/markdown.ts";
import type { Note } from "../note/note.ts";
import { sectionIds, slug } from "../note/section-ids.ts";
import { type Words, wordsFor } from "./translations.ts";

/** A block of code in the note. */
export interface CodeBlock {
  /** The lines of its opening and of its closing fence in the note. */
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

/** HTML that a caller puts in place of parts of a note, and is responsible for; `undefined` keeps the part as it is. */
export interface Replacements {
  code?: (block: CodeBlock) => string | undefined;
  image?: (image: NoteImage) => string | undefined;
}

/** A heading in the HTML of a note. */
export interface PageHeading {
  /** Its anchor: the section's id if a section with steps begins here, else an id made in the same way. A note's ids contain no `:`. */
  id: string;
  depth: number;
  title: string;
  line: number;
}

/**
 * A note's Markdown as HTML, for any page that shows it. Nothing in the note can run, load or leave its place: tags are shown as text
 * and comments are dropped, links lead to the web, to mail or into the page, and an image that the caller does not replace is its
 * description, unless the note itself holds it. What is nested too deeply for a browser is shown as text.
 *
 * @param note what was read from the same text
 * @throws {LabError} when the text cannot be read as Markdown
 */
export function noteHtml(
  markdown: string,
  { file, sections, frontMatter }: Pick<Note, "file" | "sections" | "frontMatter">,
  replacements: Replacements = {},
): { html: string; headings: PageHeading[] } {
  const root = parsePage(markdown, file);
  flatten(root, markdown);
  const headings = findHeadings(root, new Map(sections.map(({ line, id }) => [line, id])));
  const words = wordsFor(frontMatter.language);
  const tree = toHast(root, {
    handlers: {
      ...textHandlers,
      ...blockHandlers(headings, words, replacements.code),
      ...linkHandlers(headings),
      ...imageHandlers(replacements.image),
    },
    footnoteLabel: words.footnotes.title,
    footnoteBackLabel: () => words.footnotes.back,
    footnoteLabelProperties: { className: [] },
  });
  // Raw HTML in the tree comes from the caller alone: the note's own tags have become text.
  return { html: toHtml(tree, { allowDangerousHtml: true }), headings };
}

type Handlers = { [type: string]: Handler };

/** What is the same in every note: tags, pictures that stand alone, tables and lists. */
const textHandlers: Handlers = {
  html: (_, { value }: Html) =>
    /^<br\s*\/?>$/i.test(value)
      ? { type: "element", tagName: "br", properties: {}, children: [] }
      : { type: "text", value: value.replace(/<!--.*?(?:-->|$)/gs, "") },
  paragraph: (state, node) => {
    // Images without text around them are not a sentence, so they need no paragraph.
    const alone = node.children.every((child: Nodes) => isImage(child) || isBlank(child));
    return alone ? state.all(node).filter((child) => child.type !== "text") : defaultHandlers.paragraph(state, node);
  },
  tableRow: (state, node: TableRow, parent) => {
    const row = defaultHandlers.tableRow(state, node, parent) as Element;
    return { ...row, children: row.children.map(headed) };
  },
  listItem: (state, node, parent) => {
    const item = defaultHandlers.listItem(state, node, parent) as Element;
    return node.checked === null ? item : ticked(item);
  },
};

/** Blocks of code as the caller has them, headings with their ids, and quotes that are alerts. */
function blockHandlers(headings: readonly PageHeading[], words: Words, code: Replacements["code"]): Handlers {
  const ids = new Map(headings.map(({ line, id }) => [line, id]));
  return {
    code: (state, node: Code) => raw(code?.(codeBlock(node))) ?? (defaultHandlers.code(state, node) as Element),
    heading: (state, node: Heading) => {
      const element = defaultHandlers.heading(state, node) as Element;
      const id = ids.get(lineOf(node));
      return id === undefined ? element : { ...element, properties: { id } };
    },
    blockquote: (state, node: Blockquote) =>
      alert(state, node, words) ?? (defaultHandlers.blockquote(state, node) as Element),
  };
}

/** Links that are safe to follow. A link into the page may use GitHub's anchors, which authors of notes know. */
function linkHandlers(headings: readonly PageHeading[]): Handlers {
  const idOfSlug = new Map(headings.toReversed().map(({ title, id }) => [slug(title), id]));
  const handler =
    (type: "link" | "linkReference"): Handler =>
    (state, node) =>
      elements(defaultHandlers[type](state, node as never)).map((element) => safeLink(element, idOfSlug));
  return { link: handler("link"), linkReference: handler("linkReference") };
}

function safeLink(element: ElementContent, idOfSlug: ReadonlyMap<string, string>): ElementContent {
  if (element.type !== "element" || element.tagName !== "a") return element;
  const href = String(element.properties.href);
  if (/^(?:https?:\/\/|mailto:)/i.test(href))
    return { ...element, properties: { ...element.properties, rel: ["noreferrer", "noopener"] } };
  if (!href.startsWith("#")) return { ...element, tagName: "span", properties: {} };
  const anchor = decoded(href.slice(1));
  const id = idOfSlug.get(anchor) ?? anchor;
  return { ...element, properties: { ...element.properties, href: `#${encodeURIComponent(id)}` } };
}

/** Images as the caller has them. */
function imageHandlers(image: Replacements["image"]): Handlers {
  const handler =
    (type: "image" | "imageReference"): Handler =>
    (state, node) =>
      elements(defaultHandlers[type](state, node as never)).map((element) => safeImage(element, lineOf(node), image));
  return { image: handler("image"), imageReference: handler("imageReference") };
}

function safeImage(element: ElementContent, line: number, image: Replacements["image"]): ElementContent {
  if (element.type !== "element" || element.tagName !== "img") return element;
  const [url, alt] = [decoded(String(element.properties.src)), String(element.properties.alt ?? "")];
  const replaced = raw(image?.({ line, url, alt }));
  if (replaced !== undefined) return replaced;
  if (/^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=]+$/.test(url)) return element;
  return { type: "element", tagName: "em", properties: {}, children: [{ type: "text", value: alt }] };
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

/** The deepest nesting that is kept. The functions that walk the tree are recursive, and no author nests so deeply on purpose. */
const DEEPEST = 100;

/** Replaces what is nested too deeply with its Markdown. */
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

/** The headings of the page itself, each with a unique id. Headings inside quotes and lists have no id. */
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

/** A quote whose first line is `[!NOTE]` or another of GitHub's alerts: a box with that title. `undefined` for other quotes. */
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

/** An empty header cell, such as the corner of a table, is an ordinary cell. */
const headed = (cell: ElementContent): ElementContent =>
  cell.type === "element" && cell.tagName === "th" && cell.children.length === 0 ? { ...cell, tagName: "td" } : cell;

/** A list item with a checkbox. The reader cannot change it, so it is a sign. */
function ticked(item: Element): Element {
  const sign = (element: ElementContent): ElementContent => {
    if (element.type !== "element") return element;
    if (element.tagName === "input") return { type: "text", value: element.properties.checked ? "☑" : "☐" };
    return element.tagName === "p" ? { ...element, children: element.children.map(sign) } : element;
  };
  return { ...item, children: item.children.map(sign) };
}
