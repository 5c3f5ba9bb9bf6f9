import { posix } from "node:path";
import { leavesShell } from "../../../note/console/prompts.ts";
import { CHECKS, type CommandStep, type Section } from "../../../note/note.ts";
import { LINKED, type ProgramCall, readCall } from "../command/calls.ts";
import { plainPath, type TypingPlace } from "../command/matcher.ts";
import { textsOf, worksAnywhere } from "../command/programs.ts";
import { ACTIVE, readCommand, type ShellCommand } from "../command/tokens.ts";
import type { Observation } from "../observe/observation.ts";

/** The folder in which each step of a section is typed, with `~` for the home folder; `undefined` where that is not known, or no matter. */
export function foldersOf({ id, steps }: Section): (string | undefined)[] {
  const now = new Map<number, string | undefined>();
  return steps.map((step) => {
    if (step.kind !== "command" || step.terminal === CHECKS || step.prompt !== undefined) return undefined;
    const folder = now.has(step.terminal) ? now.get(step.terminal) : `~/${id}`;
    now.set(step.terminal, folderAfter(step, folder));
    return folder;
  });
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

/** Where a command was typed, and where the note's is to be. In a shell within the student's own, the prompts tell the folders. */
export function typingPlace(
  { step: { prompt }, folder: wanted }: { step: CommandStep; folder: string | undefined },
  observation: Pick<Observation, "prompt" | "folder">,
  home: string,
): TypingPlace {
  if (prompt === undefined || observation.prompt === undefined) return { home, folder: observation.folder, wanted };
  return { home: "", folder: folderAt(observation.prompt), wanted: folderAt(prompt) };
}

/** The folder that a prompt has in full: those of Debian and of busybox do. */
const folderAt = (prompt: string): string | undefined =>
  /^(?:[\w.-]+@[\w.-]+:)?([~/][^\s#$]*)\s?[#$]$/.exec(prompt)?.[1];

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
    return !own && !here && (away || worksAnywhere(call.name));
  });

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
  const texts = textsOf(name);
  if (texts === "all") return [];
  const first = texts === "first" ? words.findIndex((word) => !word.startsWith("-")) : -1;
  return words.filter((word, at) => at !== first && !word.startsWith(LINKED));
}

/** An option whose value is a file, and no file of a container. */
const FILE_OPTION = /^--(?:env-file|label-file|cidfile)(?:=|$)/;
