import { createHash } from "node:crypto";
import type { Note, Step } from "../../note/note.ts";
import { plannedStep } from "../../record/planned-steps.ts";
import { linesWithIds } from "./command/ids.ts";
import type { ObservedEvent, StepRef, ToldStep } from "./events.ts";
import type { StepVerdict } from "./judge/verdict.ts";
import type { Observation } from "./observe/observation.ts";
import { type StudentProgress, stepAt, stepId } from "./state.ts";

/** So much of an output's beginning, and of its end, is kept of a step. */
const KEPT = 8 * 1024;

/** The log's event for a command that was seen. */
export function observedEvent(observation: Observation, verdicts: readonly StepVerdict[], note: Note): ObservedEvent {
  const { terminal, command, opener, typed, began, ended, exit, nextPrompt } = observation;
  const told = verdicts.flatMap((verdict) => toldOf(verdict, note));
  const counts = told.some(({ kind }) => kind === "done" || kind === "differs");
  return {
    type: "observed",
    ...{ terminal, command, opener, typed, exit: exit ?? null, nextPrompt: nextPrompt ?? null },
    seconds: Math.round(ended - began) / 1000,
    ...(counts ? keptOf(observation.output) : { output: null, cut: 0 }),
    seen: linesWithIds(observation),
    told,
  };
}

/**
 * Whether an observation is worth an event: one of a command that is over, or one that a step has come of.
 * @param student as before the event
 */
export const isNews = ({ state }: Observation, { told }: ObservedEvent, student: StudentProgress): boolean =>
  state === "ended" ||
  state === "prompted" ||
  told.some((each) => each.kind === "done" || (each.kind === "runs" && each.step !== student.runs));

function toldOf(verdict: StepVerdict, note: Note): ToldStep[] {
  if (verdict.kind === "nothing") return [];
  const { section, place, ...rest } = verdict;
  const step = note.sections.find(({ id }) => id === section)?.steps[place];
  return step === undefined ? [] : [{ ...rest, ...refOf(step, place) } as ToldStep];
}

/** An output without its middle, if it is long. */
export function keptOf(output: string): { output: string; cut: number } {
  const bytes = Buffer.from(output);
  if (bytes.length <= 2 * KEPT) return { output, cut: 0 };
  const lines = output.split("\n");
  const [head, tail] = [fitting(lines), fitting(lines.toReversed()).toReversed()];
  const cut = bytes.length - Buffer.byteLength([...head, ...tail].join("\n"));
  return { output: [...head, `[… ${cut} bytes left out …]`, ...tail].join("\n"), cut };
}

/** The first lines, as many as are kept. */
function fitting(lines: readonly string[]): string[] {
  let size = 0;
  const end = lines.findIndex((line) => {
    size += Buffer.byteLength(line) + 1;
    return size > KEPT;
  });
  return lines.slice(0, end === -1 ? undefined : end);
}

/** A step as an event names it. @param place its place in its section */
export const refOf = (step: Step, place: number): StepRef => ({
  step: stepId(step.section, place),
  of: digestOf(step),
});

const digests = new WeakMap<Step, string>();

/** A digest of what a step says: of its command and what it is held to. */
function digestOf(step: Step): string {
  const before = digests.get(step);
  if (before !== undefined) return before;
  const { kind, terminal, root, typed, expected } = plannedStep(step);
  const said = JSON.stringify([kind, terminal, root, typed, expected]);
  const digest = createHash("sha256").update(said).digest("hex").slice(0, 8);
  digests.set(step, digest);
  return digest;
}

/** The step that an event names, in a note that may have changed since: of its section, the one that says the same; `undefined` without one. */
export function placeOfRef(note: Note, { step, of }: StepRef): { section: string; place: number } | undefined {
  const known = stepAt(note, step);
  if (known !== undefined && digestOf(known.section.steps[known.place] as Step) === of)
    return { section: known.section.id, place: known.place };
  const id = step.slice(0, step.lastIndexOf(":"));
  const section = note.sections.find((one) => one.id === id);
  const place = section?.steps.findIndex((one) => digestOf(one) === of) ?? -1;
  return section === undefined || place === -1 ? undefined : { section: id, place };
}
