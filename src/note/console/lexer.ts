import type { FenceLine } from "../markdown.ts";
import type { Keys } from "../note.ts";
import { endsOutput, mayBeCommand } from "../page/command-like.ts";
import { readKeys } from "./keys.ts";
import { opensTerminal } from "./openers.ts";
import { atBarePrompt, atNestedPrompt, leavesShell, type OuterPrompted, type Prompted } from "./prompts.ts";
import { ShellInput, withoutQuoted } from "./shell-syntax.ts";
import { showsText } from "./shows-text.ts";

/** What a line of a console block is. A comment is not a token: it is only shown. */
export type Token = PromptToken | { kind: "output"; line: number; text: string } | ({ kind: "keys" } & Keys);

/** A line with a prompt, and what is typed there. */
export interface PromptToken {
  kind: "prompt";
  line: number;
  /** The nested prompt; `undefined` at the outer shell's prompt. */
  prompt: string | undefined;
  /** Whether it is typed as root. */
  root: boolean;
  /** What is typed, with its continuation lines joined by newlines; "" when the line only shows a prompt. */
  typed: string;
}

/** Which nested prompts may follow in a terminal. */
export interface Nesting {
  /** Prompts that say where they are: a command opened a nested shell, and nothing was typed in the outer shell since then. */
  any: boolean;
  /** Also prompts that may be the outer shell's: nothing that leaves a shell was typed since then. */
  bare: boolean;
}

/**
 * Reads what each line of a console block is. `before` is how the earlier blocks have left that terminal; `nesting` is how this one leaves it.
 * `doubtful` are the lines of comments that may be the output of the command right above: it shows a file.
 * @param atOuterPrompt reads a line that is typed into a shell of the section
 */
export function readTokens(
  lines: readonly FenceLine[],
  before: Nesting,
  atOuterPrompt: (text: string) => OuterPrompted | undefined,
): { tokens: Token[]; nesting: Nesting; doubtful: number[] } {
  const exits = leadToExit(lines, atOuterPrompt);
  const belowComments = nextOfSubstance(lines);
  const tokens: Token[] = [];
  const doubtful: number[] = [];
  const nesting = { ...before };
  let mayComment = true;
  /** Whether the line above is typed, and shows a file. */
  let shows = false;

  const promptAt = (at: number): (Prompted & { outer: boolean; root: boolean }) | undefined => {
    const text = lines[at]?.text ?? "";
    const outer = atOuterPrompt(text);
    const mayBeInner = nesting.bare && exits[at] === true;
    const named = nesting.any && (outer === undefined || mayBeInner) ? atNestedPrompt(text) : undefined;
    const inner = named ?? (mayBeInner ? atBarePrompt(text) : undefined);
    if (inner !== undefined) return { ...inner, outer: false, root: false };
    return outer && { ...outer, outer: true };
  };

  for (let at = 0; at < lines.length; at += 1) {
    const { line, text } = lines[at] as FenceLine;
    const head = promptAt(at);
    if (head !== undefined) {
      const { typed, next } = withContinuations(head.typed, lines, at + 1, (place) => promptAt(place) !== undefined);
      tokens.push({ kind: "prompt", line, prompt: head.outer ? undefined : head.prompt, root: head.root, typed });
      if (head.outer) nesting.any = opensTerminal(typed);
      nesting.bare = nesting.any && !leavesShell(typed);
      at = next - 1;
      if (endsInComment(typed)) while (/^\s+#(?:\s|$)/.test(lines[at + 1]?.text ?? "")) at += 1;
      mayComment = true;
      shows = showsText.test(typed);
    } else if (mayComment && isComment(text) && promptAt(belowComments[at] as number) !== undefined) {
      if (shows) doubtful.push(line);
      shows = false;
    } else {
      shows = false;
      tokens.push(...readOutput([{ line, text }]));
      mayComment = text.trim() === "";
    }
  }
  return { tokens, nesting, doubtful };
}

/** Reads lines that hold no prompt: those of a block that shows only an output. */
export const readOutput = (lines: readonly FenceLine[]): Token[] =>
  lines.flatMap(({ line, text }): Token[] => {
    const read = readKeys(text);
    if (read === undefined) return [{ kind: "output", line, text }];
    const { keys, bytes, rest } = read;
    return [{ kind: "keys", line, keys, bytes }, ...(rest === "" ? [] : readOutput([{ line, text: rest }]))];
  });

/**
 * The commands of a block that has no prompts, each with all its lines. Blank lines and comments between commands are none; a line that can be none
 * begins an output, which a comment ends, or a command that is known by name. What a command at the block's end still waits for, it does not get.
 */
export function readCommands(lines: readonly FenceLine[]): Token[] {
  const tokens: Token[] = [];
  let below = false;
  for (let at = 0; at < lines.length; ) {
    const { line, text } = lines[at] as FenceLine;
    if (/^\s*#/.test(text)) below = false;
    else if (below ? !endsOutput(text) : text.trim() !== "" && !mayBeCommand(text)) {
      tokens.push(...readOutput([{ line, text }]));
      below = true;
    } else if (text.trim() !== "") {
      const typed = wholeCommand(lines, at);
      tokens.push({ kind: "prompt", line, prompt: undefined, root: false, typed: typed.join("\n") });
      below = false;
      at += typed.length;
      continue;
    }
    at += 1;
  }
  return tokens;
}

/** The lines of a command from an index on, up to the one with which a shell would run it. */
function wholeCommand(lines: readonly FenceLine[], from: number): string[] {
  const input = new ShellInput();
  const typed: string[] = [];
  do {
    const { text } = lines[from + typed.length] as FenceLine;
    input.add(text);
    typed.push(text);
  } while (input.waitsFor !== undefined && from + typed.length < lines.length);
  return typed;
}

/** Whether a comment stands behind a command. It may go on in indented lines below. */
const endsInComment = (typed: string): boolean => /\s#\s/.test(withoutQuoted(typed.slice(typed.lastIndexOf("\n") + 1)));

const isComment = (text: string): boolean => /^#(?:\s|$)/.test(text);

/** For each line, the index of the next line (or itself) that is not blank and does not look like a comment. */
function nextOfSubstance(lines: readonly FenceLine[]): number[] {
  const places: number[] = new Array(lines.length);
  let next = lines.length;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const text = lines[at]?.text ?? "";
    if (text.trim() !== "" && !isComment(text)) next = at;
    places[at] = next;
  }
  return places;
}

/**
 * For each line, whether it has a prompt that an `exit` at the same prompt leaves further down, with no other nested shell opened between them:
 * a bare one, or one of the page. Only this tells a nested shell's plain `$` from the outer shell's `$`, and its `#` from a comment.
 */
function leadToExit(
  lines: readonly FenceLine[],
  atOuterPrompt: (text: string) => OuterPrompted | undefined,
): boolean[] {
  const leads: boolean[] = new Array(lines.length).fill(false);
  const below = new Map<string, boolean>();
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const text = lines[at]?.text ?? "";
    const own = atOuterPrompt(text);
    const found = own ?? atBarePrompt(text);
    if (found === undefined) continue;
    const form = own?.form ?? found.prompt;
    leads[at] = leavesShell(found.typed) || below.get(form) === true;
    below.set(form, leads[at] === true && !opensTerminal(found.typed));
  }
  return leads;
}

/**
 * Adds the lines that continue what is typed: any line below a `\`; and while the shell would wait for more, lines directly below with its
 * second prompt, `>`, and lines that make the command whole, if it is whole before the next prompt.
 */
function withContinuations(
  typed: string,
  lines: readonly FenceLine[],
  from: number,
  isPrompt: (at: number) => boolean,
): { typed: string; next: number } {
  const input = new ShellInput();
  const all: string[] = [];
  const add = (text: string): void => {
    input.add(text);
    all.push(text);
  };
  add(typed);
  let next = from;
  while (next < lines.length && typed.trim() !== "") {
    const text = lines[next]?.text ?? "";
    const waits = input.waitsFor !== undefined;
    if (waits && isSecondPrompt(text)) add(text.slice(2));
    else if (endsInBackslash(all.at(-1) as string)) add(text);
    else {
      const more = waits ? closingLines(all, lines, next, isPrompt) : [];
      if (more.length === 0) break;
      for (const line of more) add(line);
      next += more.length;
      continue;
    }
    next += 1;
  }
  return { typed: all.join("\n"), next };
}

/** Whether a line begins with the shell's second prompt. */
export const isSecondPrompt = (text: string): boolean => text === ">" || text.startsWith("> ");

/** The lines from an index on that make a command whole; none if it is not whole before the next prompt. */
function closingLines(
  typed: readonly string[],
  lines: readonly FenceLine[],
  from: number,
  isPrompt: (at: number) => boolean,
): string[] {
  const input = new ShellInput();
  for (const text of typed) input.add(text);
  for (let at = from; at < lines.length && !isPrompt(at); at += 1) {
    const text = lines[at]?.text ?? "";
    input.add(text);
    if (input.waitsFor === undefined) return lines.slice(from, at + 1).map((line) => line.text);
  }
  return [];
}

/** A backslash that is not itself escaped. */
const endsInBackslash = (text: string): boolean => (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 1;
