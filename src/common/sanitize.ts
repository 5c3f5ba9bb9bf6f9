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

/**
 * What a terminal takes as one sequence (ECMA-48): CSI with its parameters; OSC, DCS and the like with their text; any other escape with
 * the signs that belong to it. (Node's stripVTControlCharacters takes `ESC 8 S` for one sequence, and so eats the first letter of
 * "Selecting".)
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;
/** What a program draws in one line between saving the cursor (ESC 7) and going back to it (ESC 8). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const EXCURSION = /\x1b7(?:(?!\x1b[78])[^\n])*\x1b8/g;
/** Sequences that move the cursor to a place on the screen: CUP, HVP, VPA. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const MOVE = /\x1b\[[0-9;]*[Hfd]/;

/** A text without the sequences that a terminal obeys, and without what they draw elsewhere on the screen, as apt draws its progress bar. */
export const stripEscapes = (text: string): string =>
  text.replace(EXCURSION, (drawn) => (MOVE.test(drawn) ? "" : drawn)).replace(SEQUENCE, "");

/** Where this process runs, as its environment tells; `process` is one. */
export interface Job {
  env: { readonly [name: string]: string | undefined };
}

/** Whether GitHub Actions runs it. */
export const inActions = ({ env }: Job): boolean => env.GITHUB_ACTIONS === "true";

/** Whether this is a job of continuous integration: nobody answers questions, and a display that moves the cursor cannot be read. */
export const inCI = ({ env }: Job = process): boolean => (env.CI ?? "") !== "";

/**
 * A text for the log of a job, with what would be a command to the runner parted: what a note says and a host printed gives no orders. The
 * runner takes `::` at the beginning of a line, blanks aside (U+0085 is one to .NET), and `##[` anywhere.
 */
export const escapeForLog = (text: string, { env }: Job = process): string =>
  inActions({ env }) ? text.replaceAll(/^([\s\u0085]*):(?=:)/gm, "$1: ").replaceAll("##[", "## [") : text;
