import { type Bindings, substitute } from "../note/compare/bindings.ts";
import { compareStep, matchPrompt } from "../note/compare/compare.ts";
import { split } from "../note/compare/shapes.ts";
import type { CommandStep, HttpStep, Step } from "../note/note.ts";
import { isRedacted } from "../record/redact/placeholder.ts";
import { wrongStatus } from "../run/step-result.ts";
import type { SeenStep } from "./recorded-steps.ts";
import { mend, type NewLine } from "./rewrite-step.ts";

/** What the note's words stand for at a step. */
export interface StepContext {
  /** In the run, before the step. */
  ran: Bindings;
  /** In the note as it becomes, before the step. */
  now: Bindings;
  /** In the run, in the whole section. */
  section: Bindings;
}

/** A step whose lines are to be others, or whose status is. */
export interface Mendable {
  kind: "mendable";
  step: CommandStep | HttpStep;
  /** `undefined` where they stay as they are. */
  lines: readonly NewLine[] | undefined;
  /** The status that it is to end with, where that is another. */
  status: number | undefined;
  output: string;
  /** What the note's words stand for before it, and after it when it is mended. */
  before: Bindings;
  now: Bindings;
}

/** What a step that was seen is to the note. */
export type Verdict = { kind: "holds"; now: Bindings } | { kind: "left"; why: string } | Mendable;

/** Says of a step whether what was seen of it holds, and what would make it hold. */
export function judge(step: Step, seen: SeenStep, { ran, now, section }: StepContext, exits: boolean): Verdict {
  const { output, outcome, reason } = seen;
  const left = (why: string): Verdict => ({ kind: "left", why });
  if (outcome === "skipped" || output === null) return left(reason ?? "it was not run");
  // A record keeps no secrets: what it has of this output is not what was compared.
  if (isRedacted(output))
    return outcome === "passed" ? { kind: "holds", now } : left("a secret was seen, and no record keeps it");
  if (step.kind === "file") return outcome === "passed" ? { kind: "holds", now } : left(reason ?? "it was not written");

  const inRun = compareStep(step, output, ran);
  if (step.kind === "command" && step.typed !== undefined) {
    const typed = substitute(step.typed, ran);
    if (typed !== substitute(step.typed, now)) return left("with the lines above it mended, something else is typed");
    const unknown = split(typed).find(({ text, shape }) => shape?.name === "id" && !isValue(text, ran));
    if (unknown !== undefined && !inRun.holds)
      return left(`${unknown.text} was typed as it stands: no line above shows it`);
  }
  const status = step.kind === "command" ? wrongStatus(step.exit, seen.exit) : undefined;
  const known = [inRun.holds ? undefined : inRun.reason, status].filter((each) => each !== undefined).join("; ");
  // What else was wrong (time that ran out, a terminal that was not open, a page of an error) is nothing that lines can mend.
  if (outcome === "failed" && unnumbered(reason ?? "") !== unnumbered(known)) return left(reason ?? "it failed");
  if (status !== undefined && !exits) return left(`${status}; --exit takes that, too`);

  const match = compareStep(step, output, now);
  if (match.holds && status === undefined) return { kind: "holds", now: atPrompt(step, seen, match.bindings) };
  if (!match.holds && seen.cut > 0) return left("its output is too long to be in a note");
  const mended = match.holds
    ? { lines: undefined, bindings: match.bindings }
    : mend(step, output, { bindings: now, section });
  if ("why" in mended) return left(mended.why);
  return {
    kind: "mendable",
    step,
    lines: mended.lines,
    status: status === undefined ? undefined : (seen.exit ?? undefined),
    output,
    before: now,
    now: atPrompt(step, seen, mended.bindings),
  };
}

/** What the note's words stood for in the run after a step: only one that held made them stand for anything. */
export function boundAfter(step: Step, seen: SeenStep, before: Bindings): Bindings {
  const { output, outcome } = seen;
  if (step.kind === "file" || output === null || outcome !== "passed") return before;
  const match = compareStep(step, output, before);
  return match.holds ? atPrompt(step, seen, match.bindings) : before;
}

/** A nested prompt says what its words stand for, too. */
function atPrompt(step: Step, { prompt }: SeenStep, bindings: Bindings): Bindings {
  if (step.kind !== "command" || step.ending.kind !== "prompt" || prompt === undefined) return bindings;
  return matchPrompt(step.ending.prompt, prompt, bindings) ?? bindings;
}

const isValue = (word: string, bindings: Bindings): boolean => bindings.all().some(({ value }) => value === word);

/** A record keeps what was said of a section that has since moved on its page. */
const unnumbered = (reason: string): string => reason.replace(/\bline \d+/g, "line");
