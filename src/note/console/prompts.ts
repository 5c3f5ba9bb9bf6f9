import { leavingKeys } from "./keys.ts";

/** The forms of a nested prompt, each up to its `#` or `$`. `[..]` may stand in a prompt as in any line. */
const nestedForms: readonly string[] = [
  // USER@HOST:PATH# of Debian's and Ubuntu's bash
  String.raw`[\w.-]+@[\w.[\]-]+:[^\s#$]*`,
  // [USER@HOST PATH]# of Red Hat's
  String.raw`\[[\w.-]+@[\w.[\]-]+ [^\s\]]+\]`,
  // PATH # of busybox, with the blank or without it
  String.raw`[~/][^\s#$]*\s?`,
  // bash-5.1#, sh-4.4$
  String.raw`(?:ba)?sh-[\d.[\]]+`,
];

const nested = new RegExp(`^((?:${nestedForms.join("|")})[#$])(?:\\s+(.*))?$`);
const bare = /^([#$])(?:\s+(.*))?$/;

/** The prompt at the beginning of a line, and what is typed after it ("" when nothing is). */
export interface Prompted {
  prompt: string;
  typed: string;
}

const read = (form: RegExp, text: string): Prompted | undefined => {
  const [, prompt, typed = ""] = form.exec(text) ?? [];
  return prompt === undefined ? undefined : { prompt, typed };
};

/** Reads a line with a prompt that says where it is: `root@73588180c437:/# ls`. */
export const atNestedPrompt = (text: string): Prompted | undefined => read(nested, text);

/** Reads a line with a prompt of one sign, `#` or `$`: the outer shell's `$`, a comment, or the prompt of a plain shell in a container. */
export const atBarePrompt = (text: string): Prompted | undefined => read(bare, text);

/** A line at a prompt of the section's own shells. */
export interface OuterPrompted extends Prompted {
  /** The prompt as the page has it; `$` without one. */
  form: string;
  /** Whether it is typed as root: the prompt ends in `#`. */
  root: boolean;
}

/**
 * How lines begin that are typed into the section's own shells: `$ `, and the prompts of the page. In these, `[..]` stands for any characters,
 * and blanks count as in any line.
 */
export function outerPrompts(prompts: readonly string[]): (text: string) => OuterPrompted | undefined {
  const forms = prompts.filter((prompt) => prompt.trim() !== "").map((form) => [form, formOf(form)] as const);
  return (text) => {
    for (const [form, pattern] of forms) {
      const found = read(pattern, text);
      if (found !== undefined) return { ...found, form, root: found.prompt.endsWith("#") };
    }
    const found = atBarePrompt(text);
    return found?.prompt === "$" ? { ...found, form: "$", root: false } : undefined;
  };
}

function formOf(prompt: string): RegExp {
  const parts = prompt.trimEnd().split("[..]");
  const literal = parts.map((part) =>
    part
      .split(/[ \t]+/)
      .map(escaped)
      .join("[ \\t]+"),
  );
  return new RegExp(`^(${literal.join(".*?")})(?:\\s+(.*))?$`);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Whether what is typed at a nested prompt leaves its shell. */
export const leavesShell = (typed: string): boolean => isExit(typed) || leavingKeys(typed) !== undefined;

/** Whether what is typed leaves a shell by its name. */
export const isExit = (typed: string): boolean => /^\s*(?:exit|logout)(?:\s+\d+)?\s*;?\s*$/.test(typed);

/** The prompt of a section's shell: of the user's, or of root's. */
export const promptSign = (root: boolean): "$ " | "# " => (root ? "# " : "$ ");
