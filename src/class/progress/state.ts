import { Bindings } from "../../note/compare/bindings.ts";
import type { Note, Section } from "../../note/note.ts";
import type { Reason } from "../../record/reasons/reason.ts";

/**
 * How a step was done: the student typed the note's command, or clicked on it; other words had the same result; the teacher had the keys; labnote
 * typed it to catch the student up; a file, a page or a check was looked at; labnote wrote the file, since the student clicked on that.
 */
export type How = "typed" | "clicked" | "otherwise" | "helped" | "caught up" | "checked" | "written";

/** A step of one student. Times are milliseconds since the epoch. */
export interface StepProgress {
  state: "open" | "differs" | "done";
  how: How | undefined;
  /** When it was first tried, or done. */
  since: number | undefined;
  /** When it was done. */
  done: number | undefined;
  /** How often it was tried, and differed. */
  tries: number;
  /** Why the last try differs; none where the step is done. */
  reasons: readonly Reason[];
  /** What the last try, or the one that did it, typed and showed. */
  seen: Seen | undefined;
  /** The command of that try. */
  command: string | undefined;
}

/** What was typed for a step, and what the terminal showed. */
export interface Seen {
  typed: string | undefined;
  output: string | undefined;
  /** Bytes left out of the middle of the output. */
  cut: number;
  exit: number | undefined;
  nextPrompt: string | undefined;
  seconds: number;
}

/** A section of one student. */
export interface SectionProgress {
  steps: readonly StepProgress[];
  /** The step that was done last, by its place in the section; -1 before the first one. */
  last: number;
  /**
   * What the note's words stand for, the latest first: a student may do a part of the section again, such as to make a second container, and go
   * on with either.
   */
  worlds: readonly Bindings[];
  /** The steps that commands were credited to, by the commands' keys. */
  credited: ReadonlyMap<string, number>;
  /** Commands that opened the shell of a step. */
  opened: ReadonlyMap<string, number>;
  /** Commands that a step has left running, and how many lines of their output steps have taken. */
  running: ReadonlyMap<string, { step: number; taken: number }>;
}

/** What one student has done. */
export interface StudentProgress {
  student: string;
  sections: ReadonlyMap<string, SectionProgress>;
  /** The section in which something was done last. */
  active: string | undefined;
  /** How many commands each terminal has had. */
  commands: ReadonlyMap<number, number>;
  /** Lines that the student has seen, which tell which names and ids are one. */
  seen: readonly string[];
  /** When the student came, and when anything was last heard. */
  since: number | undefined;
  heard: number | undefined;
  /** Whether the student is there now. */
  present: boolean;
  /** A raised hand, and what was asked. */
  hand: { since: number; text: string } | undefined;
  /** What the test of `/ready` has come to last. */
  tried: Readonly<{ works: boolean; what: string }> | undefined;
  /** The step whose command runs now. */
  runs: string | undefined;
}

const openStep: StepProgress = {
  state: "open",
  how: undefined,
  since: undefined,
  done: undefined,
  tries: 0,
  reasons: [],
  seen: undefined,
  command: undefined,
};

/** A section before anything is done in it. */
export const openSection = ({ steps }: Section): SectionProgress => ({
  steps: steps.map(() => openStep),
  last: -1,
  worlds: [Bindings.none],
  credited: new Map(),
  opened: new Map(),
  running: new Map(),
});

/** A student who has done nothing yet. */
export const newStudent = (note: Note, student: string): StudentProgress => ({
  student,
  sections: new Map(note.sections.map((section) => [section.id, openSection(section)])),
  active: undefined,
  commands: new Map(),
  seen: [],
  since: undefined,
  heard: undefined,
  present: false,
  hand: undefined,
  tried: undefined,
  runs: undefined,
});

/** Whether a student has done nothing on the host yet, as far as the class has seen. */
export const isUntouched = ({ commands, sections }: StudentProgress): boolean =>
  commands.size === 0 && [...sections.values()].every(({ steps }) => steps.every(({ state }) => state === "open"));

/** The id of a step: its section's, `:`, and its number in the section, from 1. The pages of a run have the same. */
export const stepId = (section: string, place: number): string => `${section}:${place + 1}`;

/** The section and the place of a step by its id; `undefined` where the note has no such step. */
export function stepAt(note: Note, id: string): { section: Section; place: number } | undefined {
  const at = id.lastIndexOf(":");
  const section = note.sections.find((one) => one.id === id.slice(0, at));
  const number = id.slice(at + 1);
  const place = Number(number) - 1;
  return section?.steps[place] === undefined || number !== String(place + 1) ? undefined : { section, place };
}

/** The step whose command opens the shell in which a nested step is typed, by its place; `undefined` for a step that is not nested. */
export function openerOf({ steps }: Section, place: number): number | undefined {
  const step = steps[place];
  if (step?.kind !== "command" || step.prompt === undefined) return undefined;
  const opener = steps.findLastIndex(
    (one, at) => at < place && one.kind === "command" && one.terminal === step.terminal && one.prompt === undefined,
  );
  return opener === -1 ? undefined : opener;
}

/** The step whose command still runs where a step goes on without one, by its place; `undefined` for a step that has a command of its own. */
export function continuedBy({ steps }: Section, place: number): number | undefined {
  const step = steps[place];
  if (step?.kind !== "command" || step.typed !== undefined) return undefined;
  const running = steps.findLastIndex(
    (one, at) =>
      at < place && one.kind === "command" && one.terminal === step.terminal && one.ending.kind === "running",
  );
  return running === -1 ? undefined : running;
}

/** The key of a command of a terminal. */
export const commandKey = (terminal: number, command: number): string => `${terminal}:${command}`;
