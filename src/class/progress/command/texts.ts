import { isInput, teeOf } from "./pipes.ts";
import type { ShellCommand } from "./tokens.ts";

/**
 * Commands that write a text into a file, as one form: `echo`, `printf`, a here-document for `cat`, and any of them with `tee`. All other commands
 * stay as they are.
 */
export function writtenTexts(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const now: ShellCommand[] = [];
  for (const command of commands) {
    const before = now.at(-1);
    const text = command.joint === "|" && before?.redirections.length === 0 ? textOf(before) : undefined;
    const tee = teeOf(command);
    if (before !== undefined && text !== undefined && tee !== undefined) {
      now.pop();
      const prints = command.redirections.length === 0;
      now.push({ joint: before.joint, words: ["printf", text], redirections: [tee], ...(prints && { prints }) });
    } else now.push(command);
  }
  return now.map((command) => {
    const [output, ...others] = command.redirections.filter((each) => !each.startsWith("<<"));
    const text = output !== undefined && others.length === 0 && /^1?>>?[^&]/.test(output) ? textOf(command) : undefined;
    return text === undefined
      ? command
      : { ...command, words: ["printf", text], redirections: [(output ?? "").replace(/^1/, "")] };
  });
}

/** What a command prints, where its words alone say it. */
function textOf({ words, redirections }: ShellCommand): string | undefined {
  const [program, first = "", ...rest] = words;
  const here = redirections.find((each) => each.startsWith("<<"));
  if (program === "cat" && words.length === 1 && here !== undefined && !here.startsWith("<<<")) {
    const body = here.replace(/^<<'?/, "");
    // What the shell makes of a text without quotes is not known here.
    if (!here.startsWith("<<'") && /[$`\\]/.test(body)) return undefined;
    return body === "" ? "" : `${body}\n`;
  }
  if (redirections.some(isInput)) return undefined;
  if (program === "echo") {
    const options = /^-[neE]+$/.test(first) ? first : "";
    const text = (options === "" ? words.slice(1) : rest).join(" ");
    return `${options.includes("e") ? unescaped(text) : text}${options.includes("n") ? "" : "\n"}`;
  }
  if (program !== "printf" || first.startsWith("-")) return undefined;
  if (first === "%s\\n") return rest.map((each) => `${each}\n`).join("");
  return rest.length > 0 || first.includes("%") ? undefined : unescaped(first);
}

const ESCAPES: { readonly [sign: string]: string | undefined } = { n: "\n", t: "\t", "\\": "\\" };
const unescaped = (text: string): string => text.replace(/\\(.)/gs, (both, sign: string) => ESCAPES[sign] ?? both);
