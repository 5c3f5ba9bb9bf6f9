import { readCall } from "./calls.ts";
import { isFilter, takesAnyOrder } from "./programs.ts";
import type { ShellCommand } from "./tokens.ts";

/** Commands in which one and the one before it are one command, where they can be. @param both that one; `undefined` where they cannot */
const merged = (
  commands: readonly ShellCommand[],
  both: (before: ShellCommand, command: ShellCommand) => ShellCommand | undefined,
): readonly ShellCommand[] => {
  const now: ShellCommand[] = [];
  for (const command of commands) {
    const before = now.at(-1);
    const one = before && both(before, command);
    if (one === undefined) now.push(command);
    else now[now.length - 1] = one;
  }
  return now;
};

/** `NAME=VALUE; export NAME` as `export NAME=VALUE`. */
export const exported = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  merged(commands, (before, { joint, words }) => {
    const [, name] = (before.words.length === 1 && /^([A-Za-z_]\w*)=/.exec(before.words[0] as string)) || [];
    const isExport = name !== undefined && words.join(" ") === `export ${name}` && /^(?:;|&&)$/.test(joint);
    return isExport ? { ...before, words: ["export", ...before.words] } : undefined;
  });

/** A file that `cat` or `<` feeds to a program, as that program's own operand where this is the same to it. */
export const fed = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  merged(commands, (before, command) => {
    const file = command.joint === "|" ? fileFrom(before, command) : undefined;
    return file === undefined || command.redirections.some(isInput)
      ? undefined
      : { ...command, joint: before.joint, redirections: [...command.redirections, `<${file}`] };
  }).map((command) => {
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

/** The file that a command does nothing with but to feed it to another program, as it is or, where that one unpacks for itself, unpacked. */
function fileFrom({ words, redirections }: ShellCommand, to: ShellCommand): string | undefined {
  if (words.length === 0 || to.words.length === 0 || redirections.length > 0) return undefined;
  const [program, ...given] = words;
  const all = program === "cat" ? given : readCall(to.words).name === "docker load" ? unpacked(words) : [];
  const [file, ...others] = all;
  return file === undefined || others.length > 0 || file.startsWith("-") ? undefined : file;
}

/** The files that gzip unpacks to its standard output. */
function unpacked(words: readonly string[]): readonly string[] {
  const { name, words: all } = readCall(words);
  return name === "gzip" && all[0] === "-dc" ? all.slice(1) : [];
}

/** A text that the shell feeds to a program, as what `echo` prints. */
export const fedTexts = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  commands.flatMap((command) => {
    const [text, ...others] = command.redirections.filter((each) => each.startsWith("<<<"));
    if (text === undefined || others.length > 0 || command.redirections.some(isInput)) return [command];
    const redirections = command.redirections.filter((each) => each !== text);
    return [
      { joint: command.joint, words: ["echo", text.slice(3)], redirections: [] },
      { ...command, joint: "|", redirections },
    ];
  });

export const isInput = (redirection: string): boolean => /^<[^<&(]/.test(redirection);

/** Options with a file that a program reads on its standard input, or writes on its standard output, if nothing is said. */
const filesBy: readonly (readonly [program: RegExp, option: RegExp, operator: string])[] = [
  [/^docker (?:save|export)$/, /^(?:-o|--output)(?:=|$)/, ">"],
  [/^docker load$/, /^(?:-i|--input)(?:=|$)/, "<"],
];

/** Programs to which `-` is their standard input. */
const DASHED = /^docker import$/;

/** Commands with the files of their standard input and output as redirections; or, where a program names that with `-`, in the place of it. */
export const redirected = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  commands.map((command) => {
    const { words, redirections } = command;
    if (words.length === 0) return command;
    const { name } = readCall(words);
    const dash = DASHED.test(name) ? words.indexOf("-") : -1;
    const input = redirections.find(isInput);
    if (dash !== -1 && input !== undefined)
      return {
        ...command,
        words: words.with(dash, input.slice(1)),
        redirections: redirections.filter((each) => each !== input),
      };
    const [, option, operator = ""] = filesBy.find(([program]) => program.test(name)) ?? [];
    const at = option === undefined ? -1 : words.findIndex((word) => option.test(word));
    const [, value] = /^--\w+=(.+)$/s.exec(words[at] ?? "") ?? [];
    const file = value ?? words[at + 1];
    if (at === -1 || file === undefined) return command;
    const others = words.toSpliced(at, value === undefined ? 2 : 1);
    return { ...command, words: others, redirections: [...redirections, `${operator}${file}`] };
  });

/** Two programs in a pipe, and the option with which the first one does both their work. */
const oneFor: readonly (readonly [first: string, second: string, option: string])[] = [
  ["sort", "uniq", "-u"],
  ["grep", "wc -l", "-c"],
];

/** Programs in a pipe as one program, where an option of the first one does as well. */
export const joinedPrograms = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  merged(commands, (before, { joint, words, redirections }) => {
    const text = joint === "|" && redirections.length === 0 ? words.join(" ") : "";
    const [, , option] = oneFor.find(([first, second]) => second === text && before.words[0] === first) ?? [];
    return option === undefined
      ? undefined
      : { ...before, words: [before.words[0] as string, option, ...before.words.slice(1)] };
  });

/** Commands of one program for one operand each, joined by `&&`, as one command, where it is the same to the program. */
export const gathered = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  merged(commands, (before, command) => {
    const more = command.joint === "&&" ? operandsLike(before, command) : undefined;
    return more && { ...before, words: [...before.words, ...more] };
  });

/** The operands of a command that differs in these alone from the one before it. */
function operandsLike(before: ShellCommand, { words, redirections }: ShellCommand): string[] | undefined {
  if (before.redirections.length + redirections.length > 0 || !takesAnyOrder(readCall(words).name)) return undefined;
  const operands = operandsOf(words);
  const same = headOf(words) === headOf(before.words) && operands.length > 0;
  return same ? operands : undefined;
}

/** The words behind the last option of a program. */
function operandsOf(words: readonly string[]): string[] {
  const behind = readCall(words).words;
  return behind.slice(behind.findLastIndex((word) => word.startsWith("-")) + 1);
}

const headOf = (words: readonly string[]): string => words.slice(0, words.length - operandsOf(words).length).join(" ");

/** A last `| tee FILE` as the redirection that writes the file; it prints, too. */
export function teed(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const [before, last] = [commands.at(-2), commands.at(-1)];
  const file = last?.joint === "|" ? teeOf(last) : undefined;
  if (before === undefined || file === undefined || before.redirections.some((each) => !isInput(each))) return commands;
  const prints = last?.redirections.length === 0;
  return [
    ...commands.slice(0, -2),
    { ...before, redirections: [...before.redirections, file], ...(prints && { prints }) },
  ];
}

/** The redirection that does what `tee` does with one file. What it prints is another matter. */
export function teeOf({ words, redirections }: ShellCommand): string | undefined {
  const call = readCall(words);
  const [file, ...others] = call.words.filter((word) => !word.startsWith("-"));
  if (call.name !== "tee" || file === undefined || others.length > 0) return undefined;
  if (redirections.some((each) => each !== ">/dev/null")) return undefined;
  return `${call.words.some((word) => /^(?:-a|--append)$/.test(word)) ? ">>" : ">"}${file}`;
}

/** A last `| cat` or `| less` only shows what is printed. */
export const withoutPager = (commands: readonly ShellCommand[]): readonly ShellCommand[] => {
  const last = commands.at(-1);
  // In a pipe, what a shell does to itself is lost.
  const isLost = OF_SHELL.test(commands.at(-2)?.words[0] ?? "");
  const isPager = last?.joint === "|" && !isLost && /^(?:cat|less|more)$/.test(last.words.join(" "));
  return isPager && last.redirections.length === 0 ? commands.slice(0, -1) : commands;
};

/** Commands that change the shell that reads them. */
const OF_SHELL = /^(?:export|unset|cd|set|alias|unalias|umask|ulimit|source|\.|read|declare|shopt|\w+=.*)$/;

/** `| grep -v grep` only takes away the line of the search itself. */
export const withoutItself = (commands: readonly ShellCommand[]): readonly ShellCommand[] =>
  commands.filter(
    ({ joint, words, redirections }) => joint !== "|" || redirections.length > 0 || words.join(" ") !== "grep -v grep",
  );
