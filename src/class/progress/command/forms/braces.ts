/** What stands for a brace, and for a comma, that is not quoted. No word of a command has these signs. */
export const BRACES: ReadonlyMap<string, string> = new Map([
  ["{", "\ue003"],
  [",", "\ue004"],
  ["}", "\ue005"],
]);

/** The word as it is where braces mean nothing. */
export const unbraced = (word: string): string =>
  [...BRACES].reduce((text, [sign, standIn]) => text.replaceAll(standIn, sign), word);

/** The innermost braces. */
const GROUP = /\ue003([^\ue003\ue005]*)\ue005/;

/** The words that a shell makes of one with braces, `a{b,c}` and `a{1..3}`. */
export function braced(word: string): string[] {
  const [group, inner = ""] = GROUP.exec(word) ?? [];
  if (group === undefined) return [unbraced(word)];
  const parts = inner.includes("\ue004") ? inner.split("\ue004") : rangeOf(inner);
  if (parts.length === 0) return braced(word.replace(group, () => unbraced(group)));
  return parts.flatMap((part) => braced(word.replace(group, () => part))).slice(0, MOST);
}

/** No more words are made of one. */
const MOST = 64;

/** The numbers from one to another. */
function rangeOf(inner: string): string[] {
  const [from = 0, to = -1] = /^(\d{1,3})\.\.(\d{1,3})$/.exec(inner)?.slice(1).map(Number) ?? [];
  return Array.from({ length: Math.max(0, Math.min(to - from + 1, MOST)) }, (_, at) => `${from + at}`);
}
