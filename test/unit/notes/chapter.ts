import { join } from "node:path";
import { loadNote } from "../../../src/note/load.ts";
import type { CommandStep, Section, Step } from "../../../src/note/note.ts";

export const file = join(import.meta.dirname, "../../../notes/ch01-docker-basics.md");

export const note = await loadNote(file);

export function section(id: string): Section {
  const found = note.sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the note has no section ${id}`);
  return found;
}

/** A step as the page shows it: what is typed, then what must be seen and how it ends. */
export function shown(step: Step): { typed: string; lines: string[] } {
  if (step.kind === "file") return { typed: step.path, lines: step.content.split("\n") };
  const seen = step.expected.map((line) => ("keys" in line ? "^C" : line.text));
  if (step.kind === "http") return { typed: step.typed, lines: seen };
  const ends = {
    mark: step.exit === undefined || step.exit === 0 ? [] : [`[exit ${step.exit}]`],
    prompt: step.ending.kind === "prompt" ? [step.ending.prompt.text] : [],
    running: ["[running]"],
    reboot: ["[reboot]"],
  }[step.ending.kind];
  return { typed: step.typed ?? "", lines: [...seen, ...(step.empty ? ["[empty]"] : []), ...ends] };
}

/** The one command of a section that is typed so, or begins so. */
export function command(id: string, typed: string): CommandStep {
  const found = section(id).steps.find((step) => step.kind === "command" && step.typed?.startsWith(typed));
  if (found === undefined) throw new Error(`section ${id} has no command ${typed}`);
  return found as CommandStep;
}
