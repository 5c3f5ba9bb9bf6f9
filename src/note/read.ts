import { createHash } from "node:crypto";
import type { LabErrors } from "../common/errors.ts";
import { surroundedSection } from "./compare/around.ts";
import { noFrontMatter, readFrontMatter } from "./front-matter.ts";
import { lint } from "./lint.ts";
import { type Block, readBlocks } from "./markdown.ts";
import type { FrontMatter, Note, PassedOver } from "./note.ts";
import { guessFrontMatter } from "./page/guess.ts";
import { type PageRead, readSections } from "./page/page-reader.ts";
import { leftAsProse, readByOther, suggestion } from "./page/passed-over.ts";
import { Problems } from "./problems.ts";

/** A note, and why it is refused if it is. */
export interface NoteRead {
  note: Note;
  refusal: LabErrors | undefined;
}

/**
 * Reads a note. Pure: the same text is always the same note.
 *
 * @throws {LabError} all problems of the page at once, each with file, line and remedy ({@link LabErrors})
 */
export function readNote(text: string, file: string): Note {
  const { note, refusal } = readPage(text, file);
  if (refusal !== undefined) throw refusal;
  return note;
}

/**
 * Reads a page as far as it can be read.
 *
 * @param guess whether to read it as it seems to be meant, with front matter that it has not
 */
export function readPage(text: string, file: string, guess = false): NoteRead {
  const findings = new Problems(file);
  const blocks = readBlocks(text, file);
  const matter = blocks.find((block) => block.kind === "front matter");
  const { frontMatter: given, others } =
    matter === undefined
      ? { frontMatter: noFrontMatter, others: [] }
      : readFrontMatter(matter.yaml, matter.line, findings);
  const frontMatter = guess ? guessFrontMatter(blocks, given) : given;
  const read = readSections(blocks, frontMatter, findings);
  const sections = read.sections.map((section) => surroundedSection(section, frontMatter.varies));
  lint(sections, findings);
  let passedOver: PassedOver | undefined;
  const note = {
    file,
    hash: createHash("sha256").update(text).digest("hex"),
    frontMatter: { ...frontMatter, title: frontMatter.title ?? read.title },
    sections,
    warnings: findings.warnings.toSorted((a, b) => a.line - b.line),
    // Only what tells people of a page asks for it, and to guess means to read the page several times.
    get passedOver(): PassedOver {
      passedOver ??= whatIsPassedOver(blocks, read, {
        file,
        given,
        keys: others,
        guessed: guess ? frontMatter : undefined,
      });
      return passedOver;
    },
  };
  return { note, refusal: findings.refusal };
}

/** @param page `guessed` is the front matter that the page was read with, if that was guessed */
function whatIsPassedOver(
  blocks: readonly Block[],
  read: PageRead,
  page: { file: string; given: FrontMatter; keys: readonly string[]; guessed: FrontMatter | undefined },
): PassedOver {
  const guessed = page.guessed ?? guessFrontMatter(blocks, page.given);
  const suggested = suggestion(page.given, guessed);
  if (page.guessed !== undefined) return { keys: page.keys, blocks: leftAsProse(read), suggested };
  const meant = suggested === undefined ? read : readSections(blocks, guessed, new Problems(page.file));
  return { keys: page.keys, blocks: readByOther(blocks, read, meant), suggested };
}
