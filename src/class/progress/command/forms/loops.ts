import { ACTIVE, type ShellCommand } from "../tokens.ts";

/** Stands for the name of a loop, with a number behind. No word of a command has this sign. */
const NAME = "\ue008";

/** Commands with a name for each `for` that all ways to write the loop have: what a user calls its variable is no matter. */
export function loopForm(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const names = new Map<string, string>();
  return commands.map((command) => {
    const [name = "", ...rest] = command.words;
    if (/(?:^|\s)for$/.test(command.joint) && rest[0] === "in") {
      names.set(name, `${NAME}${names.size}`);
      return { ...command, words: [names.get(name) as string, ...rest] };
    }
    if (names.size === 0) return command;
    const own = (word: string): string =>
      word.replace(USE, (whole, used: string) => (names.has(used) ? `${ACTIVE}$${names.get(used)}` : whole));
    return { ...command, words: command.words.map(own), redirections: command.redirections.map(own) };
  });
}

/** A variable that the shell puts in. */
const USE = new RegExp(`${ACTIVE}\\$([A-Za-z_]\\w*)`, "g");
