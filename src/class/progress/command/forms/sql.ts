import { ACTIVE } from "../tokens.ts";

/** How a statement of SQL begins. */
const BEGINS =
  /^\s*(?:select|insert|update|delete|replace|create|drop|alter|truncate|with|values|explain|begin|commit|rollback|pragma|show|use|describe|grant|revoke|analyze|vacuum)(?![^\s;(])/i;

/** The parts of a statement: what the shell expands, what is quoted, comments, words, blanks, and any other sign. */
const PART = new RegExp(
  `${ACTIVE}\\S*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\`[^\`]*\`|--[^\\n]*|/\\*.*?\\*/|[\\p{L}\\p{N}_.]+|\\s+|.`,
  "gsu",
);

/**
 * A statement of SQL in the form that all ways to write it have: what is not quoted in small letters, a blank where two words would be one without
 * it, and no `;` at the end. A text that is none stays as it is.
 */
export function sqlForm(text: string): string {
  if (!BEGINS.test(text)) return text;
  const parts = (text.match(PART) ?? []).filter((part) => !/^(?:\s|--|\/\*)/.test(part));
  const words = parts.map((part) => (/^["'`\ue000]/.test(part) ? part : part.toLowerCase()));
  while (words.at(-1) === ";") words.pop();
  return words.reduce(
    (line, word) => `${line}${/[\p{L}\p{N}_.]$/u.test(line) && /^[\p{L}\p{N}_.]/u.test(word) ? " " : ""}${word}`,
    "",
  );
}
