import { isGap } from "../../../note/compare/lines.ts";
import { mayFailSilently } from "../command/calls.ts";
import type { ShellCommand } from "../command/tokens.ts";
import type { Evaluation } from "./evaluate.ts";
import { entered } from "./folders.ts";
import { NEAR, type SectionView } from "./section.ts";

/** One of the next steps that a line of commands does where it is read in another way to the same end. */
export const readOtherwise = (view: SectionView): (Evaluation & { world: number }) | undefined =>
  doneBy(behindFolder(view)) ?? doneBy(joinedSurely(view), showsAll);

/** The step that ends well, and so tells that all commands of the line did. */
function doneBy(reading: SectionView | undefined, isSure: (one: Evaluation) => boolean = () => true) {
  return reading?.open
    .slice(0, NEAR)
    .map((wanted) => reading.against(wanted))
    .find((one) => one.holds && one.wanted.step.exit === 0 && reading.mayDo(one.wanted) && isSure(one));
}

/** `cd FOLDER && COMMAND` as the command in that folder. */
function behindFolder(view: SectionView): SectionView | undefined {
  const [first, next, ...others] = view.typed;
  const [cd, path, ...more] = first?.words ?? [];
  if (cd !== "cd" || path === undefined || more.length > 0 || first?.joint !== "" || next?.joint !== "&&")
    return undefined;
  if (first.redirections.length > 0) return undefined;
  const folder = entered(path, view.observation.folder);
  return folder === undefined ? undefined : view.readAs([{ ...next, joint: "" }, ...others], folder);
}

/** `ONE; OTHER` as `ONE && OTHER`, where one that had failed would have said so. */
function joinedSurely(view: SectionView): SectionView | undefined {
  const last = view.typed.findLastIndex(({ joint }) => joint === ";");
  if (last <= 0 || !view.typed.slice(0, last).every(tells)) return undefined;
  const typed = view.typed.map((command) => (command.joint === ";" ? { ...command, joint: "&&" } : command));
  return view.readAs(typed, view.observation.folder);
}

/** Whether a command that failed would have said so. */
const tells = (command: ShellCommand): boolean =>
  !mayFailSilently(command) && !command.redirections.some((each) => /^(?:2>|&>)/.test(each));

/** Whether a step has all that is printed: an error would stand beside it. */
const showsAll = ({ wanted: { step } }: Evaluation): boolean =>
  step.empty || (step.expected.length > 0 && !step.expected.some((item) => "text" in item && isGap(item.text)));
