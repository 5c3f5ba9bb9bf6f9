/**
 * Invisible characters that have an effect: they control a terminal, change the direction of writing, or split or join lines and words
 * unseen. Tabs and newlines are not among them, nor are the two joiners, which are part of words and of emoji.
 */
export const hidden = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\t\n\u200c\u200d]]/gv;

const codePoint = (sign: string): string =>
  `⟨U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}⟩`;

/**
 * Makes text of a note, a host or a program safe for a terminal or a page: shows {@link hidden} characters as their code points. A carriage
 * return becomes a newline.
 */
export const sanitize = (text: string): string => text.replace(/\r\n?/g, "\n").replace(hidden, codePoint);

/** {@link sanitize} for a text that must stay one line. */
export const sanitizeLine = (text: string): string => text.replace(hidden, codePoint).replaceAll("\n", codePoint("\n"));

/**
 * One control sequence of a terminal (ECMA-48): CSI with its parameters; OSC, DCS and the like with their text; any other escape with
 * its characters. (Node's stripVTControlCharacters takes `ESC 8 S` for one sequence, and so removes the first letter of "Selecting".)
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them
const SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;
/** What a program draws in one line between ESC 7, which saves the cursor, and ESC 8, which restores it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them
const EXCURSION = /\x1b7(?:(?!\x1b[78])[^\n])*\x1b8/g;
/** Sequences that move the cursor to a place on the screen: CUP, HVP, VPA. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them
const MOVE = /\x1b\[[0-9;]*[Hfd]/;

/** A text without control sequences, and without what they draw elsewhere on the screen, such as the progress bar of apt. */
export const stripEscapes = (text: string): string =>
  text.replace(EXCURSION, (drawn) => (MOVE.test(drawn) ? "" : drawn)).replace(SEQUENCE, "");

/** The environment of a process; `process` itself is a value of this type. */
export interface Job {
  env: { readonly [name: string]: string | undefined };
}

/** Whether GitHub Actions runs labnote. */
export const inActions = ({ env }: Job): boolean => env.GITHUB_ACTIONS === "true";

/** Whether this is a job of continuous integration: no user answers questions, and its log cannot show a display that moves the cursor. */
export const inCI = ({ env }: Job = process): boolean => (env.CI ?? "") !== "";

/**
 * Makes a text safe for the log of a job: splits what the runner would take for a command, so that a note or a host cannot command it. The
 * runner's commands are `::` at the beginning of a line, after blanks (for .NET, U+0085 is one), and `##[` anywhere.
 */
export const escapeForLog = (text: string, { env }: Job = process): string =>
  inActions({ env }) ? text.replaceAll(/^([\s\u0085]*):(?=:)/gm, "$1: ").replaceAll("##[", "## [") : text;
