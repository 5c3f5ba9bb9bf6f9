import { posix } from "node:path";
import { leavesShell } from "../../../note/console/prompts.ts";
import { CHECKS, type CommandStep, type Section } from "../../../note/note.ts";
import { LINKED, type ProgramCall, readCall } from "../command/calls.ts";
import { plainPath, type TypingPlace } from "../command/matcher.ts";
import { firstFileOf, textsOf, worksAnywhere } from "../command/programs.ts";
import { ACTIVE, readCommand, type ShellCommand } from "../command/tokens.ts";
import type { Observation } from "../observe/observation.ts";

/**
 * The folder in which each step of a section is typed, with `~` for the home folder; `undefined` where that is not known, or no matter. In a shell
 * within the student's own, the prompt tells it, or the `cd` above.
 */
export function foldersOf({ id, steps }: Section): (string | undefined)[] {
  const now = new Map<number, string | undefined>();
  const within = new Map<number, string | undefined>();
  return steps.map((step) => {
    if (step.kind !== "command" || step.terminal === CHECKS) return undefined;
    if (step.prompt !== undefined) {
      const folder = folderIn(step.prompt) ?? within.get(step.terminal);
      within.set(step.terminal, folderAfter(step, folder));
      return folder?.startsWith("~") ? undefined : folder;
    }
    within.delete(step.terminal);
    const folder = now.has(step.terminal) ? now.get(step.terminal) : `~/${id}`;
    now.set(step.terminal, folderAfter(step, folder));
    return folder;
  });
}

/** The folder that a prompt tells in full. The home folder in it is that of another user, or of another machine. */
const folderIn = (prompt: string): string | undefined =>
  /^(?:\S+@[^\s:]+:)?(\/(?!home\/|root\b)\S*?) ?[#$]$/.exec(prompt)?.[1];

/** The folder in which a command was typed, as far as the shell or its prompt tells. */
export const shellFolder = ({ folder, prompt }: Pick<Observation, "folder" | "prompt">): string | undefined =>
  prompt === undefined ? folder : folderIn(prompt);

/**
 * Where a command was typed, and is to be typed. In a shell within the student's own, no home folder is known, and no path is compared where the
 * prompt tells another folder.
 */
export function typingPlace(observation: Observation, wanted: string | undefined, home: string): TypingPlace {
  const folder = shellFolder(observation);
  if (observation.prompt === undefined) return { home, folder, wanted };
  return { home: "", folder, wanted: folder === undefined || folder === wanted ? wanted : undefined };
}

/** The folder of a shell after a command. */
function folderAfter({ typed, exit }: CommandStep, before: string | undefined): string | undefined {
  if (typed === undefined || leavesShell(typed) || (exit !== undefined && exit !== 0)) return before;
  let folder = before;
  for (const { joint, words } of readCommand(typed)) {
    // What stands in parentheses has a folder of its own.
    if (joint.includes("(")) return before;
    if (words[0] === "cd") folder = entered(words[1] ?? `${ACTIVE}$HOME`, folder);
    else if (/^(?:pushd|popd)$/.test(words[0] ?? "")) folder = undefined;
  }
  return folder;
}

/** The folder of a shell that enters one from another; `undefined` where that is not known. */
export function entered(word: string, folder: string | undefined): string | undefined {
  const path = word.startsWith(`${ACTIVE}$HOME`) ? word.replace(`${ACTIVE}$HOME`, "~") : word;
  if (path.includes(ACTIVE) || path === "-") return undefined;
  if (path.startsWith("/") || path.startsWith("~")) return plainPath(path);
  return folder === undefined ? undefined : posix.join(folder, path).replace(/(?<=.)\/$/, "");
}

/** Whether a command names a file in the shell's folder, or one that it leads to: a name with a dot, or a path. */
export const namesFiles = (commands: readonly ShellCommand[]): boolean =>
  commands.some(
    ({ words, redirections }) =>
      redirections.some((each) => /^\d*[<>|&]+[^/&<]/.test(each)) ||
      words.some((word) => /^[^-/:=\s\ue000]*[./][^:=\s]*$/.test(word)),
  );

/** Whether a command does the same in any folder: no word of it is a path in the shell's folder, as far as one can know. */
export const isAnywhere = (commands: readonly ShellCommand[]): boolean =>
  commands.every(({ words, redirections }) => {
    if (words.length === 0) return true;
    const call = readCall(words);
    const paths = [...call.words, ...redirections.map((word) => word.replace(/^\d*[<>&|]+/, ""))];
    const own = redirections.some((word) => /^\d*>>?[^&/]/.test(word) && !word.endsWith("/dev/null"));
    const here = paths.some(
      (word) => word === "." || FILE_OPTION.test(word) || word.startsWith("./") || word.includes(`${ACTIVE}$PWD`),
    );
    const away = call.name === "cd" && /^(?:\/|\ue000\$HOME|$)/.test(call.words[0] ?? "");
    return !own && !here && (away || worksAnywhere(call.name, call.words) || isNowhere(call));
  });

/** Whether a call looks at no folder: it sets a variable, prints a text, or names in full each file that it is about. */
function isNowhere({ name, words }: ProgramCall): boolean {
  if (/^[A-Za-z_]\w*=/.test(name)) return true;
  if (textsOf(name) === "all") return !words.some((word) => /[*?]/.test(word));
  const operands = words.filter((word) => !word.startsWith("-"));
  const files = operands.slice(firstFileOf(name) ?? operands.length);
  return files.length > 0 && files.every((word) => /^(?:\/|\ue000\$HOME(?:\/|$))/.test(word));
}

/**
 * Whether a command says in full which files it means: each of its words is one of those that are known to be the note's path, an absolute path, an
 * option, or none that a file has.
 */
export const saysPlaces = (commands: readonly ShellCommand[], known: readonly string[]): boolean =>
  known.length > 0 &&
  commands.every(({ words, redirections }) =>
    [
      ...pathsIn(readCall(words)),
      ...redirections.filter((word) => !word.startsWith("<<")).map((word) => word.replace(/^\d*[<>&|]+/, "")),
    ].every((word) => known.includes(word) || /^(?:[-+/]|\d+$|\ue000\$HOME)|[:=]/.test(word)),
  );

/** The words of a call that may be paths in the shell's folder: a text is none, nor is what a symbolic link says. */
function pathsIn({ name, words }: ProgramCall): readonly string[] {
  // The names of images, stages and networks are none, but for what has a dot or a slash, and what is said to be a file.
  if (name.startsWith("docker "))
    return words.filter((word, at) => /[./]/.test(word) || /^(?:-f|--file)$/.test(words[at - 1] ?? ""));
  const texts = textsOf(name);
  if (texts === "all") return [];
  const first = texts === "first" ? words.findIndex((word) => !word.startsWith("-")) : -1;
  return words.filter((word, at) => at !== first && !word.startsWith(LINKED));
}

/** An option whose value is a file, and no file of a container. */
const FILE_OPTION = /^--(?:env-file|label-file|cidfile)(?:=|$)/;
