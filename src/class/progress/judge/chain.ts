import type { CommandStep } from "../../../note/note.ts";
import { mayFailSilently } from "../command/calls.ts";
import { sameCommand } from "../command/same.ts";
import type { ShellCommand } from "../command/tokens.ts";
import type { Evaluation, Wanted } from "./evaluate.ts";
import { NEAR, type SectionView } from "./section.ts";

/** Several steps that one line of commands does, one after the other, and how the line stands to all of them. */
export interface Chain {
  wanted: readonly Wanted[];
  whole: Evaluation & { world: number };
}

/**
 * The open steps that a line of commands does, joined by `&&` or `;`: each of its commands is that of the next step, and what it printed is what
 * all of them print.
 */
export function chainOf(view: SectionView): Chain | undefined {
  if (!view.typed.some(({ joint }) => isJoint(joint))) return undefined;
  for (const start of view.open.slice(0, NEAR)) {
    const steps = stepsFrom(view, start);
    if (steps === undefined) continue;
    const whole = view.against(joined(steps, view.typed));
    if (whole.holds && tellsAll(steps, view.typed) && steps.every((wanted) => view.mayDo(wanted)))
      return { wanted: steps, whole };
  }
  return undefined;
}

const isJoint = (joint: string): boolean => joint === "&&" || joint === ";";

/** The steps from one on whose commands are all that was typed; `undefined` where it is not so, or are less than two. */
function stepsFrom(view: SectionView, start: Wanted): Wanted[] | undefined {
  const steps: Wanted[] = [];
  let rest = view.typed;
  for (const wanted of view.open.slice(view.open.indexOf(start))) {
    const part = rest.slice(0, wanted.commands.length);
    const [first, ...others] = part;
    if (first === undefined || wanted.place < (steps.at(-1)?.place ?? -1)) break;
    if (steps.length > 0 && !isJoint(first.joint)) return undefined;
    const alone = [{ ...first, joint: steps.length > 0 ? "" : first.joint }, ...others];
    if (sameCommand(wanted.commands, alone, view.matcherOf(wanted)) === undefined) return undefined;
    const before = steps.at(-1)?.step;
    if (before !== undefined && !(goesOnBehind(before) && before.terminal === wanted.step.terminal)) return undefined;
    steps.push(wanted);
    rest = rest.slice(wanted.commands.length);
  }
  return rest.length === 0 && steps.length > 1 ? steps : undefined;
}

/** Whether the next command of a line is reached behind a step that is done, and nowhere else. */
const goesOnBehind = ({ ending, exit }: CommandStep): boolean => ending.kind === "mark" && exit === 0;

/** Whether a step that had failed would show: behind `;` its status is not known. */
const tellsAll = (steps: readonly Wanted[], typed: readonly ShellCommand[]): boolean =>
  typed.every(({ joint }) => joint !== ";") ||
  steps.slice(0, -1).every(({ step, commands }) => step.expected.length > 0 || !commands.some(mayFailSilently));

/** Steps as one step with the commands of all, joined as they were typed. */
function joined(steps: readonly Wanted[], typed: readonly ShellCommand[]): Wanted {
  const [first, last] = [steps[0], steps.at(-1)] as [Wanted, Wanted];
  const commands = steps
    .flatMap((wanted) => wanted.commands)
    .map((one, at) => ({ ...one, joint: typed[at]?.joint ?? "" }));
  // Behind `;` the status of what is before is not known: that may print nothing but what the note has.
  const isSure = commands.every(({ joint }) => joint !== ";");
  const expected = steps.flatMap(({ step }) =>
    step.expected.length === 0 && !step.empty && (isSure || step === last.step)
      ? [{ line: step.line, text: "..." }]
      : step.expected,
  );
  const step = { ...last.step, expected, empty: expected.length === 0 };
  return { ...last, step, folder: first.folder, commands };
}
