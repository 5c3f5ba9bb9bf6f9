/** Escape sequences of ECMA-48, also those that have no end yet, and characters that are invisible. */
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*(?:[@-~]|$)|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$|(?=\x1b))|\x1b[ -/]*(?:[0-Z\\^-~]|$)|[\0-\x07\x0e-\x1a\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFINISHED = /^(?:(?:\x1b\[|\x9b)[0-?]*[ -/]*|\x1b[\]PX^_][^\x07\x1b\x9c]*|\x1b[ -/]*)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ANY = /[\0-\x07\x0e-\x1b\x7f\x9b\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;

/** A text as a terminal shows it. */
export interface TextWithoutEscapes {
  text: string;
  /** The place in the original text of a character of `text`. */
  at(index: number): number;
}

/** A text without the escape sequences, which a terminal does not show. */
export function withoutEscapes(original: string): TextWithoutEscapes {
  if (!ANY.test(original)) return { text: original, at: (index) => index };
  const parts: string[] = [];
  /** Where each part begins, in the text and in the original. */
  const starts: { here: number; there: number }[] = [];
  let [here, there] = [0, 0];
  const take = (end: number) => {
    if (end === there) return;
    starts.push({ here, there });
    parts.push(original.slice(there, end));
    here += end - there;
  };
  for (const { index, 0: unseen } of original.matchAll(ESCAPE)) {
    take(index);
    there = index + unseen.length;
  }
  take(original.length);
  const at = (index: number): number => {
    const start = starts.findLast((part) => part.here <= index) ?? { here: 0, there: 0 };
    return start.there + index - start.here;
  };
  return { text: parts.join(""), at };
}

/** The escape sequences of a text, without what stands between them. */
export const escapesIn = (text: string): string => (text.match(ESCAPE) ?? []).join("");

/** How many characters at a text's end are an escape sequence that has no end yet. */
export function incompleteEscape(text: string): number {
  const start = Math.max(text.lastIndexOf("\x1b"), text.lastIndexOf("\x9b"));
  return start >= 0 && UNFINISHED.test(text.slice(start)) ? text.length - start : 0;
}
