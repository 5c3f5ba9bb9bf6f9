import { type Bindings, compareStep, substitute } from "../note/index.ts";
import type { CommandStep, HttpStep, Step } from "../note/note.ts";
import type { StepRecord } from "../record/record.ts";
import { wrongStatus } from "../run/tried.ts";
import { mend, type NewLine } from "./step.ts";

/** A step whose lines are to be others, or whose status is. */
export interface Mendable {
  kind: "mendable";
  step: CommandStep | HttpStep;
  lines: readonly NewLine[];
  /** The status that it is to end with, where that is another. */
  status: number | undefined;
  output: string;
  /** What the note's words stand for before it, and after it when it is mended. */
  before: Bindings;
  now: Bindings;
}

/** What a step that was seen is to the note: `ran` is what the note's words stood for after it in the run. */
export type Verdict = { ran: Bindings } & ({ kind: "holds"; now: Bindings } | { kind: "left"; why: string } | Mendable);

/** Says of a step whether what was seen of it holds, and what would make it hold. */
export function judge(
  step: Step,
  seen: StepRecord,
  { ran, now }: { ran: Bindings; now: Bindings },
  exits: boolean,
): Verdict {
  const { output, outcome, reason } = seen;
  const left = (why: string, after = ran): Verdict => ({ kind: "left", ran: after, why });
  if (outcome === "skipped" || output === null) return left(reason ?? "it was not run");
  if (step.kind === "file")
    return outcome === "passed" ? { kind: "holds", ran, now } : left(reason ?? "it could not be written");

  const inRun = compareStep(step, output, ran);
  const after = inRun.holds && outcome === "passed" ? inRun.bindings : ran;
  if (step.kind === "command" && step.typed !== undefined) {
    const [typed, would] = [substitute(step.typed, ran), substitute(step.typed, now)];
    if (typed !== would) return left("with the lines above it mended, something else is typed here", after);
  }
  const status = step.kind === "command" ? wrongStatus(step.exit, seen.exit) : undefined;
  const known = [inRun.holds ? undefined : inRun.reason, status].filter((each) => each !== undefined).join("; ");
  // What else was wrong (time that ran out, a terminal that was not open, a page of an error) is nothing that lines can mend.
  if (outcome === "failed" && unnumbered(reason ?? "") !== unnumbered(known)) return left(reason ?? "it failed", after);
  if (status !== undefined && !exits) return left(`${status}; --exit takes that, too`, after);

  const match = compareStep(step, output, now);
  if (match.holds && status === undefined) return { kind: "holds", ran: after, now: match.bindings };
  if (!match.holds && seen.cut > 0) return left("its output is too long to be in a note whole", after);
  const mended = match.holds
    ? { lines: step.expected.map((old): NewLine => ({ kind: "kept", old })), bindings: match.bindings }
    : mend(step, output, now);
  if ("why" in mended) return left(mended.why, after);
  return {
    kind: "mendable",
    step,
    lines: mended.lines,
    status: status === undefined ? undefined : (seen.exit ?? undefined),
    output,
    before: now,
    ran: after,
    now: mended.bindings,
  };
}

/** A record keeps what was said of a section that has since moved on its page. */
const unnumbered = (reason: string): string => reason.replace(/\bline \d+/g, "line");
