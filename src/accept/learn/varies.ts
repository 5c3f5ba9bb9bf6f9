import { parseDocument } from "yaml";
import { literal, wholeWord } from "../../note/compare/shapes/shape.ts";
import { readBlocks } from "../../note/markdown.ts";
import type { Note, Step } from "../../note/note.ts";
import { frontMatterText } from "../../note/page/front-matter-text.ts";
import type { WordPair } from "./two-lines.ts";

/** A {@link WordPair}, and the section and the line of the step that show it. */
export interface SectionPair extends WordPair {
  section: string;
  line: number;
}

/** The words of the pairs that are typed further down in their section. */
export const typedWords = (pairs: readonly SectionPair[], { sections }: Note): ReadonlySet<string> =>
  new Set(
    pairs
      .filter(({ word, section, line }) =>
        sections.some(
          ({ id, steps }) => id === section && steps.some((step) => step.line > line && count(word, typedOf(step)) > 0),
        ),
      )
      .map(({ word }) => word),
  );

const typedOf = (step: Step): string => (step.kind === "command" ? (step.typed ?? "") : "");

/**
 * The words that may stand in `varies`: each can be told by itself. All lines that have it differ in it, and in a section it is always the
 * same other word. It is typed, or shown more than once, or does not look like a mere amount. Below the place where it is typed no line says
 * anything of it, since the run typed the word of the note.
 */
export function varyingWords(pairs: readonly SectionPair[], { sections, frontMatter }: Note): string[] {
  return [...Map.groupBy(pairs, ({ word }) => word)].flatMap(([word, all]) => {
    const above = sections.map((section) => {
      const typedAt = section.steps.find((step) => count(word, typedOf(step)) > 0)?.line ?? Number.POSITIVE_INFINITY;
      const shown = section.steps.filter((step) => step.line < typedAt).flatMap(shownLines);
      const differ = pairs.filter((each) => each.section === section.id && each.line < typedAt);
      return { typed: typedAt < Number.POSITIVE_INFINITY, shown: count(word, shown.join("\n")), differ };
    });
    const differ = above.flatMap((one) => one.differ.filter((each) => each.word === word));
    const isTold =
      isWord(word) &&
      word.length > 1 &&
      !frontMatter.varies.includes(word) &&
      differ.length > 0 &&
      differ.every(({ other }) => isWord(other)) &&
      above.every((one) => isOneToOne(word, one.differ)) &&
      above.reduce((sum, { shown }) => sum + shown, 0) === differ.length;
    const isName =
      all.length > 1 ||
      above.some(({ typed }) => typed) ||
      (/\p{L}/u.test(word) && /\d/.test(word)) ||
      /^\d{5,}$/.test(word);
    return isTold && isName ? [word] : [];
  });
}

const isWord = (text: string): boolean => /^[\p{L}\p{N}_]+$/u.test(text);

/** Whether a word has one other in its place, and no other word has that one. */
function isOneToOne(word: string, pairs: readonly WordPair[]): boolean {
  const others = new Set(pairs.flatMap((each) => (each.word === word ? [each.other] : [])));
  return others.size <= 1 && !pairs.some((each) => each.word !== word && others.has(each.other));
}

const shownLines = (step: Step): string[] =>
  step.kind === "file" ? [] : step.expected.flatMap((item) => ("keys" in item ? [] : [item.text]));

const count = (word: string, text: string): number =>
  text.match(new RegExp(wholeWord(literal(word)), "gu"))?.length ?? 0;

/** A note with more words in the `varies` of its front matter. The rest of the file stays as it is. */
export function withVaries(text: string, { file, frontMatter }: Note, words: readonly string[]): string {
  if (words.length === 0) return text;
  const { varies } = frontMatter;
  const entry = frontMatterText({ varies: [...varies, ...words] });
  const matter = readBlocks(text, file).find((block) => block.kind === "front matter");
  const ending = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
  if (matter === undefined) {
    const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    return [`${mark}---`, entry, "---", "", text.slice(mark.length)].join(ending);
  }
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const range = rangeOf(matter.yaml);
  const first = matter.line + (range?.from ?? matter.yaml.split(/\r\n|\r|\n/).length);
  return [...lines.slice(0, first), entry + ending, ...lines.slice(first + (range?.lines ?? 0))].join("");
}

/** The lines of the entry `varies` in front matter, counted from 0. */
function rangeOf(yaml: string): { from: number; lines: number } | undefined {
  const { contents } = parseDocument(yaml);
  const pairs =
    (contents as { items?: { key: { value?: unknown; range?: number[] }; value?: { range?: number[] } }[] } | null)
      ?.items ?? [];
  const pair = pairs.find(({ key }) => key.value === "varies");
  if (pair === undefined) return undefined;
  const lineOf = (offset: number) => yaml.slice(0, offset).split(/\r\n|\r|\n/).length - 1;
  const from = lineOf(pair.key.range?.[0] ?? 0);
  const to = lineOf((pair.value?.range?.[1] ?? 1) - 1);
  return { from, lines: to - from + 1 };
}
