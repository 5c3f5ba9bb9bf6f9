import { setTimeout as pause } from "node:timers/promises";
import { LabError } from "../../src/common/errors.ts";
import type { Bot } from "../../test/class/bot.ts";
import type { ClassHere } from "../../test/class/here.ts";
import { percentile } from "./person.ts";

/** Milliseconds after which a page connects again that has lost its line: `FIRST` of its `socket.js`. */
const PAGE_WAITS = 250;
/** Prints on while the lines are cut, and for a while behind that. */
const PRINTS = "for each in {1..60}; do seq $each; sleep 0.05; done";

/** Draws the whole screen anew, twenty times a second, as an editor does that is used; and prints without an end. */
const PROGRAMS = [
  'bash -c \'trap exit INT; for ((n = 0; ; n++)); do printf "\\e[H"; for row in {1..30}; do echo "row $row of $n"; done; sleep 0.05; done\'',
  "yes",
] as const;
/** How often the teacher's screen is compared with the student's in each of them, and milliseconds between two times. */
const [LOOKS, BETWEEN] = [100, 30];

/** What is timed once in a while of a class, in milliseconds and seconds. */
export interface Moments {
  /** Milliseconds until a terminal is drawn that the teacher opens, at the 95th percentile of all seats. */
  paint: number;
  /** Milliseconds until a teacher who watches has drawn what the student's page has drawn, at the 95th percentile, in {@link PROGRAMS}. */
  watched: number;
  /** Seconds until all pages have drawn what they missed, when all lines were cut at once. */
  back: number;
  /** Seconds until all pages have drawn a prompt, from the start of a server that was killed. */
  again: number;
}

/** Times what is seldom done, on pages with their emulators. @param students who all have a prompt */
export async function timeMoments(here: ClassHere, students: readonly string[]): Promise<Moments> {
  await using bots = new AsyncDisposableStack();
  const pages = await Promise.all(students.map(async (name) => bots.use(await here.student(name))));
  await Promise.all(pages.map((page) => page.prompt()));
  return {
    paint: await timePaint(here, students),
    watched: await timeWatched(here, students[0] as string, pages[0] as Bot),
    back: await timeCut(here, students, pages),
    again: await timeAgain(here, pages),
  };
}

async function timePaint(here: ClassHere, students: readonly string[]): Promise<number> {
  await using teacher = await here.teach();
  const times: number[] = [];
  for (const student of students) {
    const before = teacher.screens.get(1)?.snapshots ?? 0;
    const started = performance.now();
    teacher.say({ type: "watch", student, terminal: 1 });
    const drawn = () => {
      const screen = teacher.screens.get(1);
      return screen !== undefined && screen.snapshots > before && screen.drawn;
    };
    await teacher.until(`the teacher sees the terminal of ${student}`, drawn);
    times.push(performance.now() - started);
  }
  return percentile(times, 95);
}

async function timeWatched(here: ClassHere, student: string, page: Bot): Promise<number> {
  await using teacher = await here.teach();
  teacher.say({ type: "watch", student, terminal: 1 });
  await teacher.until("the teacher sees the terminal", () => teacher.screens.get(1)?.drawn === true);
  const delays: number[] = [];
  for (const program of PROGRAMS) {
    const had = page.screen(1).sequence;
    page.keys(1, `clear; ${program}\r`);
    await page.until("the program prints", () => page.screen(1).sequence > had + program.length + 1000);
    for (let look = 0; look < LOOKS; look += 1) {
      await pause(BETWEEN);
      // Both count the bytes of the same terminal.
      const { sequence } = page.screen(1);
      const started = performance.now();
      await teacher.until("the teacher has what the student has", () => teacher.screen(1).sequence >= sequence);
      delays.push(performance.now() - started);
    }
    page.keys(1, "\x03");
    await page.prompt();
    const { rows } = page.screen(1);
    await teacher.until(
      "the teacher's screen is the student's",
      () => teacher.screen(1).rows.join("\n") === rows.join("\n"),
    );
  }
  return percentile(delays, 95);
}

async function timeCut(here: ClassHere, students: readonly string[], pages: readonly Bot[]): Promise<number> {
  const had = pages.map((page) => page.screen(1).bytes);
  for (const page of pages) page.keys(1, `${PRINTS}\r`);
  await Promise.all(
    pages.map((page, at) => page.until("its terminal prints", () => page.screen(1).bytes > (had[at] ?? 0) + 500)),
  );
  const started = performance.now();
  for (const page of pages) page.cut();
  await Promise.all(
    pages.map(async (page) => {
      await pause(PAGE_WAITS);
      await page.connect();
      await page.until("it has drawn what it missed", () => page.screen(1).drawn);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(
    pages.map(async (page, at) => {
      await page.prompt();
      await using fresh = await here.student(students[at] as string);
      await fresh.prompt();
      if (fresh.screen(1).rows.join("\n") !== page.screen(1).rows.join("\n"))
        throw new LabError(`The page of ${students[at]} shows something else than its terminal`, {
          cause: page.evidence,
        });
    }),
  );
  return seconds;
}

async function timeAgain(here: ClassHere, pages: readonly Bot[]): Promise<number> {
  await here.kill();
  await Promise.all(pages.map((page) => page.until("its line is lost", () => page.closed !== undefined)));
  const started = performance.now();
  await here.again();
  await Promise.all(
    pages.map(async (page) => {
      await page.connect();
      await page.prompt();
    }),
  );
  return (performance.now() - started) / 1000;
}
