import type { CommandStep, Ending, ExpectedLine } from "../note/note.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Why a step cannot be typed into a terminal as that is now, if it cannot. */
export function misfit(step: CommandStep, { phase, left }: Pick<Terminal, "phase" | "left">): string | undefined {
  const running = phase === "running";
  if (step.typed === undefined)
    return left === "running command" ? undefined : "no step has left a command running in this terminal";
  if (step.prompt === undefined)
    return running ? "it was not typed: the command before it still runs in this terminal" : undefined;
  return running && left === "nested prompt"
    ? undefined
    : `it was not typed: the shell with the prompt ${JSON.stringify(step.prompt)} is not open`;
}

/** Why a line of the command, and those below it, were not typed; `undefined` when all were. */
export function notTyped(
  line: string | undefined,
  { prompt }: CommandStep,
  { phase }: Pick<Terminal, "phase">,
): string | undefined {
  if (line === undefined) return undefined;
  if (phase === "gone" || prompt !== undefined) return "the shell ended before the command was typed to its last line";
  return `the shell took the lines above ${JSON.stringify(line)} as a whole command, so that line was not typed`;
}

/** What did not happen, when a step does not end as its note says. */
export function missingEnd(ending: Ending): string {
  switch (ending.kind) {
    case "mark":
      return "it did not end";
    case "prompt":
      return `the prompt ${JSON.stringify(ending.prompt.text)} did not come`;
    case "running":
      return "its lines were not seen";
    case "reboot":
      return "the host did not go down";
  }
}

/** What is wrong with a step that ended in a way that its note does not say. */
export function wrongEnd(
  ending: Ending,
  { phase }: Pick<Terminal, "phase">,
  status: number | undefined,
): string | undefined {
  if (phase === "running" || ending.kind === "mark") return undefined;
  if (ending.kind === "reboot") return phase === "gone" ? undefined : missingEnd(ending);
  const ended = `it ended with status ${status}`;
  return ending.kind === "running" ? `${ended}, but should still run` : `${ended}, and ${missingEnd(ending)}`;
}

/** Why a prompt in the note's form is another one: its id is not the id that the step's lines show for the same word. */
export const otherPrompt = ({ text }: ExpectedLine, seen: string): string =>
  `the prompt ${JSON.stringify(text)} was expected, but this was seen: ${JSON.stringify(seen.trimEnd())}`;
