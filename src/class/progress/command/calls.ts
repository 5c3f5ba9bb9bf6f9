/** What a simple command calls: its program, in the one form that all ways to write the call have. */

import { otherEnds, otherForms } from "./forms/calls.ts";
import { pythonForm } from "./forms/python.ts";
import { failsSilently, hasSubcommands, isLook, isPythonProgram, isTurn, takesOptionsBefore } from "./programs.ts";
import { ACTIVE, readCommand, type ShellCommand } from "./tokens.ts";

/** A command of one program: its name, with its subcommand, and the words behind. */
export interface ProgramCall {
  name: string;
  words: readonly string[];
  /** The program whose own way to the same end it is; `undefined` where it is none of {@link otherEnds}. */
  means: string | undefined;
  /** What it sets in the program's environment, `NAME=VALUE`, in the order of the names. */
  settings: readonly string[];
}

/** Prefixes that only say how a program is run. */
const prefix = /^(?:(?:sudo(?: -[EnHS]+)*|time|command|builtin) )+(?=[^-\s])/;

const calls = new WeakMap<readonly string[], ProgramCall>();

/** Reads the words of a simple command: which program they call, in one of the ways in which that may be written. */
export function readCall(words: readonly string[]): ProgramCall {
  const call = calls.get(words) ?? calledBy(words);
  calls.set(words, call);
  return call;
}

function calledBy(given: readonly string[]): ProgramCall {
  // No word of a call has this sign, and so no blank in a word is taken for one between two.
  const line = given.map((word) => word.replaceAll(" ", "\ue001")).join(" ");
  const [set = ""] = SETTINGS.exec(line.replace(prefix, "")) ?? [];
  const settings = set.split(" ").filter((word) => word.includes("="));
  let plain = line
    .replace(prefix, "")
    .slice(set.length)
    .replace(/^\\(?=\w)/, "");
  for (const [other, words] of otherForms) plain = plain.replace(other, words);
  const end = otherEnds.find(([other]) => other.test(plain));
  const means = end && plain.split(" ", 1)[0];
  if (end !== undefined) plain = plain.replace(...end);
  const [program = "", ...rest] = plain.split(" ").map((word) => word.replaceAll("\ue001", " "));
  const run = { means, settings: settings.map((word) => word.replaceAll("\ue001", " ")).toSorted() };
  if (program === "echo") return { name: program, words: echoed(rest), ...run };
  const [first, module = ""] = rest;
  if (program === "python" && first === "-m" && isPythonProgram(module))
    return { name: `python -m ${module}`, words: rest.slice(2), ...run };
  const at = hasSubcommands(program) ? rest.findIndex((word) => !word.startsWith("-")) : -1;
  if (at === -1 || (at > 0 && !takesOptionsBefore(program)))
    return { name: program, words: scripted(program, rest), ...run };
  return { name: `${program} ${rest[at]}`, words: scripted(program, rest.toSpliced(at, 1)), ...run };
}

/** What stands before a program and sets its environment. */
const SETTINGS = /^(?:env )?(?:[A-Za-z_]\w*=\S* )+(?=[^-\s])(?![A-Za-z_]\w*=)/;

/** Stands before a word that is a command line of its own, which another shell reads. No other word has it. */
const SCRIPT = "\ue002";

/** Stands before what a symbolic link says: it is read in the link's folder, not in the shell's. No other word has it. */
export const LINKED = "\ue006";

/** The command line that another shell reads; `undefined` for any other word. */
export const scriptIn = (word: string): string | undefined =>
  word.startsWith(SCRIPT) ? word.slice(SCRIPT.length) : undefined;

/** A word of options of ssh whose last one has its value in the next word. */
const SSH_VALUED = /^-[46AaCfGgKkMNnqsTtVvXxYy]*[BbcDEeFIiJLlmOopPQRSWw]$/;

/** The words of a call in which a command of a database that takes it in any letters has small ones. */
function databaseForm(program: string, words: readonly string[]): readonly string[] {
  const at = [program, ...words].indexOf("redis-cli");
  const verb = at === -1 ? undefined : words[at];
  return verb !== undefined && /^[A-Za-z]+$/.test(verb) ? words.with(at, verb.toLowerCase()) : words;
}

/** The words of a call, with what another shell reads as one word, and code in one form. What this shell has expanded stays as it is. */
function scripted(program: string, given: readonly string[]): readonly string[] {
  const words = databaseForm(program, given);
  if (program === "python" && words[0] === "-c")
    return words.map((word, at) => (at === 1 && isPlain(word) ? pythonForm(word) : word));
  if (program === "ln" && words.some((word) => /^(?:-[A-Za-z]*s|--symbolic$)/.test(word))) {
    const first = words.findIndex((word) => !word.startsWith("-"));
    return words.map((word, at) => (at === first && isPlain(word) ? `${LINKED}${word}` : word));
  }
  const at = words.findIndex((word, place) => word === "-c" && SHELL.test(words[place - 1] ?? program)) + 1;
  if (at > 0 && !isPlain(words[at])) return words;
  // Another computer's shell would read the words once more.
  const isWhole = program === "docker" && at > 1 && at === words.length - 1;
  const alone = isWhole ? programIn(words[at] as string) : undefined;
  if (alone !== undefined) return [...words.slice(0, at - 2), ...alone];
  if (at > 0 && at < words.length) return words.with(at, scriptOf(words[at] as string, words[at - 2] ?? program));
  const behind = program === "ssh" ? hostIn(words) + 1 : words.length;
  return behind < words.length && words.slice(behind).every(isPlain)
    ? [...words.slice(0, behind), scriptOf(words.slice(behind).join(" "), program)]
    : words;
}

/** Whether this shell expands nothing in a word. */
const isPlain = (word = ""): boolean => !word.includes(ACTIVE);

/** A shell that takes a text to read, by its name or its path. */
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/;

/** The words of a program, where a shell is to do nothing but to run it. */
function programIn(text: string): readonly string[] | undefined {
  const [command, ...others] = readCommand(text);
  const isAlone = others.length === 0 && command?.joint === "" && command.redirections.length === 0;
  return isAlone && !BY_SHELL.test(text) ? command.words : undefined;
}

/** What only a shell makes something of: its own commands, variables, patterns and settings. */
const BY_SHELL =
  /[$`*?~[{\\]|^\s*(?:[:.]|cd|exit|export|set|unset|umask|ulimit|eval|exec|source|trap|type|command|read|wait|return|alias|\w+=.*)(?:\s|$)/;

/** A text that a shell reads, so that it is compared as commands; the text itself where not all shells make the same of it. */
const scriptOf = (text: string, shell: string): string =>
  !/\bbash$/.test(shell) && BASH_ALONE.test(text.replace(/\$\{\w+\}/g, "")) ? text : `${SCRIPT}${text}`;

/** What bash makes something else of than other shells do. */
const BASH_ALONE = /[{}\\]|&>|\[\[|<<<|\becho -/;

/** The place of the host among the words of ssh. */
function hostIn(words: readonly string[]): number {
  let at = 0;
  while (words[at]?.startsWith("-")) at += SSH_VALUED.test(words[at] as string) ? 2 : 1;
  return at;
}

/** `echo` prints its words with a blank between two: it is the same to it where a word ends. */
function echoed(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
  return first === -1 ? [...words] : [...words.slice(0, first), words.slice(first).join(" ")];
}

/** Whether a command only shows something, as far as one can know, and changes nothing. */
export const onlyShows = (commands: readonly ShellCommand[]): boolean =>
  commands.every(({ words, redirections }) => {
    const call = readCall(words);
    return redirections.every((each) => SHOWN.test(each)) && isLook([call.name, ...call.words].join(" "));
  });

/** Redirections that write no file. */
const SHOWN = /^(?:2>&1|\d?>\/dev\/null|<[^<&(].*)$/s;

/** Whether two commands do something else to the same thing, so that what comes of both depends on their order. */
export function areOpposite(one: readonly ShellCommand[], other: readonly ShellCommand[]): boolean {
  const [ours, theirs] = [one, other].map((commands) => commands.length === 1 && commands[0] && wordsOf(commands[0]));
  if (!ours || !theirs || ours.length !== theirs.length) return false;
  const [at, ...others] = [...ours.keys()].filter((place) => ours[place] !== theirs[place]);
  return at !== undefined && others.length === 0 && isTurn(ours[at] as string) && isTurn(theirs[at] as string);
}

/** The words of a command, but for its options. */
function wordsOf({ words }: ShellCommand): string[] {
  const call = readCall(words);
  return [...call.name.split(" "), ...call.words].filter((word) => !word.startsWith("-"));
}

/** Whether a command may fail and print nothing. */
export const mayFailSilently = ({ words }: ShellCommand): boolean => failsSilently(readCall(words).name);

/** The names that commands give to what they make. */
export const madeBy = (commands: readonly ShellCommand[]): string[] =>
  commands.flatMap(({ words }) =>
    words.flatMap((word, at) =>
      word === "--name" ? [words[at + 1] ?? ""] : word.startsWith("--name=") ? [word.slice(7)] : [],
    ),
  );
