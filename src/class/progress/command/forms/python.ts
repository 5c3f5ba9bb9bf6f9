/** The parts of a line of Python: what is quoted, words, blanks, and any other sign. */
const PART = /"[^"]*"|'[^']*'|[\p{L}\p{N}_.]+|\s+|./gsu;

/** What this form does not read: lines, escapes, comments, and quotes of three. */
const OTHER = /[\n\\#]|"""|'''/;

/**
 * A line of Python in the form that all ways to write it have: double quotes where the text has none, and a blank where two words would be one
 * without it. What is more than a line stays as it is.
 */
export function pythonForm(text: string): string {
  if (OTHER.test(text)) return text;
  const parts = (text.match(PART) ?? []).filter((part) => !/^\s/.test(part));
  return parts
    .map((part) => (/^'[^"]*'$/.test(part) ? `"${part.slice(1, -1)}"` : part))
    .reduce(
      (line, part) => `${line}${/[\p{L}\p{N}_.]$/u.test(line) && /^[\p{L}\p{N}_.]/u.test(part) ? " " : ""}${part}`,
      "",
    );
}
