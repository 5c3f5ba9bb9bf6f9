import { cookieOf } from "../../test/class/door.ts";
import { flood } from "../../test/class/flooder.ts";
import { forks, takesMemory } from "../../test/class/harms.ts";
import { serveHere } from "../../test/class/here.ts";
import { startReadyHost } from "../hosts.ts";
import { refuseDefects } from "./defects.ts";
import { CLASS_NOTE, ENTER_FOLDER, lessonCommand } from "./lesson.ts";
import { Person, percentile } from "./person.ts";
import { openSeat } from "./seats.ts";

/** Seconds that each of it goes on. */
const HARM = 20;
/** The hosts' processors: one student has no more than half of this machine. */
const CPUS = 1;

/** Milliseconds from a key to its sign, at the 99th percentile, of who types at one host: quiet, and while another student does harm. */
export interface Attacked {
  quiet: number;
  forks: number;
  memory: number;
  /** Two thousand lines and a million messages. */
  messages: number;
}

/** A class of two: one does harm, one works. */
export async function underAttack(signal: AbortSignal): Promise<Attacked> {
  await using made = new AsyncDisposableStack();
  const hosts = await Promise.all(
    ["mina", "jun"].map(async (name) => made.use(await startReadyHost({ name, cpus: CPUS }, signal))),
  );
  const here = made.use(await serveHere(CLASS_NOTE, { hosts }));
  const sits = async (name: string, seed: number): Promise<Person> => {
    const seat = await openSeat(here.students[name]?.link as string);
    made.defer(() => seat.close());
    const person = new Person(seat, seed);
    await person.begins();
    await person.pastes(ENTER_FOLDER);
    return person;
  };
  const [attacker, works] = await Promise.all([sits("mina", 1), sits("jun", 2)]);
  const feels = async (): Promise<number> => percentile((await works.works(HARM * 1000, lessonCommand)).echoes, 99);
  const meanwhile = async (harm: Promise<unknown>): Promise<number> => {
    signal.throwIfAborted();
    const [felt] = await Promise.all([feels(), harm]);
    return felt;
  };
  const quiet = await feels();
  const attacked = {
    quiet,
    forks: await meanwhile(attacker.pastes(forks(HARM))),
    memory: await meanwhile(attacker.pastes(takesMemory(HARM))),
    messages: await meanwhile(
      cookieOf(here.students.mina?.link as string).then((cookie) =>
        flood({ origin: here.url, cookie, lines: 2000, frames: 500, within: HARM * 1000 }),
      ),
    ),
  };
  refuseDefects(here);
  return attacked;
}
