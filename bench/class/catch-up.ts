import { LabError } from "../../src/common/errors.ts";
import type { Host } from "../../src/hosts/host.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import { loadNote, loadText } from "../../src/note/load.ts";
import type { Bot } from "../../test/class/bot.ts";
import { serveHere } from "../../test/class/here.ts";
import { startHost } from "../../test/lab/fixtures/host.ts";
import { planBenchHost, READY } from "../hosts.ts";
import { NOTE } from "../note.ts";
import { byLabnote } from "../runner.ts";

/** The last section that is done, and the step at which a student stands behind it. */
const [LAST, BEHIND] = ["1.3", "1.4.1:1"];
/** Students who are caught up at once. */
const STUDENTS = ["student-1", "student-2", "student-3", "student-4", "student-5"];
/** Milliseconds for all of them. */
const PATIENCE = 10 * 60_000;

/** Seconds until what comes before a step is done on a host that is reset first. */
export interface CaughtUp {
  one: number;
  five: number;
  /** By `npm run note -- --until`: on one host, and on five at once. */
  note: number;
  notes: number;
}

/** Brings students of a class to the middle of the chapter: one, and five at once. */
export async function timeCatchUp(signal: AbortSignal): Promise<CaughtUp> {
  await using made = new AsyncDisposableStack();
  const { images, ports } = (await loadNote(NOTE)).frontMatter;
  const hosts = await Promise.all(
    STUDENTS.map(async (name) => {
      const host = made.use(await startHost(await planBenchHost({ name, baked: true, ports }), signal));
      await (await waitUntilReady(host, { within: READY, images, signal })).close();
      return host;
    }),
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
  if (here.failures.length > 0) throw new LabError("The class has a defect", { cause: here.failures.join("\n") });
  return { one, five, note, notes };
}

/** Seconds until all of them are there. @throws {LabError} when one is not */
async function caughtUp(teacher: Bot<"teacher">, students: readonly string[]): Promise<number> {
  const ended: (string | null)[] = [];
  const since = teacher.told.length;
  const started = performance.now();
  teacher.say({ type: "catch-up", students, until: BEHIND, how: "anew" });
  const over = () => {
    ended.splice(
      0,
      ended.length,
      ...teacher
        .all("catch-up", since)
        .filter(({ done }) => done)
        .map(({ why }) => why),
    );
    return ended.length === students.length;
  };
  await teacher.until("the students are caught up", over, PATIENCE);
  const missed = ended.filter((why) => why !== null);
  if (missed.length > 0) throw new LabError("A student was not caught up", { cause: missed.join("\n") });
  return (performance.now() - started) / 1000;
}
