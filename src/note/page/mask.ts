/** Killercoda ends a block with ```` ```{{exec}} ````, which ends none for CommonMark. */
const closingWords = /^([ \t>]*(?:`{3,}|~{3,}))([ \t]*\{\{[^{}\r\n]*\}\}[ \t]*)$/gm;

/** A line of tags with a fence right below it: for CommonMark, both are HTML. */
const tagsAboveFence =
  /^([ \t>]*)(<\/?(?!pre\b|script\b|style\b|textarea\b|code\b)[a-zA-Z][^\r\n]*>[ \t]*)(?=\r?\n[ \t>]*(?:`{3,}|~{3,}))/gim;

/** `:::{note}` and `:::` around a box, of MyST and others: for CommonMark, a paragraph that goes on below it. */
const boxes = /^([ \t>]*)(:{3,}[ \t]*(?:[{\w][^\r\n]*)?)$/gm;

/** The end of a line that is longer than people write. The parser takes a time that grows with the square of it. */
const longLines = /^([^\r\n]{5000})([^\r\n]+)$/gm;

const blanked = (text: string, form: RegExp): string =>
  text.replace(form, (_, before: string, hidden: string) => before + " ".repeat(hidden.length));

/** Puts blanks in place of the words behind closing fences, so that lines and columns stay as they are. */
export const withoutClosingWords = (markdown: string): string => blanked(markdown, closingWords);

/** Puts blanks also in place of lines that would keep CommonMark from seeing blocks of code, and of the ends of very long lines. */
export const withoutFrames = (markdown: string): string =>
  [closingWords, tagsAboveFence, boxes, longLines].reduce(blanked, markdown);

/** What the words behind a closing fence say of its block: `exec`, and the terminal of `{{exec T2}}`. */
export function readClosingWords(line: string): { language: string; terminal: string | undefined } | undefined {
  const [, language, terminal] = /\{\{\s*(exec(?:ute)?)\b[^{}]*?(?:\bT([1-9])[^{}]*)?\}\}\s*$/.exec(line) ?? [];
  return language === undefined ? undefined : { language, terminal };
}
