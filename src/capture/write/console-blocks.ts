import { guardedLine, seenLine } from "../../accept/seen-line.ts";
import { trimBlank } from "../../note/compare/lines.ts";
import { defaultTimeout } from "../../note/fence-attributes.ts";
import { type CapturedCommand, type CapturedLine, type CapturedStep, GAP, INTERRUPT } from "../captured.ts";

/** How the lines of a captured step are written. */
export interface LineWriting {
  /** Whether a line that a note could read as something else than output gets a `[..]` in place of its first sign. */
  guarded(command: CapturedCommand): boolean;
}

/** A console block of a note. */
export interface ConsoleBlock {
  kind: "console";
  terminal: number;
  steps: CapturedStep[];
}

/** Steps that a note shows outside of its sessions, since labnote cannot type them again: all of a command, or of a group of commands. */
export interface AsideBlock {
  kind: "aside";
  command: CapturedCommand;
  steps: CapturedStep[];
}

/** All that was typed into the shells which a command opened, and the command itself. */
export const groupOf = ({ terminal, group }: CapturedCommand): string => `${terminal}:${group}`;

/** The command whose obstacle keeps a step out of the sessions: its own command, or the one that opened its shell. */
function keptOutBy(step: CapturedStep, steps: readonly CapturedStep[]): CapturedCommand | undefined {
  const opener = steps.find(({ command }) => groupOf(command) === groupOf(step.command))?.command;
  return [opener, step.command].find((command) => command?.obstacle !== undefined);
}

/** Parts the steps of a session into blocks. A block has one terminal; what still runs ends it, and what goes on begins it. */
export function blocksOf(steps: readonly CapturedStep[]): (ConsoleBlock | AsideBlock)[] {
  const blocks: (ConsoleBlock | AsideBlock)[] = [];
  const asides = new Map<CapturedCommand, AsideBlock>();
  for (const step of steps) {
    const command = keptOutBy(step, steps);
    const before = blocks.at(-1);
    if (command !== undefined) {
      const aside = asides.get(command) ?? { kind: "aside", command, steps: [] };
      if (!asides.has(command)) blocks.push(aside);
      asides.set(command, aside);
      aside.steps.push(step);
    } else if (
      before?.kind !== "console" ||
      before.terminal !== step.command.terminal ||
      before.steps.at(-1)?.running ||
      step.goesOn
    )
      blocks.push({ kind: "console", terminal: step.command.terminal, steps: [step] });
    else before.steps.push(step);
  }
  return blocks;
}

/** The lines of a console block, with its fence. */
export function consoleLines({ terminal, steps }: ConsoleBlock, writing: LineWriting): string[] {
  const long = Math.max(...steps.map(({ command }) => command.took));
  const words = ["console"];
  if (terminal !== 1) words.push(`terminal=${terminal}`);
  // A run may be slower than the captured session was.
  if (2 * long > defaultTimeout) words.push(`timeout=${Math.ceil((2 * long) / 60_000)}m`);
  const lines = steps.flatMap((step, at) => stepLines(step, at > 0, writing));
  return fenced(words.join(" "), lines);
}

/** The lines of a step. @param below whether another step stands above it in its block */
function stepLines(step: CapturedStep, below: boolean, writing: LineWriting): string[] {
  const { command, goesOn, running } = step;
  const comments = goesOn ? [] : command.comments.map((comment) => `# ${comment}`);
  return [
    // Directly below an output, a comment would be output.
    ...(below && comments.length > 0 ? [""] : []),
    ...comments,
    ...(goesOn ? [] : typedLines(command)),
    ...shownLines(step).map((line) => capturedText(line, writing.guarded(command))),
    ...(running ? ["[running]"] : []),
    ...(command.reboots ? ["[reboot]"] : []),
    ...(writtenStatus(step) === undefined ? [] : [`[exit ${writtenStatus(step)}]`]),
  ];
}

/** A command as it looks at its prompt. */
export const typedLines = ({ prompt = "$", typed }: CapturedCommand): string[] =>
  typed.split("\n").map((line, at) => (at === 0 ? `${prompt} ${line}` : `> ${line}`.trimEnd()));

/** The lines of a step without blank ones at its ends and beside the signs. */
export function shownLines({ lines }: CapturedStep): readonly CapturedLine[] {
  const runs: CapturedLine[][] = [[]];
  for (const line of lines) {
    if (typeof line === "string") runs.at(-1)?.push(line);
    else runs.push([line], []);
  }
  return runs.flatMap((run) => trimBlank(run, (line) => typeof line === "string" && line.trim() === ""));
}

/** A line as a note has it. */
export function capturedText(line: CapturedLine, guard = false): string {
  if (line === INTERRUPT) return "^C";
  if (line === GAP) return "...";
  return guard ? guardedLine(seenLine(line)) : seenLine(line);
}

/** The status that is written below a step. After Ctrl-C, none counts. */
export function writtenStatus({ command, lines, running }: CapturedStep): number | undefined {
  if (running || command.status === undefined || command.status === 0) return undefined;
  return lines.includes(INTERRUPT) ? undefined : command.status;
}

/** A block of Markdown with these lines. Its fence is longer than any in it. */
export function fenced(info: string, lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.map((line) => /^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${info}`, ...lines, fence];
}
