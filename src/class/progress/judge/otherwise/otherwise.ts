import { programsOf } from "../../command/near.ts";
import type { Evaluation, Wanted } from "../evaluate.ts";
import { NEAR, type SectionView } from "../section.ts";
import { isLoud, namesAlone, shownBy, withoutRemarks } from "../shown.ts";
import { isAkin } from "./akin.ts";

/**
 * The next step whose result another command shows. Only an output that tells of its step counts; one that would do for another step, too, tells
 * nothing, nor does a command that only prints what was typed.
 */
export function otherwise(view: SectionView): (Evaluation & { world: number }) | undefined {
  const { observation, typed } = view;
  if (observation.output.length > MOST) return undefined;
  if (observation.state !== "ended" || programsOf(typed).some((name) => /^(?:echo|printf)$/.test(name)))
    return undefined;
  const showing = view.wanted.flatMap((wanted) => shows(view, wanted));
  const [found, ...others] = showing.filter(({ wanted }) => isAkin(view, wanted));
  if (found === undefined || others.length > 0) return undefined;
  return view.open.slice(0, NEAR).includes(found.wanted) ? found : undefined;
}

/** An output that is longer tells of many things. */
const MOST = 32 * 1024;

/** The step, if its lines tell of it and the command has shown them. */
function shows(view: SectionView, wanted: Wanted): (Evaluation & { world: number })[] {
  const { observation, progress } = view;
  const { step } = wanted;
  const sameShell = (step.prompt === undefined) === (observation.prompt === undefined);
  if (step.ending.kind !== "mark" || !sameShell || !isLoud(step) || isHeading(step)) return [];
  // What is to be interrupted goes on by itself.
  if (step.expected.some((item) => "keys" in item && !observation.output.includes(item.keys))) return [];
  if (step.exit !== undefined && step.exit !== observation.exit) return [];
  const output = namesAlone(withoutRemarks(observation.output), observation.typed, step);
  for (const [world, bindings] of progress.worlds.entries()) {
    const match = shownBy(step, output, bindings, undefined);
    if (!match.holds) continue;
    return [
      {
        wanted,
        same: undefined,
        holds: true,
        reasons: [],
        bindings: match.bindings,
        taken: match.taken,
        exact: match.exact,
        world,
      },
    ];
  }
  return [];
}

/** Whether a step's lines are the heads of a table alone: they tell of nothing that is there. */
const isHeading = ({ expected }: Wanted["step"]): boolean =>
  expected.every((item) => "text" in item && /^(?:[A-Z][A-Z ]*\S\s{2,})+[A-Z][A-Z ]*$/.test(item.text));
