import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { classWordsFor } from "../../src/class/pages/words/words.ts";
import type { ClassEvent } from "../../src/class/progress/events.ts";
import { stepId } from "../../src/class/progress/state.ts";
import type { Note, Section, Step } from "../../src/note/note.ts";
import { readNote } from "../../src/note/read.ts";
import { hear, launch } from "../browser/chromium.ts";
import { StudentPage } from "../class/student-page.ts";
import { Typist } from "../class/typist.ts";
import { workThrough } from "../class/work-through.ts";
import { until } from "../until.ts";
import { root, testLab } from "./fixtures/lab.ts";

jest.setTimeout(30 * 60_000);

const said = classWordsFor("ko");
/** Milliseconds for labnote to type what is missing. */
const CATCH_UP = 10 * 60_000;

const markdown = await readFile(join(root, "notes/ch01-docker-basics.md"), "utf8");
const note: Note = readNote(markdown, "ch01-docker-basics.md");
const idsOf = (wanted: (step: Step) => boolean): string[] =>
  note.sections.flatMap(({ id, steps }) => steps.flatMap((step, at) => (wanted(step) ? [stepId(id, at)] : [])));
const all = idsOf(() => true);

/** What the chapter asks of its hosts, with one command: the lab's own run of the whole chapter has a test of its own. */
const brief = `${/^---\n.*?\n---\n/s.exec(markdown)?.[0]}
# Ch01

## 1 One

\`\`\`console
$ docker ps -q
[empty]
\`\`\`
`;

const STUDENTS = ["host-1", "host-2", "host-3"] as const;

test("three students do the chapter in three browsers, each in a way of their own, until the lab is down and nothing is left", async () => {
  await using lab = await testLab();
  const file = await lab.writeNote(brief);
  expect(await lab.run("start", "--set", "students=3", "--set", `note=${file}`)).toMatchObject({ code: 0 });
  await writeFile(file, markdown);
  const running = lab.start("class", "--port", "0");
  await running.shown("Ctrl-C ends the class");
  const linkOf = (pattern: string) => new RegExp(`^ {2}${pattern}`, "m").exec(running.said())?.[1] ?? "";

  await using browser = await launch();
  const board = await openBoard(browser, linkOf("(\\S+/board#\\S+)"));
  const pages = await Promise.all(STUDENTS.map((name) => StudentPage.open(browser, linkOf(`${name} +(\\S+)`))));
  const [keyboard, clicks, mixed] = pages as [StudentPage, StudentPage, StudentPage];
  const typists = [new Typist(keyboard, 1), new Typist(clicks, 2), new Typist(mixed, 3, { pastes: 0 })] as const;
  // Side by side: each waits for its host most of the time.
  await Promise.all([
    workThrough(keyboard, note.sections, { by: "keyboard", typist: typists[0] }),
    workThrough(clicks, note.sections, { by: "clicks", typist: typists[1] }),
    inManyWays(mixed, typists[2], () => catchUp(board.page, "host-3", "1.3:1")),
  ]);

  // Each page shows that all is done, and how; nothing differed but what the note itself says to try again.
  for (const page of pages) {
    expect((await page.steps()).map(({ id, state }) => [id, state])).toEqual(all.map((id) => [id, "done"]));
    expect(await page.page.locator("main").textContent()).not.toContain(said.differs);
    const { differing, violations } = await page.came();
    expect(differing.filter((id) => !triedAgain.includes(id))).toEqual([]);
    expect({ violations, complaints: page.complaints }).toEqual({ violations: [], complaints: [] });
  }
  expect(await waysOf(keyboard, "command")).toEqual(["typed"]);
  expect(await waysOf(clicks, "command")).toEqual(["clicked"]);
  expect(await waysOf(mixed, "command")).toEqual(["caught up", "clicked", "typed"]);
  expect(Object.entries(typists[0].done).filter(([, times]) => times === 0)).toEqual([]);
  expect(typists[2].composed).toBeGreaterThan(20);

  // The board is full, and its sums are those of the log.
  const records = join(root, "records", lab.stack);
  const { done, differed } = told(await readFile(join(records, "class.jsonl"), "utf8"));
  expect(differed.filter(([, id]) => !triedAgain.includes(id))).toEqual([]);
  const rows = STUDENTS.map((student) => {
    const own = new Set(done.flatMap(([name, id]) => (name === student ? [id] : [])));
    const counts = note.sections.map(({ id, steps }) => `${steps.filter((_, at) => own.has(stepId(id, at))).length}`);
    return { student, all: `${own.size}/${all.length}`, counts, others: [] };
  });
  expect(await until("the board is full", async () => fullBoard(board.page))).toEqual(rows);
  expect(rows.map(({ all }) => all)).toEqual(STUDENTS.map(() => "121/121"));
  expect(board.complaints).toEqual([]);

  // Ctrl-C ends the class, which leaves its files.
  process.kill(running.process.pid as number, "SIGINT");
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  expect(running.said()).toContain("3 students, 363 of 363 steps done");
  for (const { page } of pages) await page.locator(".notice.line", { hasText: said.classEnded }).waitFor();
  const csv = await readFile(join(records, "class.csv"), "utf8");
  for (const student of STUDENTS) {
    expect(csv.match(new RegExp(`^${student},(?:.|\n)*?,done,`, "gm"))).toHaveLength(all.length);
    expect(await readFile(join(records, "class", `${student}.xml`), "utf8")).toMatch(/tests="121" failures="0"/);
    expect(await readFile(join(records, "class", `${student}.html`), "utf8")).toContain("121단계 중 121단계");
  }

  expect(await lab.things()).not.toEqual([]);
  expect(await lab.run("down")).toMatchObject({ code: 0, stderr: "" });
  expect(await lab.things()).toEqual([]);
});

/** The steps that the note itself says to try again for a while. */
const triedAgain = idsOf((step) => step.kind !== "file" && step.within !== undefined);

/** How the steps of a kind were done, as a page shows it. */
async function waysOf(page: StudentPage, kind: Step["kind"]): Promise<(string | undefined)[]> {
  const ofKind = new Set(idsOf((step) => step.kind === kind));
  return [...new Set((await page.steps()).flatMap(({ id, how }) => (ofKind.has(id) ? [how] : [])))].toSorted();
}

/**
 * Works in many ways: labnote types what was missed, the first digits stand for an id, a second terminal is used, labnote writes a file, another one
 * is typed in Hangul, and something is tried that the note does not have.
 */
async function inManyWays(page: StudentPage, typist: Typist, missed: () => Promise<void>): Promise<void> {
  const sections = (...wanted: string[]): Section[] => note.sections.filter(({ id }) => wanted.includes(id));
  const short = (command: string) => command.replace(/\b[0-9a-f]{12}\b/g, (id) => id.slice(0, 6));
  await missed();
  await workThrough(page, sections("1.3"), { by: "keyboard", typist, spelt: short });
  await workThrough(page, sections("1.4.1"), { by: "clicks", typist });
  await typist.command("echo '도커는 처음입니다' > 나의.txt && cat 나의.txt");
  await page.showsLine("도커는 처음입니다");
  await workThrough(page, sections("1.5.1"), { by: "keyboard", typist, first: 2 });
  await workThrough(page, sections("1.5.2"), { by: "keyboard", typist });
  await workThrough(page, sections("1.5.3"), { by: "clicks", typist });
  await workThrough(page, sections("1.5.4", "clean-up"), { by: "keyboard", typist, spelt: short });
}

/** The board in a browser of its own, and what it complained of. */
async function openBoard(browser: Browser, link: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "ko-KR" });
  const complaints: string[] = [];
  hear(page, (complaint) => complaints.push(complaint));
  await page.goto(link);
  await page.locator("tbody tr").first().waitFor();
  return { page, complaints };
}

/** The teacher has labnote type what a student lacks before a step. Resolves when the board says that this is done. */
async function catchUp(board: Page, student: string, until: string): Promise<void> {
  await board.locator("button.catch").click();
  await board.locator("dialog.catch select").selectOption(until);
  await board.locator(`dialog.catch input[value="${student}"]`).check();
  await board.locator("dialog.catch .go").click();
  await board.locator("#\\:dialog").getByRole("button", { name: said.catch }).click();
  const caught = said.caught.replace("{name}", student).replace("{step}", until);
  await board.locator(".toast", { hasText: caught }).waitFor({ timeout: CATCH_UP });
}

/** The rows of a board on which nothing is open any more; the sums, and the steps that are anything else than done. */
async function fullBoard(board: Page): Promise<object[] | undefined> {
  const rows = (await board.evaluate(`[...document.querySelectorAll("tbody tr")].map((row) => ({
    student: row.dataset.student,
    all: row.querySelector("td.all").textContent,
    counts: [...row.querySelectorAll(".count")].map(({ textContent }) => textContent),
    others: [...row.querySelectorAll(".strip > :not(.done)")].map(({ dataset }) => dataset.step),
  }))`)) as { student: string; others: string[] }[];
  return rows.every(({ others }) => others.length === 0)
    ? rows.toSorted((a, b) => a.student.localeCompare(b.student))
    : undefined;
}

/** The steps, with their students, that a log says are done, and those that it says differ. */
function told(log: string): { done: [student: string, step: string][]; differed: [student: string, step: string][] } {
  const events = log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as ClassEvent)
    .flatMap((event): { student: string; step: string; kind: string }[] => {
      if (event.type === "observed")
        return event.told.map(({ step, kind }) => ({ student: event.student, step, kind }));
      if (event.type !== "checked") return [];
      return [{ student: event.student, step: event.step, kind: event.reasons.length === 0 ? "done" : "differs" }];
    });
  const of = (wanted: string) =>
    events.flatMap(({ student, step, kind }): [string, string][] => (kind === wanted ? [[student, step]] : []));
  return { done: of("done"), differed: of("differs") };
}
