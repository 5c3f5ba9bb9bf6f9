import { promptSign } from "../../note/console/prompts.ts";

const SIGN = promptSign(false);

/** A line of the screen that begins with one of the shell's own prompts. */
export interface Head {
  /** Its place. */
  line: number;
  /** The prompt as the terminal shows it, where the shell tells where it ends; else it is labnote's own. */
  prompt?: string;
}

/**
 * The lines of a command as a terminal shows them at the shell's own prompt.
 *
 * @param lines what the terminal showed, up to the end of the command
 * @param heads the lines that begin with one of the shell's prompts: the first one, and the second ones after it
 */
export function linesTyped(lines: readonly string[], heads: readonly Head[]): string {
  const first = heads[0]?.line ?? 0;
  const prompts = new Map(heads.map(({ line, prompt }) => [line, prompt]));
  return lines
    .slice(first)
    .map((line, at) => {
      const prompt = prompts.get(first + at);
      if (prompt !== undefined) return line.startsWith(prompt) ? line.slice(prompt.length) : "";
      if (at === 0) return line.startsWith(SIGN) ? line.slice(SIGN.length) : line.replace(/^\$/, "");
      return prompts.has(first + at) ? line.replace(/^> ?/, "") : line;
    })
    .join("\n");
}

/** A line of bash's `history`: the command's number, and the command. */
export interface Told {
  number: number;
  command: string;
}

export function readTold(text: string | undefined): Told | undefined {
  const [, number, command = ""] = /^\s*(\d+)\*?\s{1,2}([\s\S]*)$/.exec(text ?? "") ?? [];
  return number === undefined ? undefined : { number: Number(number), command: command.trimEnd() };
}

/**
 * What was typed. The terminal shows the lines as they were typed, but may show other things between them; the shell tells what it has read,
 * but may have joined the lines. So the shown lines count where they say the same as the shell.
 *
 * @param last what the shell told before. If it tells no new command, its history is off.
 */
export function whatWasTyped(shown: string, told: Told | undefined, last: Told | undefined): string {
  if (told === undefined || essence(shown) === essence(told.command)) return shown;
  return told.number === last?.number && !hasPart(shown, told.command) ? shown : told.command;
}

/**
 * Whether the first or the last of several lines are this command: lines that were pasted as one, which the shell takes one after the other; or
 * what stands for an earlier command, such as `!!`, below which bash shows that command.
 */
const hasPart = (shown: string, command: string): boolean => {
  const lines = shown.split("\n");
  const is = (part: readonly string[]) => essence(part.join("\n")) === essence(command);
  return lines.some((_, at) => at > 0 && (is(lines.slice(0, at)) || is(lines.slice(at))));
};

/** A command without what the history changes: where its lines end, and the signs that join them. */
const essence = (command: string): string => command.replace(/\\\n/g, "").replace(/[\s;\\]+/g, "");

/** What is typed at a shell's second prompt; `undefined` for a line without one. */
export const atSecondPrompt = (line: string): string | undefined => /^>(?: (.*))?$/.exec(line)?.slice(1).join("");

/**
 * Where an output has to be looked at next: at the echo of Ctrl-C, or at the end of a line that a person may have typed at a nested prompt. With
 * neither, the place is its end and the sign is empty.
 *
 * @param before what came of its first line before
 * @param wanted what is looked for: after Ctrl-C was typed, and after Enter
 */
export function nextSign(
  data: string,
  before: string,
  wanted: { interrupt: boolean; line: boolean },
): { at: number; sign: "^C" | "\n" | "" } {
  const interrupt = wanted.interrupt ? data.indexOf("^C") : -1;
  const line = wanted.line ? endOfPrompted(data, before) : -1;
  if (interrupt !== -1 && (line === -1 || interrupt < line)) return { at: interrupt, sign: "^C" };
  return line === -1 ? { at: data.length, sign: "" } : { at: line, sign: "\n" };
}

/** The end of the first line that may have a prompt: only a prompt's own signs count here, since the terminal decides what the line says. */
/** The sign of a prompt in the last line of these bytes. @param before that of the beginning of their first line */
export function promptSignIn(data: string, before: string): string {
  const end = data.lastIndexOf("\n");
  return /[#$>]/.exec(data.slice(end + 1))?.[0] ?? (end === -1 ? before : "");
}

function endOfPrompted(data: string, before: string): number {
  for (let from = 0, head = before; ; head = "") {
    const end = data.indexOf("\n", from);
    if (end === -1 || /[#$>]/.test(head + data.slice(from, end))) return end;
    from = end + 1;
  }
}
