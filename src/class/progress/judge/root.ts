import type { CommandStep } from "../../../note/note.ts";
import type { Reason } from "../../../record/reasons/reason.ts";
import { readCall } from "../command/calls.ts";
import { isOwnedByMaker, showsLessToOthers } from "../command/programs.ts";
import type { ShellCommand } from "../command/tokens.ts";
import type { Observation } from "../observe/observation.ts";

const isForRoot = ({ words }: ShellCommand): boolean => words[0] === "sudo";

/** Whether root is to do a command that was not typed for root. */
export const lacksRoot = (note: readonly ShellCommand[], typed: readonly ShellCommand[]): boolean =>
  note.some((command, at) => isForRoot(command) && typed[at]?.words[0] !== "sudo");

/** Whether root has done what the note has a user do, and owns what has come of it. */
export function isRoots({ root, prompt }: CommandStep, note: readonly ShellCommand[], typed: readonly ShellCommand[]) {
  if (root || prompt?.endsWith("#")) return false;
  const forRoot = new Set(note.filter(isForRoot).map(({ words }) => readCall(words).name));
  return typed.filter(isForRoot).some(({ words }) => {
    const call = readCall(words);
    return !forRoot.has(call.name) && isOwnedByMaker([call.name, ...call.words].join(" "));
  });
}

/**
 * What speaks against a command that was to be done for root, or was not: it failed, or showed less; or it did not fail, as the note's does.
 *
 * @param failed whether it ended in another way than the note's
 */
export function rootReasons(
  { exit: wanted }: CommandStep,
  { exit }: Observation,
  note: readonly ShellCommand[],
  typed: readonly ShellCommand[],
  failed: boolean,
): Reason[] {
  const hides = note.some((command) => isForRoot(command) && showsLessToOthers(readCall(command.words).name));
  if (lacksRoot(note, typed) && (failed || hides)) return [{ kind: "noWord", wanted: "sudo" }];
  const isMore = lacksRoot(typed, note) && wanted !== undefined && wanted !== 0 && exit === 0;
  return isMore ? [{ kind: "moreWord", seen: "sudo" }] : [];
}
