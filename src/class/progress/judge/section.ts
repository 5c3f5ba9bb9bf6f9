import { Bindings } from "../../../note/compare/bindings.ts";
import { leavesShell } from "../../../note/console/prompts.ts";
import { CHECKS, type CommandStep, type Section } from "../../../note/note.ts";
import { matcherFor } from "../command/matcher.ts";
import type { Matcher } from "../command/same.ts";
import { readCommand, type ShellCommand } from "../command/tokens.ts";
import type { Observation } from "../observe/observation.ts";
import { commandKey, openerOf, type SectionProgress, type StudentProgress, stepId } from "../state.ts";
import { bindingsAbove } from "../worlds.ts";
import { type Evaluation, evaluate, type Wanted } from "./evaluate.ts";
import { foldersOf, namesFiles, shellFolder, typingPlace } from "./folders.ts";

/** So many of the next open steps may be meant by a command that is not quite theirs. */
export const NEAR = 3;

/** How a command stands to a section that a student works on. */
export class SectionView {
  readonly section: Section;
  readonly progress: SectionProgress;
  readonly observation: Observation;
  readonly typed: readonly ShellCommand[];
  /** The steps that are typed. */
  readonly wanted: readonly Wanted[];
  /** The open ones, the next first: those behind the step that was done last, then those before it. */
  readonly open: readonly Wanted[];
  /** Lines that the student has seen before, with ids in them. */
  readonly seen: readonly string[];
  readonly home: string;

  readonly #student: StudentProgress;

  /** @param typed the commands of the line, if they are to be read in another way to the same end */
  constructor(
    section: Section,
    student: StudentProgress,
    observation: Observation,
    home: string,
    typed: readonly ShellCommand[] = readCommand(observation.typed),
  ) {
    this.#student = student;
    this.section = section;
    this.progress = student.sections.get(section.id) as SectionProgress;
    this.observation = observation;
    this.seen = student.seen;
    this.home = home;
    this.typed = typed;
    this.wanted = wantedOf(section);
    const open = this.wanted.filter(({ place }) => !this.isDone(place));
    const clicked = open.filter(({ place }) => stepId(section.id, place) === observation.clicked);
    const next = open.filter(({ place }) => place > this.progress.last);
    this.open = [...new Set([...clicked, ...next, ...open])];
  }

  /** The same, where the line is read in another way, and other things were seen. */
  readAs(typed: readonly ShellCommand[], seen: Partial<Observation>): SectionView {
    return new SectionView(this.section, this.#student, { ...this.observation, ...seen }, this.home, typed);
  }

  /** What the note's words stand for in the latest world. */
  get bindings(): Bindings {
    return this.progress.worlds[0] ?? Bindings.none;
  }

  /** How the words of a step are compared with what was typed. */
  matcherOf({ step: { known }, folder }: Wanted): Matcher {
    const { home, bindings, seen } = this;
    return matcherFor({ ...typingPlace(this.observation, folder, home), known, bindings, seen });
  }

  isDone(place: number): boolean {
    return this.progress.steps[place]?.state === "done";
  }

  /** Whether a step is among the next ones. */
  isNear(wanted: Wanted): boolean {
    return this.open.indexOf(wanted) < NEAR;
  }

  /** How the command stands to a step, in the first world in which it holds; else in the latest. */
  against(wanted: Wanted): Evaluation & { world: number } {
    let latest: (Evaluation & { world: number }) | undefined;
    for (const [world, bindings] of this.progress.worlds.entries()) {
      const found = { ...this.within(wanted, bindings), world };
      if (found.holds || found.same === undefined) return found;
      latest ??= found;
    }
    return latest as Evaluation & { world: number };
  }

  /** How it stands to a step where the note's words stand for this. */
  within(wanted: Wanted, bindings: Bindings): Evaluation {
    return evaluate(wanted, this.observation, this.typed, bindings, this.seen, this.home);
  }

  /** How it stands to a step that is done, if that is done once more from its beginning. */
  anew(wanted: Wanted, world: number): Evaluation {
    return this.within(wanted, bindingsAbove(this.progress.worlds[world] as Bindings, wanted.step.line));
  }

  /**
   * Whether the command was typed in the shell that the step is about: one that the step's opener has opened, or the student's own. `unknown`:
   * something else has opened it.
   */
  shellOf({ place }: Wanted): "right" | "wrong" | "unknown" {
    const opener = openerOf(this.section, place);
    if (opener === undefined || this.observation.prompt === undefined) return "right";
    const { terminal, opener: command } = this.observation;
    const linked = this.progress.opened.get(commandKey(terminal, command));
    if (linked === undefined) return "unknown";
    return linked === opener ? "right" : "wrong";
  }

  /** Whether the command names files in the folder of a shell whose prompt does not tell it, and the `cd` of the step's folder is open. */
  #isAway({ place, step }: Wanted): boolean {
    if (step.prompt === undefined || shellFolder(this.observation) !== undefined || !namesFiles(this.typed))
      return false;
    const above = this.wanted.filter((one) => one.place < place && one.step.terminal === step.terminal);
    const inside = above.slice(above.findLastIndex((one) => one.step.prompt === undefined) + 1);
    const entry = inside.findLast(({ commands }) => commands[0]?.words[0] === "cd");
    return entry !== undefined && !this.isDone(entry.place);
  }

  /** Whether it may do the step in that shell. A shell that something else has opened may do for the next steps; that it is left says nothing. */
  mayDo(wanted: Wanted): boolean {
    if (this.#isAway(wanted)) return false;
    const shell = this.shellOf(wanted);
    return shell === "right" || (shell === "unknown" && this.isNear(wanted) && !leavesShell(wanted.step.typed ?? ""));
  }
}

const known = new WeakMap<Section, readonly Wanted[]>();

/** The steps of a section that are typed, but for its checks. */
function wantedOf(section: Section): readonly Wanted[] {
  const before = known.get(section);
  if (before !== undefined) return before;
  const folders = foldersOf(section);
  const wanted = section.steps.flatMap((step, place): Wanted[] =>
    isTyped(step) ? [{ step, place, folder: folders[place], commands: readCommand(step.typed) }] : [],
  );
  known.set(section, wanted);
  return wanted;
}

const isTyped = (step: Section["steps"][number]): step is CommandStep & { typed: string } =>
  step.kind === "command" && step.terminal !== CHECKS && step.typed !== undefined;
