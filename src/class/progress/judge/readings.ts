import { isGap } from "../../../note/compare/lines.ts";
import { mayFailSilently, readCall } from "../command/calls.ts";
import { programsOf } from "../command/near.ts";
import { namesOperands } from "../command/programs.ts";
import { ACTIVE, type ShellCommand } from "../command/tokens.ts";
import type { Observation } from "../observe/observation.ts";
import type { Evaluation } from "./evaluate.ts";
import { entered } from "./folders.ts";
import { NEAR, type SectionView } from "./section.ts";
import { isLoud } from "./shown.ts";

/** One of the next steps that a line of commands does where it is read in another way to the same end. */
export const readOtherwise = (view: SectionView): (Evaluation & { world: number }) | undefined =>
  doneBy(behindFolder(view, "&&")) ??
  doneBy(behindFolder(view, ";"), showsAll) ??
  doneBy(behindWait(view)) ??
  doneBy(entering(view)) ??
  doneBy(byJob(view)) ??
  doneBy(ofLastJob(view), ({ wanted: { step } }) => isLoud(step)) ??
  doneBy(joinedLoosely(view)) ??
  doneBy(joinedSurely(view), showsAll) ??
  doneBy(beforeStatus(view), () => true) ??
  doneBy(namedByOutput(view));

function doneBy(reading: SectionView | undefined, isSure = endsWell) {
  return reading?.open
    .slice(0, NEAR)
    .map((wanted) => reading.against(wanted))
    .find((one) => one.holds && reading.mayDo(one.wanted) && isSure(one));
}

/** Whether a step ends well, and so tells that all commands of the line did. */
const endsWell = ({ wanted: { step } }: Evaluation): boolean => step.exit === 0;

/** `cd FOLDER && COMMAND` as the command in that folder. */
function behindFolder(view: SectionView, joint: "&&" | ";"): SectionView | undefined {
  const [cd, path, ...more] = view.typed[0]?.words ?? [];
  if (cd !== "cd" || path === undefined || more.length > 0 || view.typed[1]?.joint !== joint) return undefined;
  const folder = entered(path, view.observation.folder);
  return folder === undefined ? undefined : behindFirst(view, { folder });
}

/** `sleep SECONDS; COMMAND` as the command. */
const behindWait = (view: SectionView): SectionView | undefined =>
  /^(?:sleep [\d.]+|clear)$/.test(view.typed[0]?.words.join(" ") ?? "") ? behindFirst(view, {}) : undefined;

/** What stands behind `&&` or `;` as a line of its own, where the first command's output goes nowhere else. */
function behindFirst(view: SectionView, seen: Partial<Observation>): SectionView | undefined {
  const [first, next, ...others] = view.typed;
  const isAlone = first?.joint === "" && first.redirections.length === 0;
  return isAlone && next !== undefined && /^(?:;|&&)$/.test(next.joint)
    ? view.readAs([{ ...next, joint: "" }, ...others], seen)
    : undefined;
}

/** `cd -` and `pushd FOLDER` as `cd FOLDER`: they print where they have gone. */
function entering(view: SectionView): SectionView | undefined {
  const { observation, typed } = view;
  const [{ words, redirections } = { words: [], redirections: [] }, ...others] = typed;
  const [program, word = "", ...more] = words;
  if (others.length + redirections.length + more.length > 0) return undefined;
  const path = program === "cd" && word === "-" ? observation.output.trim() : program === "pushd" ? word : "";
  if (path === "" || /^-|\n/.test(path)) return undefined;
  return view.readAs([{ joint: "", words: ["cd", path], redirections }], { output: "" });
}

/** A process as the job that it is: the shell has said which one. */
function byJob(view: SectionView): SectionView | undefined {
  if (!programsOf(view.typed).includes("kill")) return undefined;
  const names = new Map<string | undefined, string>();
  for (const { step } of view.wanted.filter(({ place }) => view.isDone(place)))
    for (const item of step.expected) {
      const [, job, pid = ""] = ("text" in item && JOB.exec(item.text)) || [];
      if (job !== undefined) names.set(view.bindings.of(pid)?.value, `%${job}`);
    }
  const typed = view.typed.map((one) => ({ ...one, words: one.words.map((word) => names.get(word) ?? word) }));
  return names.size === 0 ? undefined : view.readAs(typed, {});
}

/** `fg %1` as `fg`: it prints which job that is. */
function ofLastJob(view: SectionView): SectionView | undefined {
  const [{ words } = { words: [] }, ...others] = view.typed;
  const isJob = others.length === 0 && words.length === 2 && /^(?:fg|bg) %?\d+$/.test(words.join(" "));
  return isJob ? view.readAs([{ joint: "", words: words.slice(0, 1), redirections: [] }], {}) : undefined;
}

/** What the shell says of a job that it has begun. */
const JOB = /^\[(\d+)\] (\d+)$/;

/** `ONE && OTHER` as `ONE; OTHER`, where all has ended well. */
function joinedLoosely(view: SectionView): SectionView | undefined {
  const joints = view.typed.slice(1).map(({ joint }) => joint);
  if (!joints.includes("&&") || !joints.every((joint) => /^(?:&&|;|\|)$/.test(joint))) return undefined;
  const typed = view.typed.map((command) => (command.joint === "&&" ? { ...command, joint: ";" } : command));
  return view.readAs(typed, {});
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

/** A command for what another one finds, as the command for what it has printed: some programs print what they have done it to, and no more. */
function namedByOutput(view: SectionView): SectionView | undefined {
  const [command, ...others] = view.typed;
  const found = command?.words.filter((word) => word.startsWith(`${ACTIVE}$(`)) ?? [];
  const names = view.observation.output.split("\n");
  if (command === undefined || others.length + command.redirections.length > 0 || found.length !== 1) return undefined;
  if (!namesOperands(readCall(command.words).name) || !names.every((name) => /^[\w.-]+$/.test(name))) return undefined;
  const words = command.words.flatMap((word) => (word === found[0] ? names : [word]));
  return view.readAs([{ ...command, words }], {});
}

/** Whether a command that failed would have said so. */
const tells = (command: ShellCommand): boolean =>
  !mayFailSilently(command) && !command.redirections.some((each) => /^(?:2>|&>)/.test(each));

/** Whether a step has all that is printed: an error would stand beside it. */
const showsAll = (one: Evaluation): boolean => endsWell(one) && hasAllLines(one);

const hasAllLines = ({ wanted: { step } }: Evaluation): boolean =>
  step.empty || (step.expected.length > 0 && !step.expected.some((item) => "text" in item && isGap(item.text)));
