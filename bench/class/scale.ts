import { serveHere } from "../../test/class/here.ts";
import type { Ratio } from "../measure.ts";
import { ownMemoryOf, usageOf } from "../process.ts";
import { refuseDefects } from "./defects.ts";
import { CLASS_NOTE, ENTER_FOLDER, FILL, lessonCommand } from "./lesson.ts";
import { Person } from "./person.ts";
import { openBoard, openSeat } from "./seats.ts";

/** Students of a small class, a whole one, and of ten. */
export const SCALES = [10, 30, 300] as const;
/** So many commands of each student, one each so many milliseconds. */
const [COMMANDS, EVERY] = [5, 5000];
/** Students who come at once. */
const AT_ONCE = 10;
/** Of what a further student takes among many to what one takes among few. */
const LINEAR = 1.05;

/** What the server of a class took. */
export interface Scaled {
  students: number;
  /** MB of its own process, without the shells of its hosts. */
  memory: number;
  /** Seconds of the processor while all were at work. */
  processor: number;
  /** KB a second to a board. */
  board: number;
}

/** A class at work whose hosts are shells of this machine, since it is the server's own process that is looked at. */
export async function scaled(count: number): Promise<Scaled> {
  const students = Array.from({ length: count }, (_, at) => `student-${at + 1}`);
  await using here = await serveHere(CLASS_NOTE, { students });
  await using made = new AsyncDisposableStack();
  const pid = here.process.pid as number;
  const people: Person[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = students.slice(from, from + AT_ONCE).map(async (student, at) => {
      const seat = await openSeat(here.students[student]?.link as string);
      made.defer(() => seat.close());
      const person = new Person(seat, from + at + 1);
      await person.begins();
      await person.pastes(ENTER_FOLDER);
      await person.pastes(FILL);
      return person;
    });
    people.push(...(await Promise.all(some)));
  }
  const board = await openBoard(here.teacher);
  made.defer(() => board.close());
  const [before, started] = [await usageOf(pid), performance.now()];
  await Promise.all(people.map((person) => person.pastesAll(COMMANDS, EVERY, lessonCommand)));
  const [after, seconds] = [await usageOf(pid), (performance.now() - started) / 1000];
  refuseDefects(here);
  return {
    ...{ students: count, memory: await ownMemoryOf(pid) },
    ...{
      processor: (after?.processor ?? Number.NaN) - (before?.processor ?? Number.NaN),
      board: board.bytes / 1024 / seconds,
    },
  };
}

/** What a further student takes, from the whole class to ten of them, against from the small one to the whole one. */
export function perStudent(classes: readonly (readonly Scaled[])[]): Ratio[] {
  const [small, whole, many] = classes as [readonly Scaled[], readonly Scaled[], readonly Scaled[]];
  const further = (from: readonly Scaled[], to: readonly Scaled[], of: (one: Scaled) => number): number[] =>
    to.map((large, time) => {
      const little = from[time] as Scaled;
      return (of(large) - of(little)) / (large.students - little.students);
    });
  const ratio = (what: string, unit: NonNullable<Ratio["unit"]>, of: (one: Scaled) => number): Ratio => ({
    what: `a class: ${what} for a further student, from 30 to 300 against from 10 to 30`,
    ...{ ours: further(whole, many, of), theirs: further(small, whole, of), unit, bound: LINEAR },
  });
  return [
    ratio("the server's memory", "KB", ({ memory }) => memory * 1024),
    ratio("its processor's time", "ms", ({ processor }) => processor * 1000),
    ratio("bytes a second to a board", "bytes", ({ board }) => board * 1024),
  ];
}
