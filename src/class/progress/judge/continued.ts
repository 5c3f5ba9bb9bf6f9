import { Bindings } from "../../../note/compare/bindings.ts";
import { compareStep } from "../../../note/compare/compare.ts";
import type { CommandStep } from "../../../note/note.ts";
import { commandKey } from "../state.ts";
import { bindingsOf } from "../worlds.ts";
import { lineReason } from "./evaluate.ts";
import type { SectionView } from "./section.ts";
import { learntFrom, type StepVerdict } from "./verdict.ts";

/**
 * What a command that has done a step, and goes on in a later block of the note, means for that block's step.
 *
 * @param begun the verdict that the command has done its first step, if that was told just now
 */
export function goesOn(view: SectionView, begun: Extract<StepVerdict, { kind: "done" }> | undefined): StepVerdict[] {
  const { observation, progress, section } = view;
  const { terminal, command, state, output } = observation;
  const ran = begun === undefined ? progress.running.get(commandKey(terminal, command)) : undefined;
  const from = begun === undefined ? ran : { step: begun.place, taken: begun.taken };
  const first = from && section.steps[from.step];
  if (first?.kind !== "command" || first.ending.kind !== "running" || from === undefined) return [];
  const place = section.steps.findIndex(
    (one, at) => at > from.step && one.kind === "command" && one.terminal === first.terminal,
  );
  const step = section.steps[place] as CommandStep | undefined;
  if (step === undefined || step.typed !== undefined || view.isDone(place)) return [];
  const runsOn = step.ending.kind === "running";
  if (!runsOn && state !== "ended") return [];
  const rest = output.split("\n").slice(from.taken).join("\n");
  const how = begun?.how ?? progress.steps[from.step]?.how ?? "typed";
  const worlds =
    begun === undefined
      ? progress.worlds
      : progress.worlds.with(begun.world, bindingsOf(begun.learnt, progress.worlds[begun.world]));
  for (const [world, bindings] of worlds.entries()) {
    const match = compareStep(step, rest, bindings);
    if (!match.holds) continue;
    const learnt = learntFrom(bindings, match.bindings);
    const taken = from.taken + match.taken;
    return [{ kind: "done", section: section.id, place, how, taken, world, fork: false, learnt }];
  }
  if (state !== "ended" || observation.mixed || observation.cut) return [];
  const [bindings = Bindings.none] = worlds;
  const match = compareStep(step, rest, bindings);
  if (match.holds) return [];
  return [{ kind: "differs", section: section.id, place, reasons: [lineReason(match, step, bindings)] }];
}
