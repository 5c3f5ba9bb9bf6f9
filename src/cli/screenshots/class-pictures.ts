import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { renderBoardPage } from "../../class/pages/board-page.ts";
import { loadClassFiles } from "../../class/pages/files.ts";
import { renderStudentPage } from "../../class/pages/student-page.ts";
import { classWordsFor } from "../../class/pages/words/words.ts";
import { stepId } from "../../class/progress/state.ts";
import { LabError } from "../../common/errors.ts";
import { CHECKOUT } from "../../common/paths.ts";
import type { Note } from "../../note/note.ts";
import { framed } from "../../pages/screenshots/documents.ts";
import { keptLesson, PICTURES } from "../../pages/screenshots/kept-runs.ts";
import type { Camera } from "../../pages/screenshots/photographs.ts";
import { contentDigest, seenOf } from "../../pages/screenshots/pictures.ts";

/** The pictures of a class at work, which are photographed while a class is held. */
const STUDENT = join(PICTURES, "class-student.webp");
const BOARD = join(PICTURES, "class-board.webp");

/** What a student of the photographed class does: all steps before one, and then some commands in place of it. */
interface Work {
  before: string;
  types: readonly string[];
  /** The question with which a hand is raised. */
  asks?: string;
}

/** The one whose page is shown has a command that differs; the one with the raised hand has tried it as often as makes one stuck. */
const SHOWN = "jun";
const WORKS: { readonly [student: string]: Work } = {
  mina: { before: "2:1", types: [] },
  jun: { before: "1:29", types: ["git add gitignore"] },
  sora: {
    before: "1:8",
    types: ["git checkout main", "git checkout main", "git checkout main"],
    asks: "How do I get to the branch main?",
  },
};

/** Pixels: the windows that are photographed. */
const WINDOW = { student: { width: 1280, height: 800 }, board: { width: 1280, height: 610 } };
/** Milliseconds for each step. */
const PATIENCE = 120_000;

/**
 * Holds a class on the lab of a folder, works in it with a browser as three students do, and photographs a page of a student and the board.
 *
 * @throws {LabError} when the class cannot be served; else an error of the browser's, when a page does not get to where it is to be
 */
export async function photographClass(folder: string, camera: Camera, signal: AbortSignal): Promise<void> {
  const { note } = await keptLesson("git");
  await using held = await holdClassIn(folder, signal);
  const board = await camera.open(held.board);
  const pages = await Promise.all(
    Object.entries(WORKS).map(async ([student, work]) => {
      const page = await camera.open(held.linkOf(student));
      await works(page, note, work);
      return [student, page] as const;
    }),
  );
  const shown = new Map(pages).get(SHOWN) as Page;
  await stepOf(shown, WORKS[SHOWN]?.before ?? "").scrollIntoViewIfNeeded();
  await board.locator("ol.hands li p").waitFor();
  await photographed(camera, shown, { file: STUDENT, window: WINDOW.student, bar: "The page of a student" });
  await photographed(camera, board, { file: BOARD, window: WINDOW.board, bar: "The board of the teacher" });
}

async function photographed(
  camera: Camera,
  page: Page,
  { file, window, bar }: { file: string; window: { width: number; height: number }; bar: string },
): Promise<void> {
  // A terminal measures its letters anew when its place has another size: by now their typeface is there.
  await page.setViewportSize(window);
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))");
  const { outer } = framed(bar, { html: "", window });
  const path = join(CHECKOUT, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await camera.take(outer(await page.screenshot()), "webp"));
}

const stepOf = (page: Page, id: string) => page.locator(`[id="${id}"]`);
const prompt = (page: Page) =>
  page.locator('[role=tab][id=":tab-1"][data-phase=prompt]').waitFor({ timeout: PATIENCE });

async function works(page: Page, note: Note, { before, types, asks }: Work): Promise<void> {
  await prompt(page);
  const all = note.sections.flatMap(({ id, steps }) => steps.map((step, place) => ({ section: id, step, place })));
  const last = all.findIndex(({ section, place }) => stepId(section, place) === before);
  for (const { section, step, place } of all.slice(0, last + 1)) {
    const article = stepOf(page, stepId(section, place));
    if (place === 0) {
      await page.locator(`.bar[data-section="${section}"] .folder`).click();
      await page.locator(".tabs .folder", { hasText: `/${section}` }).waitFor();
      await prompt(page);
    }
    if (all[last]?.step === step) break;
    if (step.kind === "file") await article.locator(".deed").click();
    else await type(page, (await article.locator(".command").textContent()) ?? "");
    await page.locator(`[id="${stepId(section, place)}"][data-state=done]`).waitFor({ timeout: PATIENCE });
    await prompt(page);
  }
  for (const [index, command] of types.entries()) {
    await type(page, command);
    const differs = page.locator(`[id="${before}"][data-state=differs]`);
    const counted = index === 0 ? differs : differs.locator(".how", { hasText: tries(index + 1) });
    await counted.waitFor({ timeout: PATIENCE });
    await prompt(page);
  }
  if (asks === undefined) return;
  await page.locator(".hand").click();
  await page.locator("dialog[open] input").fill(asks);
  await page.keyboard.press("Enter");
}

const tries = (count: number): string => classWordsFor("en").tries.replace("{count}", `${count}`);

async function type(page: Page, command: string): Promise<void> {
  await page.locator(".shown .xterm-helper-textarea").focus();
  await page.keyboard.type(`${command}\n`);
}

/** A class that is held, until it is disposed of. */
interface HeldClass extends AsyncDisposable {
  board: string;
  linkOf(student: string): string;
}

/** Runs `npm run class` in a folder. Its links are those that it prints. @throws {LabError} when it ends before it is open */
async function holdClassIn(folder: string, signal: AbortSignal): Promise<HeldClass> {
  const command = ["run", "class", "--", "--port", "0"];
  const child = spawn("npm", command, { cwd: folder, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  // As Ctrl-C does: npm gets it, and all that it has started.
  const interrupt = () => child.exitCode === null && process.kill(-(child.pid as number), "SIGINT");
  signal.addEventListener("abort", interrupt, { once: true });
  const end = async () => {
    signal.removeEventListener("abort", interrupt);
    interrupt();
    await closed;
  };
  let printed = "";
  const open = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed.includes("Ctrl-C ends the class")) resolve();
    });
  });
  const isOpen = await Promise.race([open.then(() => true), closed.then(() => false)]);
  if (!isOpen) throw new LabError("The class ended before it was open", { cause: printed.slice(-500) });
  return {
    board: firstIn(/^ *(http\S+\/board#\S+)/m, printed),
    linkOf: (student) => firstIn(new RegExp(`^ *${student} +(http\\S+)`, "m"), printed),
    [Symbol.asyncDispose]: end,
  };
}

/** What the first group of a pattern has in a text. */
function firstIn(pattern: RegExp, text: string): string {
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`${pattern} is not in ${text}`);
  return found;
}

/** What the pictures of a class show, by their files: the pages and the styles that a class serves. A digest of it, as other pictures have. */
export async function classDigests(): Promise<{ readonly [file: string]: string }> {
  const [{ note, markdown }, files] = await Promise.all([keptLesson("git"), loadClassFiles()]);
  const textOf = (name: string) => Buffer.from(files.get(name)?.bytes ?? []).toString();
  const digestOf = (name: string, page: string) =>
    contentDigest(seenOf(page), seenOf(textOf(`${name}.css`)), WORKS, WINDOW);
  return {
    [STUDENT]: digestOf("student", renderStudentPage({ note, markdown, nonce: "" })),
    [BOARD]: digestOf("board", renderBoardPage({ note, nonce: "" })),
  };
}
