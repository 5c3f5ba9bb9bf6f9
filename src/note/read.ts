import { createHash } from "node:crypto";
import { posix } from "node:path";
import { type BlockPlace, TerminalReader } from "./console/block.ts";
import { readAttributes, warnOfStrangers } from "./fence-attributes.ts";
import { noFrontMatter, readFrontMatter } from "./front-matter.ts";
import { readHttpBlock } from "./http-block.ts";
import { lint } from "./lint.ts";
import { type Block, readBlocks } from "./markdown.ts";
import type { FileStep, FrontMatter, Note, Section, Step } from "./note.ts";
import { Problems } from "./problems.ts";
import { sectionIds } from "./section-ids.ts";

/**
 * Reads a note. Pure: the same text is always the same note.
 *
 * @throws {LabError} all problems of the page at once, each with file, line and remedy ({@link LabErrors})
 */
export function readNote(text: string, file: string): Note {
  const findings = new Problems(file);
  const reader = new PageReader(findings);
  for (const block of readBlocks(text, file)) reader.take(block);
  const sections = reader.end();
  lint(sections, findings);
  findings.throwIfRefused();
  return {
    file,
    hash: createHash("sha256").update(text).digest("hex"),
    frontMatter: { ...reader.frontMatter, title: reader.frontMatter.title ?? reader.title },
    sections,
    warnings: findings.warnings.toSorted((a, b) => a.line - b.line),
  };
}

type Fence = Extract<Block, { kind: "fence" }>;
/** A section, whose steps are whole when it is over. */
type OpenSection = Omit<Section, "steps"> & { steps: (() => Step)[] };

/** Reads the blocks of a page, in their order. */
class PageReader {
  frontMatter: FrontMatter = noFrontMatter;
  /** The first heading of level 1. */
  title: string | undefined;
  readonly #findings: Problems;
  readonly #newId = sectionIds();
  /** Ids that differ from what their heading asks for, since an earlier heading has that id. */
  readonly #repeated = new Map<string, string>();
  readonly #sections: OpenSection[] = [];
  #section: OpenSection | undefined;
  #terminals = new Map<number, TerminalReader>();

  constructor(findings: Problems) {
    this.#findings = findings;
  }

  take(block: Block): void {
    if (block.kind === "front matter") this.frontMatter = readFrontMatter(block.yaml, block.line, this.#findings);
    else if (block.kind === "fence") this.#takeFence(block);
    else if (block.kind === "heading" && block.depth <= 3) {
      if (block.depth === 1) this.title ??= block.title;
      this.#begin(block.title, block.line);
    }
  }

  /** The sections that have steps. */
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
    const isFile = /(?:^|[\s{])file=/.test(fence.meta);
    const language = fence.language.toLowerCase();
    if (!isFile && language !== "console" && language !== "http") return;
    if (!fence.closed)
      this.#findings.refuse(
        fence.line,
        "This block is never closed",
        "below its last line, write a line with as many ` or ~ as open it",
      );
    const attributes = readAttributes(fence.meta, fence.line, this.#findings);
    if (!isFile) warnOfStrangers(fence.meta, fence.line, this.#findings);
    // Steps above the first heading belong to the page itself.
    const section = this.#section ?? this.#begin(this.frontMatter.title ?? "page", 1);
    const place: BlockPlace = { section: section.id, line: fence.line, attributes };
    if (isFile) {
      const step = readFile(fence, place, this.#findings);
      section.steps.push(() => step);
    } else if (language === "console") {
      section.steps.push(...this.#terminal(attributes.terminal).read(fence.lines, place));
    } else {
      const step = readHttpBlock(fence.lines, place, this.frontMatter.ports, this.#findings);
      if (step !== undefined) section.steps.push(() => step);
    }
  }

  #terminal(number: number): TerminalReader {
    const terminal = this.#terminals.get(number) ?? new TerminalReader(this.#findings);
    this.#terminals.set(number, terminal);
    return terminal;
  }
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
