import { availableParallelism } from "node:os";
import { LabError } from "../../src/common/errors.ts";
import { resizeContainer } from "../../src/hosts/docker/container.ts";
import type { Host } from "../../src/hosts/host.ts";
import { AUTO_SIZE } from "../../src/hosts/local/settings.ts";
import { loadNote, loadText } from "../../src/note/load.ts";
import type { Bot } from "../../test/class/bot.ts";
import { serveHere } from "../../test/class/here.ts";
import { startReadyHost } from "../hosts.ts";
import { NOTE } from "../note.ts";
import { byLabnote } from "../runner.ts";
import { refuseDefects } from "./defects.ts";

/** The last section that is done, and the step at which a student stands behind it. */
const [LAST, BEHIND] = ["1.3", "1.4.1:1"];
/** Students who are caught up at once. */
const STUDENTS = ["student-1", "student-2", "student-3", "student-4", "student-5"];
/** Milliseconds for all of them. */
const PATIENCE = 10 * 60_000;
/** Processors of a host that has a share of this machine's, as large as that of each other host. */
const SHARE = availableParallelism() / STUDENTS.length;

/** Seconds until what comes before a step is done on a host that is reset first. */
export interface CaughtUp {
  one: number;
  five: number;
  /** By `npm run note -- --until`: on one host, and on five at once. */
  note: number;
  notes: number;
  /** The same as `one` and `five` where each host has its share of the processors, so that none takes from another what it needs. */
  sharedOne: number;
  sharedFive: number;
}

/** Brings students of a class to the middle of the chapter: one, and five at once. */
export async function timeCatchUp(signal: AbortSignal): Promise<CaughtUp> {
  await using made = new AsyncDisposableStack();
  const { images, ports } = (await loadNote(NOTE)).frontMatter;
  const hosts = await Promise.all(
    STUDENTS.map(async (name) => made.use(await startReadyHost({ name, images, ports }, signal))),
  );
  const byNote = async (host: Host) => (await byLabnote(host, NOTE, signal, { until: LAST })).seconds;
  const note = await byNote(hosts[0] as Host);
  const notes = Math.max(...(await Promise.all(hosts.map(byNote))));
  await using here = await serveHere(await loadText(NOTE), { hosts });
  await Promise.all(
    STUDENTS.map(async (student) => {
      await using page = await here.student(student);
      await page.prompt();
    }),
  );
  await using teacher = await here.teach();
  const one = await caughtUp(teacher, STUDENTS.slice(0, 1));
  const five = await caughtUp(teacher, STUDENTS);
  await Promise.all(hosts.map(({ id }) => resizeContainer(id, { memory: AUTO_SIZE.memory, cpus: SHARE }, signal)));
  const sharedOne = await caughtUp(teacher, STUDENTS.slice(0, 1));
  const sharedFive = await caughtUp(teacher, STUDENTS);
  refuseDefects(here);
  return { one, five, note, notes, sharedOne, sharedFive };
}

/** Seconds until all of them are there. @throws {LabError} when one is not */
async function caughtUp(teacher: Bot<"teacher">, students: readonly string[]): Promise<number> {
  const since = teacher.told.length;
  const ended = () => teacher.all("catch-up", since).filter(({ done }) => done);
  const started = performance.now();
  teacher.say({ type: "catch-up", students, until: BEHIND, how: "anew" });
  await teacher.until("the students are caught up", () => ended().length === students.length, PATIENCE);
  const missed = ended().flatMap(({ why }) => why ?? []);
  if (missed.length > 0) throw new LabError("A student was not caught up", { cause: missed.join("\n") });
  return (performance.now() - started) / 1000;
}
