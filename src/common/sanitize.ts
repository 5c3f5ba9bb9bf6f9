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
export const sanitize = (text: string): string => text.replace(/\r\n?/g, "\n").replace(hidden, codePoint);

/** {@link sanitize} for what is one line in its place, and stays one. */
export const sanitizeLine = (text: string): string => text.replace(hidden, codePoint).replaceAll("\n", codePoint("\n"));

/** Where this process runs, as its environment tells; `process` is one. */
export interface Job {
  env: { readonly [name: string]: string | undefined };
}

/** Whether GitHub Actions runs it. */
export const inActions = ({ env }: Job): boolean => env.GITHUB_ACTIONS === "true";

/**
 * A text for the log of a job, with what would be a command to the runner parted: what a note says and a host printed gives no orders. The
 * runner takes `::` at the beginning of a line, blanks aside (U+0085 is one to .NET), and `##[` anywhere.
 */
export const escapeForLog = (text: string, { env }: Job = process): string =>
  inActions({ env }) ? text.replaceAll(/^([\s\u0085]*):(?=:)/gm, "$1: ").replaceAll("##[", "## [") : text;
