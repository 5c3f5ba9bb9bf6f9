/**
 * A kind of word that differs in every run. Its form shows it, or its form and what stands around it. A word of the note matches any seen
 * word of the same kind.
 */
export interface Shape {
  /** The name for users. Several rows may share a name; each still matches only its own form. */
  name: string;
  /**
   * The source of a regular expression (flag `u`) for the word of the note. It may look at the rest of the line. All shapes have the same
   * bounds, see {@link notInWord}.
   */
  pattern: string;
  /** The source of a regular expression for what must stand before the word of the note, and for what must stand behind it. */
  before?: string;
  after?: string;
  /** The source of a regular expression for the command: only its output has such words. */
  typed?: string;
  /** The source of a regular expression for a header in its line: only the column below it has such words. `pattern` is then that of a cell, up to a `/` in it. */
  column?: string;
  /** The form of a seen word, where it is not that of a note's word. It looks at nothing around it. */
  seen?: string;
  /** Whether the note's word stands for the seen value from then on. */
  binds: boolean;
  /** Whether the first digits of the note's word stand for the first digits of its value. */
  abbreviated?: boolean;
}

/** The bounds of a word: a letter, a digit or `_` next to it would be part of it. */
export const notInWord = { before: String.raw`(?<![\p{L}\p{N}_])`, after: String.raw`(?![\p{L}\p{N}_])` } as const;

/** A pattern with these bounds. */
export const wholeWord = (pattern: string): string => `${notInWord.before}(?:${pattern})${notInWord.after}`;

/** The source of a pattern for a shape's words in a note. The form is looked for first, since what stands before it costs more. */
export function placed({ pattern, before, after }: Shape): string {
  const form = after === undefined ? pattern : `(?:${pattern})(?=${after})`;
  return before === undefined ? form : `(?=${form})(?<=${before})(?:${form})`;
}

/** A pattern of all lines that have a word of a shape in its place, and of few others. */
export const placeOf = ({ pattern, before = "", after = "" }: Shape): RegExp =>
  new RegExp(`(?:${before})(?:${pattern})(?=${after})`, "u");

/** The source of a pattern for this text alone. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** The source of a pattern for some words, the longest first. */
export const anyOf = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map(literal)
    .join("|");
