import type { StudentEvent } from "../../../../../src/class/progress/events.ts";
import { foldStudent } from "../../../../../src/class/progress/fold.ts";
import { foldersOf } from "../../../../../src/class/progress/judge/folders.ts";
import { judgeObservation } from "../../../../../src/class/progress/judge/judge.ts";
import type { StepVerdict } from "../../../../../src/class/progress/judge/verdict.ts";
import type { Observation } from "../../../../../src/class/progress/observe/observation.ts";
import { newStudent, type StudentProgress } from "../../../../../src/class/progress/state.ts";
import { isNews, observedEvent, refOf } from "../../../../../src/class/progress/tell.ts";
import { isGap } from "../../../../../src/note/compare/lines.ts";
import { opensTerminal } from "../../../../../src/note/console/openers.ts";
import { leavesShell } from "../../../../../src/note/console/prompts.ts";
import { CHECKS, type CommandStep, type Note, type Step } from "../../../../../src/note/note.ts";

export const HOME = "/home/ubuntu";

/** What is other than usual in a command. */
export type Change = Partial<Observation>;

/** Other ids in place of the note's: each digit of an id becomes another one, so that what begins alike still does. */
export const own = (text: string): string =>
  text.replace(/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/g, (id) =>
    id.replace(/[0-9a-f]/g, (digit) => ((Number.parseInt(digit, 16) + 5) % 16).toString(16)),
  );

/** A student, as the judge knows one. */
export class Pupil {
  readonly note: Note;
  progress: StudentProgress;
  /** All that was told, in order. */
  readonly verdicts: StepVerdict[] = [];
  page: string | undefined;
  #commands = 0;
  #opener = 0;
  #within: string[] = [];
  #at = Date.parse("2026-11-24T09:00:00Z");

  constructor(note: Note) {
    this.note = note;
    this.progress = newStudent(note, "mina");
  }

  /** A command is over, or still runs. */
  shows(change: Change): StepVerdict[] {
    const prompt = change.prompt;
    if (change.command === undefined) {
      this.#commands += 1;
      if (prompt === undefined) {
        this.#opener = this.#commands;
        this.#within = [];
      }
    }
    this.#at += 1000;
    const observation: Observation = {
      ...{ terminal: 1, command: this.#commands, opener: this.#opener, typed: "", prompt, within: [...this.#within] },
      ...{ folder: undefined, output: "", mixed: false, cut: false, state: "ended", exit: 0, nextPrompt: undefined },
      ...{ began: this.#at - 500, ended: this.#at, hand: "student", clicked: undefined },
      ...change,
    };
    const { typed } = observation;
    if (prompt === undefined || opensTerminal(typed)) this.#within.push(typed);
    else if (leavesShell(typed)) this.#within.pop();
    return this.sees(observation);
  }

  /** The terminal has shown this. */
  sees(observation: Observation): StepVerdict[] {
    const verdicts = judgeObservation(observation, this.note, this.progress, { page: this.page, home: HOME });
    const event = observedEvent(observation, verdicts, this.note);
    if (isNews(observation, event, this.progress)) this.takes(event);
    this.verdicts.push(...verdicts);
    return verdicts;
  }

  takes(event: StudentEvent): void {
    this.progress = foldStudent(this.progress, event, this.#at, this.note);
  }

  get command(): number {
    return this.#commands;
  }

  states(section: string): string[] {
    return this.progress.sections.get(section)?.steps.map(({ state }) => state) ?? [];
  }

  /** The steps in a state, by their numbers in the section. */
  in(section: string, state: string): number[] {
    return this.states(section).flatMap((each, at) => (each === state ? [at + 1] : []));
  }
}

/** The lines that a step's command prints, made of those of the note. */
export const printed = (step: CommandStep): string =>
  step.expected
    .flatMap((item) => {
      if ("keys" in item) return [item.keys];
      if (isGap(item.text)) return ["Get:1 http://deb.debian.org/debian bookworm/main 7919 kB"];
      return [item.text.replaceAll("[..]", "1x")];
    })
    .join("\n");

/** What a student's terminal shows of a step that is done as the note has it, with ids of the student's own. */
export function asInNote(step: Step, folder: string | undefined): Change | undefined {
  if (step.kind !== "command" || step.terminal === CHECKS || step.typed === undefined) return undefined;
  const { ending, prompt } = step;
  const nested = prompt !== undefined;
  return {
    terminal: step.terminal,
    typed: own(step.typed),
    prompt: prompt === undefined ? undefined : own(prompt),
    folder: nested ? undefined : folder,
    output: own(printed(step)),
    state: { mark: "ended", prompt: "prompted", running: "running", reboot: "lost" }[
      ending.kind
    ] as Observation["state"],
    exit: ending.kind === "mark" ? (step.exit ?? 130) : undefined,
    nextPrompt: ending.kind === "prompt" ? own(ending.prompt.text) : undefined,
  };
}

/** A command of a note, as a student types it. */
export interface Act {
  section: string;
  place: number;
  step: CommandStep;
  /** What the terminal shows of it; of one that goes on in a later block, all that it has shown up to there. */
  change: Change;
  /** Whether it goes on with what runs, and what is new then. */
  goesOn: string | undefined;
}

/** The commands of a note in their order, as the note has them. */
export function* acts(note: Note): Generator<Act> {
  for (const section of note.sections) {
    const folders = foldersOf(section);
    const running = new Map<number, string>();
    for (const [place, step] of section.steps.entries()) {
      if (step.kind !== "command" || step.terminal === CHECKS) continue;
      const here = { section: section.id, place, step };
      const change = asInNote(step, folders[place]);
      if (change !== undefined) {
        running.set(step.terminal, change.output ?? "");
        yield { ...here, change, goesOn: undefined };
        continue;
      }
      const more = own(printed(step));
      const output = `${running.get(step.terminal)}\n${more}`;
      running.set(step.terminal, output);
      const state = step.ending.kind === "running" ? "running" : "ended";
      yield { ...here, change: { output, state, exit: step.exit ?? 130 }, goesOn: more };
    }
  }
}

const looked = { output: null, cut: 0, exit: null, seconds: 0, reasons: [], learnt: [] };

/** A student for whom the steps of a section above a number are done, as the note has them, but for those that are left out. */
export function pupilAt(note: Note, id: string, number: number, without: readonly number[] = []): Pupil {
  const pupil = new Pupil(note);
  pupil.page = id;
  const steps = note.sections.find((section) => section.id === id)?.steps.slice(0, number - 1) ?? [];
  const last = new Map<number, Change>();
  const typed = new Map([...acts(note)].filter(({ section }) => section === id).map((act) => [act.place, act]));
  for (const [place, step] of steps.entries()) {
    const act = typed.get(place);
    if (step.kind !== "command") pupil.takes({ type: "checked", ...refOf(step, place), ...looked });
    if (act === undefined || without.includes(place + 1)) continue;
    const { change, goesOn } = act;
    pupil.shows(goesOn !== undefined ? { ...last.get(act.step.terminal), ...change } : change);
    if (goesOn === undefined) last.set(act.step.terminal, { ...change, command: pupil.command, opener: pupil.command });
  }
  return pupil;
}
