import { posix } from "node:path";
import { type BlockPlace, TerminalReader } from "../console/block.ts";
import { readAttributes, warnOfSlips } from "../fence-attributes.ts";
import { readHttpBlock } from "../http-block.ts";
import type { Block, Fence } from "../markdown.ts";
import type { FileStep, FrontMatter, Section, Step } from "../note.ts";
import type { Problems } from "../problems.ts";
import { sectionIds } from "../section-ids.ts";
import { mayBeComments } from "./likely-typed.ts";
import { looksTyped } from "./looks-typed.ts";

/** What the blocks of a page are, with its front matter. */
export interface PageRead {
  /** The first heading of level 1. */
  title: string | undefined;
  /** The sections that have steps. */
  sections: Section[];
  /** The blocks of code that are prose. */
  prose: Fence[];
  /** The blocks that are read as commands without a prompt. */
  unprompted: ReadonlySet<Fence>;
  /** The languages of the blocks that are read. */
  languages: ReadonlySet<string>;
}

/** Reads the blocks of a page. */
export function readSections(blocks: readonly Block[], frontMatter: FrontMatter, findings: Problems): PageRead {
  const reader = new PageReader(frontMatter, findings);
  for (const block of blocks) reader.take(block);
  const { title, prose, unprompted, languages } = reader;
  return { title, sections: reader.end(), prose, unprompted, languages };
}

/** A section, whose steps are whole when it is over. */
type OpenSection = Omit<Section, "steps"> & { steps: (() => Step)[] };

/** Reads the blocks of a page, in their order. */
class PageReader {
  title: string | undefined;
  readonly prose: Fence[] = [];
  readonly unprompted = new Set<Fence>();
  readonly languages = new Set<string>();
  readonly #frontMatter: FrontMatter;
  readonly #findings: Problems;
  readonly #newId = sectionIds();
  /** Ids that differ from what their heading asks for, since an earlier heading has that id. */
  readonly #repeated = new Map<string, string>();
  readonly #sections: OpenSection[] = [];
  #section: OpenSection | undefined;
  #terminals = new Map<number, TerminalReader>();
  /** The terminal of the block above, if that is a session. */
  #above: TerminalReader | undefined;

  constructor(frontMatter: FrontMatter, findings: Problems) {
    this.#frontMatter = frontMatter;
    this.#findings = findings;
  }

  take(block: Block): void {
    if (block.kind === "fence") this.#takeFence(block);
    else if (block.kind === "heading" && block.depth <= 3) {
      if (block.depth === 1) this.title ??= block.title;
      this.#begin(block.title, block.line);
    }
  }

  end(): Section[] {
    for (const terminal of this.#terminals.values()) terminal.end();
    const sections = this.#sections
      .filter(({ steps }) => steps.length > 0)
      .map((section) => ({ ...section, steps: section.steps.map((whole) => whole()) }));
    for (const { id, line } of sections) {
      const wanted = this.#repeated.get(id);
      if (wanted !== undefined)
        this.#findings.warn(line, `an earlier heading has the id ${wanted}, so this section is ${id}`);
    }
    return sections;
  }

  #begin(title: string, line: number): OpenSection {
    for (const terminal of this.#terminals.values()) terminal.end();
    this.#terminals = new Map();
    const { id, wanted } = this.#newId(title);
    if (id !== wanted) this.#repeated.set(id, wanted);
    const section: OpenSection = { id, title, line, steps: [] };
    this.#sections.push(section);
    this.#section = section;
    return section;
  }

  #takeFence(fence: Fence): void {
    if (fence.inner.length > 0 && this.#frontMatter.sessions.includes(fence.language)) {
      for (const inner of fence.inner) this.#takeFence(inner);
      if (fence.inner.some((inner) => this.languages.has(inner.language))) this.languages.add(fence.language);
      return;
    }
    const above = fence.follows && fence.language === "output" ? this.#above : undefined;
    this.#above = undefined;
    if (!this.#isNamed(fence)) {
      this.prose.push(fence);
      return;
    }
    const attributes = readAttributes(fence.meta, fence.line, this.#findings);
    const terminal =
      above ??
      this.#terminals.get(attributes.terminal) ??
      new TerminalReader(this.#findings, this.#frontMatter.prompts);
    const kind = this.#kindOf(fence, terminal, above !== undefined);
    if (kind === undefined) {
      this.prose.push(fence);
      return;
    }
    checkFence(fence, kind, this.#findings);
    this.languages.add(fence.language);
    // Steps above the first heading belong to the page itself.
    const section = this.#section ?? this.#begin(this.#frontMatter.title ?? "page", 1);
    const place: BlockPlace = { section: section.id, line: fence.line, attributes };
    if (kind === "file") {
      const step = readFile(fence, place, this.#findings);
      section.steps.push(() => step);
    } else if (kind === "http") {
      const step = readHttpBlock(fence.lines, place, this.#frontMatter.ports, this.#findings);
      if (step !== undefined) section.steps.push(() => step);
    } else {
      const steps = terminal[kind](fence.lines, place);
      section.steps.push(...steps);
      if (steps.length === 0 && kind !== "takeOutput") this.prose.push(fence);
      if (kind === "readUnprompted") this.unprompted.add(fence);
      if (above === undefined) this.#terminals.set(attributes.terminal, terminal);
      this.#above = terminal;
    }
  }

  /** Whether the language of a fence, or its attributes, may make it more than prose. */
  #isNamed({ language, meta }: Fence): boolean {
    const { sessions, unprompted } = this.#frontMatter;
    return isFile(meta) || [...alwaysRead, ...sessions, ...unprompted].includes(language);
  }

  #kindOf({ language, meta, lines }: Fence, terminal: TerminalReader, below: boolean): Kind | undefined {
    if (isFile(meta)) return "file";
    if (language === "http") return "http";
    if (language === "output" && this.#frontMatter.sessions.includes(language)) return below ? "takeOutput" : undefined;
    if (terminal.isSession(lines) && (language === "console" || !mayBeComments(lines, this.#frontMatter.prompts)))
      return "read";
    if (this.#frontMatter.unprompted.includes(language) && looksTyped(lines)) return "readUnprompted";
    return language === "console" ? "read" : undefined;
  }
}

/** Languages that need no front matter. */
const alwaysRead: readonly string[] = ["console", "http"];

/** What a fence is: a file, a request, or what {@link TerminalReader} does with it. */
type Kind = "file" | "http" | "read" | "readUnprompted" | "takeOutput";

/** Whether the words behind a language name the file that a block shows. */
export const isFile = (meta: string): boolean => /(?:^|[\s{])file=/.test(meta);

function checkFence({ line, end, closed, cut, meta }: Fence, kind: Kind, findings: Problems): void {
  if (cut)
    findings.refuse(
      end + 1,
      `The list or quote around the block of line ${line} ends here, before the block is closed`,
      `begin this line as line ${line} begins: with its blanks, or with its >`,
    );
  else if (!closed)
    findings.refuse(
      line,
      "This block is never closed",
      "below its last line, write a line with as many ` or ~ as open it",
    );
  if (kind !== "file") warnOfSlips(meta, line, findings);
}

function readFile(fence: Fence, { section, line, attributes }: BlockPlace, findings: Problems): FileStep {
  const name = attributes.file ?? "";
  const path = posix.normalize(name);
  if (
    name === "" ||
    name.endsWith("/") ||
    path === "." ||
    path.startsWith("/") ||
    path.split("/").includes("..") ||
    path.startsWith("~")
  )
    findings.refuse(
      line,
      `file=${name} is not a file in the section's folder`,
      "write a name such as file=hello.py or file=app/hello.py",
    );
  const content = fence.lines.map(({ text }) => `${text}\n`).join("");
  return { kind: "file", section, line, path, content };
}
