/**
 * What a text may hold that nobody sees, and that does something: it controls a terminal, turns the direction of writing, or parts or joins
 * what looks otherwise. Tabs and newlines do what they seem to; the two joiners are a part of words and of emoji.
 */
export const hidden = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\t\n\u200c\u200d]]/gv;

const codePoint = (sign: string): string =>
  `⟨U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}⟩`;

/**
 * Text that a note, a host or a program wrote, for a terminal or a page: what it would do unseen is shown as its code point. A carriage
 * return is a line's end.
 */
export const visible = (text: string): string => text.replace(/\r\n?/g, "\n").replace(hidden, codePoint);

/** {@link visible} for what is one line in its place, and stays one. */
export const visibleLine = (text: string): string => text.replace(hidden, codePoint).replaceAll("\n", codePoint("\n"));
