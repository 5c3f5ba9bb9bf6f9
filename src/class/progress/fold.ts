import type { Note, Section } from "../../note/note.ts";
import type { ClassEvent, ObservedEvent, StudentEvent, ToldStep } from "./events.ts";
import { doneStep, foldChecked, withSection, withStep } from "./fold-steps.ts";
import type { LearntWords } from "./judge/verdict.ts";
import { type ShownCommand, withShown } from "./shown-commands.ts";
import {
  commandKey,
  newStudent,
  openerOf,
  openSection,
  type SectionProgress,
  type Seen,
  type StepProgress,
  type StudentProgress,
} from "./state.ts";
import { placeOfRef } from "./tell.ts";
import { bindingsAbove, bindingsOf } from "./worlds.ts";

/** A class: what its events come to. */
export interface ClassProgress {
  note: Note;
  /** When it began first. */
  began: number | undefined;
  /** When it began last after it had ended, or first. A server that is started again goes on with the class that there is. */
  resumed: number | undefined;
  ended: number | undefined;
  /** The ids of the students' hosts. */
  hosts: ReadonlyMap<string, string>;
  students: ReadonlyMap<string, StudentProgress>;
  /** The names of those who sit there, or sat there last, where they are not the lab's own. */
  names: ReadonlyMap<string, string>;
  /** What the teacher has said last to all. */
  said: string | undefined;
  /** The section at which the teacher points. */
  pointed: string | undefined;
  /** The name of the host that is the teacher's own. What is done there stands among the students'. */
  teacher: string | undefined;
  /** Whether all see the teacher's own terminal, and the commands that ran there while they did. */
  shows: boolean;
  shown: readonly ShownCommand[];
}

/** A class before its first event. */
export const newClass = (note: Note): ClassProgress => ({
  note,
  began: undefined,
  resumed: undefined,
  ended: undefined,
  hosts: new Map(),
  students: new Map(),
  names: new Map(),
  said: undefined,
  pointed: undefined,
  teacher: undefined,
  shows: false,
  shown: [],
});

/** A class after one more event. Pure. */
export function foldClass(progress: ClassProgress, event: ClassEvent): ClassProgress {
  const at = Date.parse(event.at);
  switch (event.type) {
    case "began":
      return begunAgain(withHosts(progress, new Map(Object.entries(event.hosts)), event.teacher), at);
    case "ended":
      return { ...progress, ended: at };
    case "pointed":
      return { ...progress, pointed: event.section ?? undefined };
    case "shows":
      return { ...progress, shows: event.on };
    case "said":
      return { ...progress, said: event.text };
    case "named":
      return { ...progress, names: withName(progress.names, event.student, event.name) };
    default: {
      const before = progress.students.get(event.student) ?? newStudent(progress.note, event.student);
      const after = foldStudent(before, event, at, progress.note);
      const students = new Map(progress.students).set(event.student, after);
      const isShown = event.type === "observed" && progress.shows && event.student === progress.teacher;
      return isShown
        ? { ...progress, students, shown: withShown(progress.shown, event, progress.note) }
        : { ...progress, students };
    }
  }
}

/**
 * A class whose server has started. Pages and shells of the one before are gone. What a class that was ended has said, pointed at, shown and asked is
 * gone with it; after a server that was only stopped it stands.
 */
function begunAgain(progress: ClassProgress, at: number): ClassProgress {
  const isOver = progress.ended !== undefined;
  const resumed = isOver || progress.resumed === undefined ? at : progress.resumed;
  const students = [...progress.students].map(([name, student]): [string, StudentProgress] => [
    name,
    { ...student, present: false, runs: undefined, ...(isOver && { hand: undefined }) },
  ]);
  return {
    ...{ ...progress, students: new Map(students), began: progress.began ?? at, resumed, ended: undefined },
    ...(isOver && { said: undefined, pointed: undefined, shows: false }),
  };
}

/** A class with these hosts. Who has another one than before has done nothing on it yet. */
function withHosts(progress: ClassProgress, hosts: ReadonlyMap<string, string>, teacher?: string): ClassProgress {
  const isSame = (student: string) => (progress.hosts.get(student) ?? hosts.get(student)) === hosts.get(student);
  const students = [...progress.students].filter(([student]) => isSame(student));
  const names = new Map([...progress.names].filter(([student]) => isSame(student)));
  const same = teacher !== undefined && teacher === progress.teacher && isSame(teacher);
  return {
    ...{ ...progress, hosts, students: new Map(students), names, teacher },
    ...(same ? {} : { shows: false, shown: [] }),
  };
}

function withName(
  names: ReadonlyMap<string, string>,
  student: string,
  name: string | null,
): ReadonlyMap<string, string> {
  const others = [...names].filter(([other]) => other !== student);
  return new Map(name === null ? others : [...others, [student, name]]);
}

/** So many of the lines that tell names and ids are known of a student. */
const KNOWN = 200;

/** A student after one more event. @param at its time, in milliseconds since the epoch */
export function foldStudent(student: StudentProgress, event: StudentEvent, at: number, note: Note): StudentProgress {
  const heard: StudentProgress = { ...student, heard: at, since: student.since ?? at };
  switch (event.type) {
    case "joined":
      return { ...heard, present: true };
    case "left":
      return { ...heard, present: false };
    case "hand":
      return { ...heard, hand: event.up ? { since: at, text: event.text } : undefined };
    case "tried":
      return { ...heard, tried: { works: event.works, what: event.what } };
    case "again": {
      const section = note.sections.find(({ id }) => id === event.section);
      return section === undefined ? heard : withSection(heard, section.id, openSection(section));
    }
    case "observed":
      return foldObserved(heard, event, at, note);
    case "checked":
      return foldChecked(heard, event, at, note);
    default:
      return heard;
  }
}

function foldObserved(student: StudentProgress, event: ObservedEvent, at: number, note: Note): StudentProgress {
  const seen = [...student.seen.filter((line) => !event.seen.includes(line)), ...event.seen].slice(-KNOWN);
  const commands = new Map(student.commands);
  commands.set(event.terminal, Math.max(event.command, commands.get(event.terminal) ?? 0));
  let now: StudentProgress = { ...student, seen, commands, runs: undefined };
  for (const told of event.told) {
    const place = placeOfRef(note, told);
    const section = note.sections.find(({ id }) => id === place?.section);
    const progress = section && now.sections.get(section.id);
    if (place === undefined || section === undefined || progress === undefined) continue;
    if (told.kind === "runs") now = { ...now, runs: told.step };
    else {
      const after = foldTold(progress, told, event, { section, place: place.place, at });
      now = { ...withSection(now, section.id, after), active: section.id };
    }
  }
  return now;
}

function foldTold(
  progress: SectionProgress,
  told: Exclude<ToldStep, { kind: "runs" }>,
  event: ObservedEvent,
  { section, place, at }: { section: Section; place: number; at: number },
): SectionProgress {
  const key = commandKey(event.terminal, event.command);
  const before = progress.steps[place] as StepProgress;
  const seen: Seen = {
    ...{ typed: event.typed, output: event.output ?? undefined, cut: event.cut, exit: event.exit ?? undefined },
    ...{ nextPrompt: event.nextPrompt ?? undefined, seconds: event.seconds },
  };
  if (told.kind === "differs") {
    if (before.state === "done") return progress;
    const tries = before.tries + (before.command === key ? 0 : 1);
    const { reasons } = told;
    return withStep(progress, place, {
      ...before,
      state: "differs",
      since: before.since ?? at,
      tries,
      reasons,
      seen,
      command: key,
    });
  }
  const worlds = worldsAfter(progress.worlds, told, section.steps[place]?.line ?? 0);
  const linked = { ...progress, worlds, opened: openedBy(progress, section, place, event, key) };
  if (told.kind === "again") return linked;
  const step = section.steps[place];
  const runs = step?.kind === "command" && step.ending.kind === "running";
  const running = new Map(progress.running);
  if (runs) running.set(key, { step: place, taken: told.taken });
  else running.delete(key);
  return {
    ...withStep(linked, place, doneStep(before, told.how, at, seen, key)),
    ...{ last: place, credited: new Map(progress.credited).set(key, place), running },
  };
}

/** The commands that opened the shells of steps, with this one, or the one in whose shell it was typed. */
function openedBy(progress: SectionProgress, section: Section, place: number, event: ObservedEvent, key: string) {
  const step = section.steps[place];
  const opens = step?.kind === "command" && step.prompt === undefined && step.ending.kind === "prompt";
  if (opens) return new Map(progress.opened).set(key, place);
  const opener = openerOf(section, place);
  const shell = commandKey(event.terminal, event.opener);
  if (opener === undefined || progress.opened.has(shell)) return progress.opened;
  return new Map(progress.opened).set(shell, opener);
}

/** The latest worlds of a section that are kept. */
const WORLDS = 6;

function worldsAfter(worlds: SectionProgress["worlds"], { world, fork, learnt }: LearntWords, line: number) {
  const base = worlds[world] ?? worlds[0];
  if (base === undefined) return worlds;
  if (fork) return [bindingsOf(learnt, bindingsAbove(base, line)), ...worlds].slice(0, WORLDS);
  return worlds.map((one) => (one === base ? bindingsOf(learnt, base) : one));
}
