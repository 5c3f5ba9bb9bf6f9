import type { Note, Section } from "../../../note/note.ts";
import { areOpposite, onlyShows } from "../command/calls.ts";
import type { Hand, Observation } from "../observe/observation.ts";
import { commandKey, type How, type StudentProgress } from "../state.ts";
import { chainOf } from "./chain.ts";
import { goesOn } from "./continued.ts";
import type { Evaluation } from "./evaluate.ts";
import { likeStep } from "./like.ts";
import { otherwise } from "./otherwise/otherwise.ts";
import { readOtherwise } from "./readings.ts";
import { reasonsFor } from "./reasons-for.ts";
import { lacksRoot } from "./root.ts";
import { NEAR, SectionView } from "./section.ts";
import { isLoud } from "./shown.ts";
import { type LearntWords, learntFrom, type StepVerdict } from "./verdict.ts";

/** What is known beside what the terminal shows. */
export interface JudgeOptions {
  /** The section that the student's page shows. */
  page?: string | undefined;
  /** The home folder on the host, absolute. */
  home?: string | undefined;
}

/** No command of a note has more characters. */
const LONGEST = 8192;

const NOTHING: StepVerdict = { kind: "nothing" };

/**
 * What a command that was seen means for the steps of a note. Pure. One command does at most one step, the nearest open one from the last on; a
 * line of several commands does as many steps, one after the other; a step whose command goes on in a later block is done by the same command. What
 * is no step's command is the student's own affair.
 *
 * @returns the verdicts in their order: none but the last one is `nothing`
 */
export function judgeObservation(
  observation: Observation,
  note: Note,
  student: StudentProgress,
  { page, home = "" }: JudgeOptions = {},
): StepVerdict[] {
  const key = commandKey(observation.terminal, observation.command);
  const viewOf = (section: Section) => new SectionView(section, student, observation, home);
  const credited = note.sections.find(({ id }) => student.sections.get(id)?.credited.has(key));
  if (credited !== undefined) return goesOn(viewOf(credited), undefined);
  if (observation.typed.trim() === "" || observation.typed.length > LONGEST) return [NOTHING];
  const { near, others } = sectionsFor(observation, note, student, page);
  for (const section of near) {
    const view = viewOf(section);
    const { before = [], verdict, related } = judgeIn(view);
    if (verdict.kind === "done") return [...before, verdict, ...goesOn(view, verdict)];
    if (verdict.kind !== "nothing" || related) return [verdict];
  }
  for (const section of others) {
    const view = viewOf(section);
    const found = view.open
      .slice(0, NEAR)
      .map((wanted) => view.against(wanted))
      .find((one) => one.holds && view.mayDo(one.wanted) && isLoud(one.wanted.step));
    if (found !== undefined) {
      const verdict = done(view, found, observation);
      return [verdict, ...goesOn(view, verdict)];
    }
  }
  return [NOTHING];
}

/** The sections to which a command may belong, those in which the student works first. */
function sectionsFor(
  { folder, terminal, opener }: Observation,
  { sections }: Note,
  student: StudentProgress,
  page: string | undefined,
): { near: readonly Section[]; others: readonly Section[] } {
  const key = commandKey(terminal, opener);
  const inShell = sections.filter(({ id }) => student.sections.get(id)?.opened.has(key));
  const inFolder = sections.filter(({ id }) => folder === `~/${id}` || folder?.startsWith(`~/${id}/`));
  const named = [page, student.active].flatMap((id) => sections.filter((section) => section.id === id));
  const begun = sections.filter(({ id }) => student.sections.get(id)?.steps.some(({ state }) => state !== "done"));
  const known = [...new Set([...inShell, ...inFolder, ...named])];
  const near = known.length > 0 ? known : begun.slice(0, 1);
  return { near, others: sections.filter((section) => !near.includes(section)) };
}

interface Judged {
  /** Steps that one line of commands has done before the one of the verdict. */
  before?: readonly StepVerdict[];
  verdict: StepVerdict;
  /** Whether it is the command of a step of the section, so that it is none of another one's. */
  related: boolean;
}

function judgeIn(view: SectionView): Judged {
  const { observation } = view;
  const open = view.open.map((wanted) => view.against(wanted)).filter(({ same }) => same !== undefined);
  const twins = view.wanted.filter(({ place }) => view.isDone(place)).flatMap((wanted) => again(view, wanted));
  const { folder, state } = observation;
  const holding = open.filter((one) => one.holds && view.mayDo(one.wanted));
  // Of two with the same command, the one that belongs into this folder is meant; of two builds, the one whose progress is as the note's, too.
  const here = holding.filter(({ wanted }) => folder === undefined || wanted.folder === folder);
  const best = here.find((one) => one.exact) ?? here[0] ?? holding[0];
  // What root is to do is done without, where it can be; but one of the next steps that root is not to do is meant first.
  const plain = open.some(({ wanted }) => view.isNear(wanted) && !lacksRoot(wanted.commands, view.typed));
  const credit = best !== undefined && plain && lacksRoot(best.wanted.commands, view.typed) ? undefined : best;
  const repeated = twins.filter(({ verdict }) => verdict !== undefined);
  if (credit !== undefined && isDue(view, credit, open.length + twins.length > 1, repeated))
    return { verdict: done(view, credit, observation), related: true };
  const related = twins.length > 0 || open.some((one) => one.holds || view.isNear(one.wanted));
  const over = state === "ended" || state === "prompted";
  const [meant] = open.filter(({ wanted }) => view.isNear(wanted) && view.shellOf(wanted) === "right");
  const [twin] = repeated.toSorted((a, b) => b.place - a.place);
  // The very next step is meant, even if what was seen holds for an earlier one.
  if (twin?.verdict !== undefined && (meant?.wanted !== view.open[0] || meant?.holds === true || !over))
    return { verdict: twin.verdict, related: true };
  // What holds for a step that is far says too little for that one, and too much to speak of a mistake, but for the very next step.
  if (meant !== undefined && (credit === undefined || credit === meant || meant.wanted === view.open[0])) {
    const step = { section: view.section.id, place: meant.wanted.place };
    if (state === "running") return { verdict: { kind: "runs", ...step }, related };
    const reasons = over ? reasonsFor(view, meant) : [];
    if (reasons.length > 0) return { verdict: { kind: "differs", ...step, reasons }, related };
  }
  if (related || !over) return { verdict: NOTHING, related };
  const chain = chainOf(view);
  if (chain !== undefined) {
    const verdict = done(view, chain.whole, observation);
    const before = chain.wanted
      .slice(0, -1)
      .map(({ place }) => ({ ...verdict, place, taken: 0, fork: false, learnt: [] }));
    return { before, verdict, related: true };
  }
  const read = readOtherwise(view);
  if (read !== undefined && isDue(view, read, false, []))
    return { verdict: done(view, read, observation), related: true };
  const other = otherwise(view);
  if (other !== undefined) return { verdict: { ...done(view, other, observation), how: "otherwise" }, related: true };
  const like = likeStep(view);
  return like === undefined
    ? { verdict: NOTHING, related: false }
    : { verdict: { kind: "differs", section: view.section.id, ...like }, related: true };
}

/** A step that is done, if the command is its command; with the verdict that it is done again, if it holds once more. */
function again(view: SectionView, wanted: Evaluation["wanted"]): { place: number; verdict: StepVerdict | undefined }[] {
  const now = view.against(wanted);
  const { place } = wanted;
  if (now.same === undefined) return [];
  const step = { kind: "again", section: view.section.id, place } as const;
  if (!view.mayDo(wanted)) return [{ place, verdict: undefined }];
  if (now.holds) return [{ place, verdict: { ...step, ...learntBy(view, now, now.world, false) } }];
  for (const world of view.progress.worlds.keys()) {
    const anew = view.anew(wanted, world);
    if (anew.holds) return [{ place, verdict: { ...step, ...learntBy(view, anew, world, true) } }];
  }
  return [{ place, verdict: undefined }];
}

/**
 * Whether a command does an open step. The next step is always due, and so is one whose command the section has nowhere else. One of the next may as
 * well be a step once more that is done, unless the student has come on since then. A far one needs an output that is only its own,
 * and its own program.
 *
 * @param several whether the section has the command in several places
 */
function isDue(
  view: SectionView,
  { wanted, same, bindings, world }: Evaluation & { world: number },
  several: boolean,
  repeated: readonly { place: number }[],
): boolean {
  const at = view.open.indexOf(wanted);
  if (at === 0) return true;
  if (isEarlyLook(view, wanted, at) || (at >= NEAR && same?.says === "other")) return false;
  if (isUndone(view, wanted)) return false;
  if (!several) return true;
  if (at < NEAR) return repeated.every(({ place }) => hasComeOn(view, place, wanted.place));
  const before = view.progress.worlds[world];
  return (
    repeated.length === 0 && isLoud(wanted.step) && before !== undefined && learntFrom(before, bindings).length === 0
  );
}

/**
 * Whether a step only shows what the steps before it have come to, and these are open: far ones, or one that shows that there is nothing. It was a
 * look around.
 */
const isEarlyLook = (view: SectionView, { commands, step }: Evaluation["wanted"], at: number): boolean =>
  (at >= NEAR || step.empty) &&
  onlyShows(commands) &&
  view.open.slice(0, at).some((before) => !onlyShows(before.commands));

/**
 * Whether an open step is to come first: one that does the opposite to the same thing; and for a far step, one with the same command, if nothing
 * between the two is done.
 */
function isUndone(view: SectionView, { step, place, commands }: Evaluation["wanted"]): boolean {
  const above = view.open.filter((other) => other.place < place);
  const isFar = above.filter((other) => other.place > view.progress.last).length >= NEAR;
  return above.some(
    (other) =>
      (other.place > view.progress.last && areOpposite(other.commands, commands)) ||
      (isFar && other.step.typed === step.typed && !hasComeOn(view, other.place, place)),
  );
}

/** Whether a step between two is done. */
const hasComeOn = ({ progress }: SectionView, from: number, to: number): boolean =>
  progress.steps.some(({ state }, place) => place > from && place < to && state === "done");

const hands: Readonly<Record<Hand, How>> = {
  student: "typed",
  click: "clicked",
  teacher: "helped",
  labnote: "caught up",
};

function done(
  view: SectionView,
  found: Evaluation & { world: number },
  { hand }: Observation,
): Extract<StepVerdict, { kind: "done" }> {
  const { wanted, taken, world } = found;
  const learnt = learntBy(view, found, world, false);
  return { kind: "done", section: view.section.id, place: wanted.place, how: hands[hand], taken, ...learnt };
}

/** What a step that holds has taught. In a world that begins with it, all that stands above it is known already. */
function learntBy(view: SectionView, { bindings, wanted }: Evaluation, world: number, fork: boolean): LearntWords {
  const before = view.progress.worlds[world];
  if (before === undefined) return { world, fork, learnt: bindings.all() };
  const learnt = fork ? bindings.all().filter(({ line }) => line >= wanted.step.line) : learntFrom(before, bindings);
  return { world, fork, learnt };
}
