import { Bindings } from "../../note/compare/bindings.ts";
import { split } from "../../note/compare/shapes.ts";
import type { CommandStep, Section, Step } from "../../note/note.ts";
import { isCheck } from "../progress/checks.ts";
import { ACTIVE, readCommand } from "../progress/command/tokens.ts";
import { continuedBy, openerOf, type SectionProgress } from "../progress/state.ts";
import { bindingsOf } from "../progress/worlds.ts";

/** What labnote types of a section, to bring a student forward. */
export interface CatchUpPlan {
  steps: readonly PlannedDeed[];
  /** What the note's words stand for before the first of them. */
  bindings: Bindings;
}

/** A step that labnote does for a student. */
export interface PlannedDeed {
  place: number;
  step: Step;
  /**
   * - `missing`: it lies behind the last step that is done. What comes after it needs it.
   * - `hole`: the student has come on without it.
   * - `again`: it was done, and the shell or the command that it has left open is needed once more.
   */
  why: "missing" | "hole" | "again";
}

/**
 * What is missing of a section before a step, in the section's order. Pure. New shells take it: a nested shell is opened again, and so is a
 * command that a missing step goes on with; commands that only change the shell itself (`cd`, `export`) are typed again.
 *
 * @param until the place of the first step that the student does
 */
export function planSection(section: Section, { steps, worlds }: SectionProgress, until: number): CatchUpPlan {
  const [latest = Bindings.none] = worlds;
  const isDone = (place: number) => steps[place]?.state === "done";
  const places = section.steps.flatMap((step, place) => (place < until && !isCheck(step) ? [place] : []));
  const last = places.findLast(isDone) ?? -1;
  const missing = places.filter((place) => place > last);
  const redone = new Set(missing.flatMap((place) => neededBy(section, place)).filter((place) => place <= last));
  const own = ownLines(section, redone);
  const bindings = bindingsOf(latest.all().filter(({ line }) => !own(line)));
  const typedIn = new Set([...missing, ...redone].map((place) => terminalOf(section.steps[place])));
  const why = (place: number): PlannedDeed["why"] | undefined => {
    const step = section.steps[place] as Step;
    if (place > last) return "missing";
    if (redone.has(place)) return "again";
    if (isDone(place)) return typedIn.has(terminalOf(step)) && onlyChangesShell(step) ? "again" : undefined;
    return isIdle(step, latest) || needsOpen(step) ? undefined : "hole";
  };
  const planned = places.flatMap((place): PlannedDeed[] => {
    const reason = why(place);
    return reason === undefined ? [] : [{ place, step: section.steps[place] as Step, why: reason }];
  });
  return { steps: planned, bindings };
}

const terminalOf = (step: Step | undefined): number | undefined =>
  step?.kind === "command" && step.prompt === undefined ? step.terminal : undefined;

const needsOpen = (step: Step): boolean =>
  step.kind === "command" && (step.prompt !== undefined || step.typed === undefined);

/** The steps that have opened what a step needs open, and those since then that went on in it. */
function neededBy(section: Section, place: number): number[] {
  const step = section.steps[place];
  if (step?.kind !== "command") return [];
  const from = continuedBy(section, place) ?? openerOf(section, place);
  if (from === undefined) return [];
  const within = section.steps.flatMap((one, at) => {
    const same = one.kind === "command" && one.terminal === step.terminal;
    if (at < from || at >= place || isCheck(one)) return [];
    return step.typed === undefined || same ? [at] : [];
  });
  return within;
}

/** Whether a line of the note belongs to one of these steps. */
function ownLines({ steps }: Section, places: ReadonlySet<number>): (line: number) => boolean {
  const ranges = [...places].map((place) => [steps[place]?.line ?? 0, steps[place + 1]?.line ?? Infinity] as const);
  return (line) => ranges.some(([from, to]) => line >= from && line < to);
}

/** Whether a command does nothing but change the shell in which it is typed. */
function onlyChangesShell(step: Step): boolean {
  if (step.kind !== "command" || step.prompt !== undefined || step.ending.kind !== "mark") return false;
  const commands = readCommand(step.typed ?? "");
  return (
    commands.length > 0 &&
    commands.every(
      ({ joint, words: [first = "", ...others], redirections }) =>
        /^(?:;|&&)?$/.test(joint) &&
        redirections.length === 0 &&
        ![first, ...others].some((word) => word.includes(`${ACTIVE}$(`) || word.includes(`${ACTIVE}\``)) &&
        (SHELL_ONLY.has(first) || (/^\w+=/.test(first) && others.every((word) => /^\w+=/.test(word)))),
    )
  );
}

const SHELL_ONLY = new Set("cd export alias unalias set shopt umask unset source .".split(" "));

/** Whether a hole tells nothing new: all ids in its output are known from what the student did since. A second container would be too many. */
function isIdle(step: Step, bindings: Bindings): boolean {
  if (step.kind === "file") return false;
  const ids = step.expected.flatMap((line) => ("text" in line ? idsIn(line.text, step) : []));
  return ids.length > 0 && ids.every((id) => bindings.of(id) !== undefined);
}

const idsIn = (text: string, { known }: Pick<CommandStep, "known">): string[] =>
  split(text, { output: { known } }).flatMap((piece) => (piece.shape?.binds === true ? [piece.text] : []));
