import { type Bindings, substitute } from "../note/compare/bindings.ts";
import { compareStep } from "../note/compare/compare.ts";
import { bindingsAfter, bindingsAtPrompt } from "../note/compare/replay.ts";
import { split } from "../note/compare/shapes.ts";
import type { CommandStep, HttpStep, Step } from "../note/note.ts";
import { isOfLines, wrongStatus } from "../record/reasons/against.ts";
import { inEnglish } from "../record/reasons/words.ts";
import type { StepRecord } from "../record/record.ts";
import { isRedacted } from "../record/redact/placeholder.ts";
import { paste, showsNothing } from "./paste.ts";
import { mend, type NewLine } from "./rewrite-step.ts";

/** Why a step is left whose command would have been another one. Another run shows what it prints. */
export const TYPES_OTHER = "when the lines above it are mended, the note types something else than the run did";

/** What the note's words stand for at a step. */
export interface StepContext {
  /** In the run, before the step. */
  ran: Bindings;
  /** In the mended note, before the step. */
  now: Bindings;
  /** In the run, in the whole section. */
  section: Bindings;
}

/** A step that needs other lines, or another status. */
export interface Mendable {
  kind: "mendable";
  step: CommandStep | HttpStep;
  /** `undefined` where the lines stay as they are. */
  lines: readonly NewLine[] | undefined;
  /** The status that the step is to end with; `undefined` where the status stays as it is. */
  status: number | undefined;
  output: string;
  /** What the note's words stand for before the step, and after it when it is mended. */
  before: Bindings;
  now: Bindings;
}

/** How a step of the note compares with the record. */
export type Verdict = { kind: "holds"; now: Bindings } | { kind: "left"; why: string } | Mendable;

/** What a note may take from a run, beside the lines that no longer hold. */
export interface Taken {
  /** The statuses that commands ended with. */
  exits: boolean;
  /** The output of commands below which the note shows none. */
  outputs: boolean;
}

/** Decides whether a step holds as recorded, and if not, what would make it hold. */
export function judge(step: Step, seen: StepRecord, { ran, now, section }: StepContext, taken: Taken): Verdict {
  const { output, entered, outcome, reasons } = seen;
  const why = inEnglish(reasons);
  const left = (why: string): Verdict => ({ kind: "left", why });
  const holds = (bindings: Bindings): Verdict => ({ kind: "holds", now: bindings });
  if (outcome === "skipped" || output === null) return left(why || "it was not run");
  // The run compared the output with its secrets in it; the record has placeholders in their place.
  if (isRedacted(output) || isRedacted(entered ?? ""))
    return outcome === "passed"
      ? holds(bindingsAfter(step, seen, now))
      : left("its output has a secret, which the record does not keep");
  if (step.kind === "file") return outcome === "passed" ? holds(now) : left(why || "it was not written");

  const inRun = compareStep(step, output, ran);
  if (step.kind === "command" && step.typed !== undefined && entered !== null) {
    if (entered !== substitute(step.typed, now, step.known)) return left(TYPES_OTHER);
    const unknown = split(step.typed).find(
      ({ text, shape }) => shape?.name === "id" && entered.includes(text) && !isValue(text, ran),
    );
    if (unknown !== undefined && !inRun.holds)
      return left(`no line above it shows ${unknown.text}, so the run typed the note's own id`);
  }
  // New lines cannot mend another problem: a time limit, a terminal that was not open, the status of a web page.
  if (!reasons.every((reason) => reason.kind === "status" || isOfLines(reason))) return left(why);
  const [status] = wrongStatus(step.kind === "command" ? step.exit : undefined, seen.exit);
  if (status !== undefined && seen.exit === NOT_FOUND && taken.outputs) return left(whatIsMissing(output));
  if (status !== undefined && !taken.exits)
    return left(`${inEnglish([status])}; with --exit, labnote accepts the status, too`);

  const match = compareStep(step, output, now);
  const names = { bindings: now, section };
  const pasted = taken.outputs && seen.cut === 0 && showsNothing(step) ? paste(step, output, names) : undefined;
  if (match.holds && status === undefined && pasted === undefined)
    return holds(bindingsAtPrompt(step, seen.nextPrompt, match.bindings));
  if (!match.holds && seen.cut > 0) return left("its output is too long for a note");
  const mended = pasted ?? (match.holds ? { lines: undefined, bindings: match.bindings } : mend(step, output, names));
  if ("why" in mended) return left(mended.why);
  return {
    kind: "mendable",
    step,
    lines: mended.lines,
    status: status === undefined ? undefined : (seen.exit ?? undefined),
    output,
    before: now,
    now: bindingsAtPrompt(step, seen.nextPrompt, mended.bindings),
  };
}

/** The status of a shell that does not find a program. */
const NOT_FOUND = 127;

/** What the output of a shell that did not find a program asks of the author: what came in its place is no lesson. */
function whatIsMissing(output: string): string {
  const [, program = "the program"] = /(?:^|: )([^\s:]+): (?:command )?not found$/m.exec(output) ?? [];
  return `the host has no ${program}: install its package in a step above (sudo apt-get install -y PACKAGE), or write [exit ${NOT_FOUND}] if the lesson shows that it is missing`;
}

/** Whether a word of the note stands for this one, or for an id that it abbreviates. */
const isValue = (word: string, bindings: Bindings): boolean =>
  bindings.all().some(({ value, abbreviated }) => value === word || (abbreviated === true && value.startsWith(word)));
