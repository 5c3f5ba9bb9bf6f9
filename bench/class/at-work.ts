import { setTimeout as pause } from "node:timers/promises";
import { OWN } from "../../src/class/serve/terminal/hub-options.ts";
import { LabError } from "../../src/common/errors.ts";
import type { Host } from "../../src/hosts/host.ts";
import { type ClassHere, serveHere } from "../../test/class/here.ts";
import { memoryOf } from "../process.ts";
import { refuseDefects } from "./defects.ts";
import { CLASS_NOTE, ENTER_FOLDER, FILL, lessonCommand } from "./lesson.ts";
import { type Moments, timeMoments } from "./moments.ts";
import { Person, percentile } from "./person.ts";
import { type BenchBoard, type BenchSeat, openBoard, openSeat, openShell } from "./seats.ts";
import { type Alone, timeAlone } from "./single.ts";
import type { UsersHost } from "./users-host.ts";
import { startWetty } from "./wetty.ts";

/** So many have a terminal to themselves first, one after the other. */
const ALONE = 5;
/** Milliseconds for which all are at work. */
const WORK = 20_000;
/** And before that, for what filled the terminals to be read, and each shell to have done something. */
const WARM = 6000;
/** Bytes of a flood until others are looked at: more than a terminal may print at once. */
const FLOODED = OWN.burst + 1024 * 1024;
/** What floods, and what only makes noise, as a log does that is followed. */
const [FLOOD, NOISE] = ["yes", "bash -c 'trap exit INT; while sleep 0.02; do date; done'"];
/** Milliseconds in which a board must have every event. */
const TOLD = 20_000;

/** One terminal alone; and milliseconds at the 99th percentile, from a key to its sign, while all are at work. */
export interface AtWork extends Alone {
  echo: number;
}

/** The same of a server of terminals. */
export interface ServerAtWork extends AtWork {
  /** MB of all its processes, with those of ssh. */
  memory: number;
}

/** A class at work. */
export interface ClassAtWork extends ServerAtWork, Moments {
  /** Of those who go on while one floods and one makes noise: at first, and then. */
  quiet: number;
  flooded: number;
  /** Seconds until the flooder's prompt is back. */
  interrupted: number;
  /** Milliseconds from a prompt behind a command to the board's row, at the 95th percentile. */
  told: number;
}

/** All sit down at once, and fill their terminals. */
async function seated(seats: readonly Promise<BenchSeat>[], made: AsyncDisposableStack): Promise<Person[]> {
  const people = (await Promise.all(seats)).map((seat, at) => {
    made.defer(() => seat.close());
    return new Person(seat, at + 1);
  });
  await Promise.all(
    people.map(async (person) => {
      await person.begins();
      await person.pastes(ENTER_FOLDER);
      await person.pastes(FILL);
      await person.works(WARM, lessonCommand);
    }),
  );
  return people;
}

/** @returns the echoes of each */
const work = async (people: readonly Person[]): Promise<(readonly number[])[]> =>
  (await Promise.all(people.map((person) => person.works(WORK, lessonCommand)))).map(({ echoes }) => echoes);

const p99 = (echoes: readonly (readonly number[])[]): number => percentile(echoes.flat(), 99);

/** Users at work by plain ssh, each with a connection. */
export async function bySsh(users: UsersHost): Promise<AtWork> {
  const open = ({ user }: Host) => openShell(users.ssh(user));
  const alone = await timeAlone(users.hosts.slice(-ALONE), open);
  await using made = new AsyncDisposableStack();
  const people = await seated(
    users.hosts.map(async (host) => open(host)),
    made,
  );
  return { ...alone, echo: p99(await work(people)) };
}

/** Users at work by wetty. */
export async function byWetty(users: UsersHost, folder: string): Promise<ServerAtWork> {
  await using made = new AsyncDisposableStack();
  const wetty = made.use(await startWetty(folder, users));
  const open = ({ user }: Host) => wetty.open(user);
  const alone = await timeAlone(users.hosts.slice(-ALONE), open);
  const people = await seated(users.hosts.map(open), made);
  const echo = p99(await work(people));
  return { ...alone, echo, memory: await memoryOf(wetty.pid) };
}

/** Users at work in a class. */
export async function byClass({ hosts }: UsersHost): Promise<ClassAtWork> {
  await using here = await serveHere(CLASS_NOTE, { hosts });
  const students = hosts.map(({ name }) => name);
  const work = await onPages(here, students);
  const moments = await timeMoments(here, students);
  refuseDefects(here);
  return { ...work, ...moments };
}

async function onPages(here: ClassHere, students: readonly string[]): Promise<Omit<ClassAtWork, keyof Moments>> {
  await using made = new AsyncDisposableStack();
  const open = (student: string) => openSeat(here.students[student]?.link as string);
  const alone = await timeAlone(students.slice(-ALONE), open);
  const pages = students.map(open);
  const people = await seated(pages, made);
  const board = await openBoard(here.teacher);
  made.defer(() => board.close());
  const watched = new Watched(board, students, people);
  const echoes = await work(people);
  const told = await watched.delays();
  const memory = await memoryOf(here.process.pid as number);
  const [flooder, noisy, ...others] = people as [Person, Person, ...Person[]];
  await Promise.all([flooder.floods(FLOOD, FLOODED), noisy.floods(NOISE, 1)]);
  const flooded = p99(await work(others));
  const interrupted = await flooder.interrupts();
  await noisy.interrupts();
  return {
    ...alone,
    ...{ echo: p99(echoes), memory, quiet: p99(echoes.slice(2)), flooded, interrupted, told: percentile(told, 95) },
  };
}

/** What a board shows of commands, and how long after. */
class Watched {
  readonly #delays: number[] = [];
  /** When each command was over that the board does not show yet, by student. */
  readonly #open = new Map<string, Map<number, number>>();
  readonly #done = new Map<string, number>();

  constructor(board: BenchBoard, students: readonly string[], people: readonly Person[]) {
    for (const [at, student] of students.entries()) {
      const open = new Map<number, number>();
      this.#open.set(student, open);
      (people[at] as Person).onCommand = (count) => {
        // The board may be quicker than the student's own page.
        if ((this.#done.get(student) ?? 0) >= count) this.#delays.push(0);
        else open.set(count, performance.now());
      };
    }
    board.onRow = (student, done) => {
      this.#done.set(student, done);
      const open = this.#open.get(student) ?? new Map<number, number>();
      for (const [count, since] of open) {
        if (count > done) continue;
        this.#delays.push(performance.now() - since);
        open.delete(count);
      }
    };
  }

  /** Milliseconds, one for each command. */
  async delays(): Promise<readonly number[]> {
    const missing = () => [...this.#open].flatMap(([student, open]) => (open.size > 0 ? [student] : []));
    for (const deadline = performance.now() + TOLD; missing().length > 0; await pause(50))
      if (performance.now() > deadline) throw new LabError(`The board was not told what ${missing().join(", ")} did`);
    return this.#delays;
  }
}
