import { isGap } from "../../../note/compare/lines.ts";
import { mayFailSilently } from "../command/calls.ts";
import { ACTIVE, type ShellCommand } from "../command/tokens.ts";
import type { Evaluation } from "./evaluate.ts";
import { entered } from "./folders.ts";
import { NEAR, type SectionView } from "./section.ts";

/** One of the next steps that a line of commands does where it is read in another way to the same end. */
export const readOtherwise = (view: SectionView): (Evaluation & { world: number }) | undefined =>
  doneBy(behindFolder(view), endsWell) ?? doneBy(joinedSurely(view), showsAll) ?? doneBy(beforeStatus(view));

function doneBy(reading: SectionView | undefined, isSure: (one: Evaluation) => boolean = () => true) {
  return reading?.open
    .slice(0, NEAR)
    .map((wanted) => reading.against(wanted))
    .find((one) => one.holds && reading.mayDo(one.wanted) && isSure(one));
}

/** Whether a step ends well, and so tells that all commands of the line did. */
const endsWell = ({ wanted: { step } }: Evaluation): boolean => step.exit === 0;

/** `cd FOLDER && COMMAND` as the command in that folder. */
function behindFolder(view: SectionView): SectionView | undefined {
  const [first, next, ...others] = view.typed;
  const [cd, path, ...more] = first?.words ?? [];
  if (cd !== "cd" || path === undefined || more.length > 0 || first?.joint !== "" || next?.joint !== "&&")
    return undefined;
  if (first.redirections.length > 0) return undefined;
  const folder = entered(path, view.observation.folder);
  return folder === undefined ? undefined : view.readAs([{ ...next, joint: "" }, ...others], { folder });
}

/** `ONE; OTHER` as `ONE && OTHER`, where one that had failed would have said so. */
function joinedSurely(view: SectionView): SectionView | undefined {
  const last = view.typed.findLastIndex(({ joint }) => joint === ";");
  if (last <= 0 || !view.typed.slice(0, last).every(tells)) return undefined;
  const typed = view.typed.map((command) => (command.joint === ";" ? { ...command, joint: "&&" } : command));
  return view.readAs(typed, {});
}

/** `COMMAND; echo $?` as the command, with the status that was printed. */
function beforeStatus(view: SectionView): SectionView | undefined {
  const [last, ...before] = view.typed.toReversed();
  if (before.length === 0 || last?.joint !== ";" || last.words.join(" ") !== `echo ${ACTIVE}$?`) return undefined;
  const [status = "", ...lines] = view.observation.output.trimEnd().split("\n").toReversed();
  if (last.redirections.length > 0 || !/^\d{1,3}$/.test(status)) return undefined;
  return view.readAs(before.toReversed(), { exit: Number(status), output: lines.toReversed().join("\n") });
}

/** Whether a command that failed would have said so. */
const tells = (command: ShellCommand): boolean =>
  !mayFailSilently(command) && !command.redirections.some((each) => /^(?:2>|&>)/.test(each));

/** Whether a step ends well and has all that is printed: an error would stand beside it. */
const showsAll = ({ wanted: { step } }: Evaluation): boolean =>
  step.exit === 0 &&
  (step.empty || (step.expected.length > 0 && !step.expected.some((item) => "text" in item && isGap(item.text))));
