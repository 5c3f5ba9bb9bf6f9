import { hidden } from "../common/sanitize.ts";
import { wildcard } from "../note/compare/line-pattern.ts";
import { isGap } from "../note/compare/lines.ts";
import { atBarePrompt, atNestedPrompt } from "../note/console/prompts.ts";

/**
 * A line that was seen, as a note has it: a seen `...` stands for itself, not for any lines, and `[..]` stands for signs that cannot be seen,
 * since these could do something where the note is shown.
 */
export const seenLine = (line: string): string =>
  (isGap(line) ? line.replace(/\S/, wildcard) : line).replace(hidden, "\0").replace(/\0+/g, wildcard);

/** A line with `[..]` in place of its first sign, if a note could have it for something else than output. */
export function guardedLine(text: string): string {
  const looks = /^\s*(?:[#>]|\$\s|\^[CDPZ\\]|\[(?:empty|running|reboot|exit )|<?\.\.\.|`{3}|~{3})/.test(text);
  const prompts = atBarePrompt(text) !== undefined || atNestedPrompt(text) !== undefined;
  return looks || prompts ? text.replace(/\S/u, wildcard) : text;
}
