import type { CommandStep, Ending, ExpectedLine } from "../note/note.ts";
import { wrongStatus } from "../record/reasons/against.ts";
import type { Reason } from "../record/reasons/reason.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Why a step cannot be typed into a terminal as that is now, if it cannot. */
export function misfit(step: CommandStep, { phase, left }: Pick<Terminal, "phase" | "left">): Reason | undefined {
  const running = phase === "running";
  if (step.typed === undefined) return left === "running command" ? undefined : { kind: "nothingRuns" };
  if (step.prompt === undefined) return running ? { kind: "busy" } : undefined;
  return running && left === "nested prompt" ? undefined : { kind: "noShell", prompt: step.prompt };
}

/** Why a line of the command, and those below it, were not typed; none when all were. */
export function notTyped(
  line: string | undefined,
  { prompt }: CommandStep,
  { phase }: Pick<Terminal, "phase">,
): Reason[] {
  if (line === undefined) return [];
  return phase === "gone" || prompt !== undefined ? [{ kind: "shellEnded" }] : [{ kind: "untyped", text: line }];
}

/** What did not happen, when a step does not end within so many seconds as its note says. */
export function missingEnd(ending: Ending, within: number): Reason {
  switch (ending.kind) {
    case "mark":
      return { kind: "endless", within };
    case "prompt":
      return { kind: "noPrompt", prompt: ending.prompt.text, within };
    case "running":
      return { kind: "noLines", within };
    case "reboot":
      return { kind: "stillUp", within };
  }
}

/** What is wrong with how a step ended, its status first. @param exit the status, where one is known */
export function wrongEnd(
  { ending, exit: wanted }: Pick<CommandStep, "ending" | "exit">,
  { phase }: Pick<Terminal, "phase">,
  exit: number | undefined,
): readonly Reason[] {
  const status = wrongStatus(wanted, exit);
  if (phase === "running") return status;
  switch (ending.kind) {
    case "mark":
      return status;
    case "prompt":
      return [
        ...(status.length > 0 ? status : [{ kind: "ended", status: exit } as const]),
        { kind: "noPrompt", prompt: ending.prompt.text },
      ];
    case "running":
      return [{ kind: "early", status: exit }];
    case "reboot":
      return phase === "gone" ? status : [...status, { kind: "stillUp" }];
  }
}

/** A prompt in the note's form that is another one: its id is not the id that the step's lines show for the same word. */
export const otherPrompt = ({ text }: ExpectedLine, seen: string): Reason => ({
  kind: "otherPrompt",
  wanted: text,
  seen: seen.trimEnd(),
});
