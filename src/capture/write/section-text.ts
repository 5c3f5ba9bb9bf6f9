import { LabError } from "../../common/errors.ts";
import type { CommandStep } from "../../note/note.ts";
import { readNote } from "../../note/read.ts";
import { type CapturedCommand, type CapturedStep, INTERRUPT } from "../captured.ts";
import type { CapturedSession } from "../read/read-session.ts";
import { asideLines } from "./aside.ts";
import {
  blocksOf,
  capturedText,
  consoleLines,
  groupOf,
  type LineWriting,
  shownLines,
  writtenStatus,
} from "./console-blocks.ts";

/** A section of a note, as text. */
export interface SectionText {
  /** Its lines, from the heading on. */
  lines: readonly string[];
  /** Its steps that labnote types again. */
  steps: readonly CapturedStep[];
  /** Its commands that labnote cannot type again. */
  leftOut: readonly CapturedCommand[];
  writing: LineWriting;
}

/**
 * Writes a session as a section that labnote reads back as the same commands and outputs. Each command, with all that was typed into the shells
 * that it opened, is tried as it was seen; then with `[..]` in place of signs that would be read as something else; then it is left out.
 */
export function writeSection(session: CapturedSession, title: string): SectionText {
  const guarded = new Set<string>();
  const writing: LineWriting = { guarded: (command) => guarded.has(groupOf(command)) };
  const alone = (steps: readonly CapturedStep[]) =>
    sectionOf({ steps: [...steps, after(steps)], remarks: [] }, title, writing);
  for (const [group, steps] of Map.groupBy(session.steps, ({ command }) => groupOf(command))) {
    if (readsBack(alone(steps))) continue;
    guarded.add(group);
    const opener = steps[0]?.command;
    if (opener !== undefined && !readsBack(alone(steps))) opener.obstacle ??= "reading";
  }
  const section = sectionOf(session, title, writing);
  if (readsBack(section)) return section;
  return sectionOf(session, title, { guarded: () => true });
}

/** A command that follows these steps. What stands below a line may decide how it is read. */
function after(steps: readonly CapturedStep[]): CapturedStep {
  const { command, running } = steps.at(-1) as CapturedStep;
  const terminal = running ? (command.terminal % 9) + 1 : command.terminal;
  // A nested shell is still open if the command that opened it has not ended.
  const prompt = command.status === undefined && !running ? command.prompt : undefined;
  const next = { ...command, terminal, prompt, typed: "true", comments: [], group: 0, obstacle: undefined };
  return { command: { ...next, status: 0, reboots: false, took: 0 }, goesOn: false, lines: [], running: false };
}

function sectionOf({ steps, remarks }: CapturedSession, title: string, writing: LineWriting): SectionText {
  const blocks = blocksOf(steps);
  const lines = [`## ${title}`];
  for (const block of blocks)
    lines.push("", ...(block.kind === "console" ? consoleLines(block, writing) : asideLines(block)));
  for (const remark of remarks) lines.push("", remark);
  return {
    lines,
    steps: blocks.flatMap((block) => (block.kind === "console" ? block.steps : [])),
    leftOut: blocks.flatMap((block) => (block.kind === "aside" ? [block.command] : [])),
    writing,
  };
}

/**
 * Whether labnote reads a section as what it was written from.
 *
 * @param before the text of the note above it
 */
export function readsBack({ lines, steps, writing }: SectionText, before = ""): boolean {
  try {
    const { sections } = readNote(`${before}${lines.join("\n")}\n`, "");
    const line = before.split("\n").length;
    const read = sections
      .filter((section) => section.line >= line)
      .flatMap((section) => section.steps)
      .filter((step) => step.kind === "command");
    return JSON.stringify(read.map(asRead)) === JSON.stringify(steps.map((step) => asWritten(step, writing)));
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}

/** What of a step has to be the same in the note. */
const asRead = ({ terminal, typed, prompt, expected, ending, exit }: CommandStep) => ({
  ...{ terminal, typed: typed ?? null, prompt: prompt ?? null },
  lines: expected.map((line) => ("keys" in line ? line.keys : ["", line.text])),
  running: ending.kind === "running",
  reboots: ending.kind === "reboot",
  exit: exit ?? 0,
});

function asWritten(step: CapturedStep, writing: LineWriting): ReturnType<typeof asRead> {
  const { command, goesOn, running } = step;
  return {
    terminal: command.terminal,
    typed: goesOn ? null : command.typed.trimStart(),
    prompt: command.prompt ?? null,
    lines: shownLines(step).map((line) =>
      line === INTERRUPT ? "^C" : ["", capturedText(line, writing.guarded(command))],
    ),
    running,
    reboots: command.reboots,
    exit: writtenStatus(step) ?? 0,
  };
}
