import { CHECKS, type CommandStep } from "../note.ts";
import type { Problems } from "../problems.ts";

/**
 * Refuses a whole step whose end contradicts what it is.
 * @param next the line of the prompt that comes next in its block or its section, if one comes
 */
export function holdToRules(step: CommandStep, next: number | undefined, findings: Problems): void {
  const { line, ending, exit, typed, terminal, within } = step;
  if (ending.kind === "running" && next !== undefined)
    findings.refuse(
      next,
      `A command is typed here while the step of line ${line} is [running]`,
      "end the block above it, and type it in another terminal (```console terminal=2) or after ^C",
    );
  if (ending.kind === "prompt" && exit !== undefined)
    findings.refuse(
      line,
      "[exit] does not work at a nested prompt, which shows no status",
      "type echo $? there, or write [exit] below the exit of that shell",
    );
  const byItself = ending.kind === "mark" && !step.expected.some((item) => "keys" in item) && typed !== undefined;
  if (within !== undefined && !byItself)
    findings.refuse(
      line,
      "within= tries a command again, but this command does not end by itself at the outer prompt",
      "remove within= from this block, or write the command in a block of its own",
    );
  if (terminal === CHECKS && !byItself)
    findings.refuse(
      line,
      "A check has to end by itself at the outer prompt, and this command does not",
      "write a command that prints the result and ends, or write this block without check",
    );
}
