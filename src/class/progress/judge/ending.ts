import type { CommandStep } from "../../../note/note.ts";
import { wrongStatus } from "../../../record/reasons/against.ts";
import type { Reason } from "../../../record/reasons/reason.ts";
import type { Observation } from "../observe/observation.ts";

/** Why the way in which it ended is not the note's. */
export function endReasons({ ending, exit }: CommandStep, observation: Observation): Reason[] {
  const { state } = observation;
  const status = observation.exit;
  const wrong: Reason[] = wrongStatus(exit, status === 0 ? (jobsStatus(observation) ?? status) : status);
  if (state !== "ended") return [];
  if (ending.kind === "prompt") return [...wrong, { kind: "noPrompt", prompt: ending.prompt.text }];
  const interrupted = status === INTERRUPTED || observation.output.split("\n").includes("^C");
  if (ending.kind === "running" && !interrupted) return [{ kind: "early", status }];
  return ending.kind === "running" ? [] : wrong;
}

/** The status of a job that the command has begun, and that has failed at once; `undefined` where none has. */
function jobsStatus({ typed, output }: Observation): number | undefined {
  const [, status, command = ""] = /^\[\d+\][-+ ]\s+Exit (\d+)\s+(\S.*)$/m.exec(output) ?? [];
  return status !== undefined && typed.trimEnd().endsWith("&") && typed.includes(command.trim())
    ? Number(status)
    : undefined;
}

/** The status of a shell whose command ended by Ctrl-C. */
const INTERRUPTED = 130;

/** Whether what was seen so far is enough to tell that the step is done. */
export function tells({ ending, exit, expected, empty, prompt }: CommandStep, observation: Observation): boolean {
  const { state } = observation;
  if (ending.kind === "reboot") return state === "lost";
  if (ending.kind === "running") return state === "running" || state === "ended";
  if (ending.kind === "prompt") return state === "prompted";
  if (state !== "ended" && !(state === "prompted" && prompt === undefined && observation.prompt !== undefined))
    return false;
  // A shell within the student's own tells no status: there only the output does.
  return exit === undefined || observation.exit !== undefined || expected.length > 0 || empty;
}
