import { isFilter, readCall } from "./programs.ts";
import type { ShellCommand } from "./tokens.ts";

/** A file that `cat` or `<` feeds to a program, as that program's own operand where this is the same to it. */
export function fed(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const now: ShellCommand[] = [];
  for (const command of commands) {
    const before = now.at(-1);
    const [cat, file, ...others] = before?.words ?? [];
    const isFed = command.joint === "|" && cat === "cat" && file !== undefined && /^[^-]/.test(file);
    if (isFed && others.length + (before?.redirections.length ?? 0) === 0 && !command.redirections.some(isInput)) {
      now.pop();
      now.push({ ...command, joint: before?.joint ?? "", redirections: [...command.redirections, `<${file}`] });
    } else now.push(command);
  }
  return now.map((command) => {
    const { words, redirections } = command;
    const [input, ...others] = redirections.filter(isInput);
    if (input === undefined || others.length > 0 || !isFilter(readCall(words).name)) return command;
    return {
      ...command,
      words: [...words, input.slice(1)],
      input: input.slice(1),
      redirections: redirections.filter((each) => each !== input),
    };
  });
}

export const isInput = (redirection: string): boolean => /^<[^<&(]/.test(redirection);

/** Two programs in a pipe, and the option with which the first one does both their work. */
const oneFor: readonly (readonly [first: string, second: string, option: string])[] = [
  ["sort", "uniq", "-u"],
  ["grep", "wc -l", "-c"],
];

/** Programs in a pipe as one program, where an option of the first one does as well. */
export function joinedPrograms(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const now: ShellCommand[] = [];
  for (const command of commands) {
    const before = now.at(-1);
    const text = command.joint === "|" && command.redirections.length === 0 ? command.words.join(" ") : "";
    const [, , option] = oneFor.find(([first, second]) => second === text && before?.words[0] === first) ?? [];
    if (before === undefined || option === undefined) now.push(command);
    else now[now.length - 1] = { ...before, words: [before.words[0] as string, option, ...before.words.slice(1)] };
  }
  return now;
}

/** A last `| cat` or `| less` only shows what is printed. */
export const withoutPager = (commands: readonly ShellCommand[]): readonly ShellCommand[] => {
  const last = commands.at(-1);
  const isPager = last?.joint === "|" && /^(?:cat|less|more)$/.test(last.words.join(" "));
  return isPager && last.redirections.length === 0 ? commands.slice(0, -1) : commands;
};
