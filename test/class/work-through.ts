import { stepId } from "../../src/class/progress/state.ts";
import { CHECKS, type CommandStep, type Section, type Step } from "../../src/note/note.ts";
import type { StudentPage } from "./student-page.ts";
import type { Typist } from "./typist.ts";

/** Milliseconds until a host that restarts is back. */
const REBOOT = 180_000;
/** Milliseconds for a step that is not slow. */
const STEP = 120_000;
/** Milliseconds between two tries of a step that the note tries again. */
const AGAIN = 500;

/** How a student works. */
export interface Way {
  /** With the keyboard, or by the buttons of the page as far as there are any. */
  by: "keyboard" | "clicks";
  typist: Typist;
  /** The terminal in which is typed what the note has for the first one. */
  first?: number;
  /** How a command is typed, if not as the page shows it. */
  spelt?: (command: string) => string;
}

/** Works through sections of a note on a student's page, as a student does who reads them from the beginning to the end. */
export async function workThrough(page: StudentPage, sections: readonly Section[], way: Way): Promise<void> {
  const placeOf = ({ terminal }: CommandStep) => (terminal === 1 ? (way.first ?? 1) : terminal);
  for (const section of sections) {
    const there = new Set<number>();
    for (const [place, step] of section.steps.entries()) {
      const terminal = step.kind === "command" ? placeOf(step) : (way.first ?? 1);
      if (step.kind === "command" && step.terminal === CHECKS) continue;
      if (!there.has(terminal)) await enterFolder(page, way, section.id, terminal);
      there.add(terminal);
      await doStep(page, step, stepId(section.id, place), terminal, way);
      // New shells begin at home.
      if (step.kind === "command" && step.ending.kind === "reboot") there.clear();
    }
    // The page looks by itself at the files that were written, a moment after the next command of the section.
    for (const [place, { kind }] of section.steps.entries())
      if (kind === "file") await page.isDone(stepId(section.id, place));
  }
}

/** What a note's reader does at the beginning of each section. */
async function enterFolder(page: StudentPage, { by, typist }: Way, section: string, terminal: number): Promise<void> {
  await page.prompt(terminal);
  if (by === "clicks") await page.bar(section, "folder");
  else await typist.command(`mkdir -p ~/${section} && cd ~/${section}`, { terminal });
  await page.isIn(section, terminal);
}

async function doStep(page: StudentPage, step: Step, id: string, terminal: number, way: Way): Promise<void> {
  if (step.kind === "file" && way.by === "keyboard") {
    const content = step.content.replace(/\n$/, "");
    await way.typist.command(`cat > ${step.path} <<'END'\n${content}\nEND`, { terminal });
    return page.prompt(terminal);
  }
  const limit = step.kind === "file" ? STEP : Math.max(STEP, step.timeout);
  const deadline = performance.now() + (step.kind === "file" ? 0 : (step.within ?? 0));
  const what = "typed" in step ? (step.typed ?? "") : step.path;
  const begun = await page.now(id);
  for (;;) {
    const before = await page.now(id);
    await act(page, step, id, terminal, way);
    const answer = await page.answer(id, what, before, limit);
    // What was asked for may be done all the same: the page may have said something else meanwhile.
    if (answer === "done" || (await page.becomesDone(id, AGAIN))) break;
    // One thing at a time is done on a host: what was asked for before may still be under way.
    if (answer === "differs" && performance.now() > deadline)
      throw new Error(`step ${id} differs: ${what}\n${await page.evidence()}`);
  }
  if (step.kind !== "command") return;
  if (step.ending.kind === "reboot") {
    way.typist.forget();
    // The step is done when the host goes down.
    await page.restarted(begun, REBOOT);
  }
  if (step.ending.kind !== "running") await page.prompt(terminal);
}

async function act(
  page: StudentPage,
  step: Step,
  id: string,
  terminal: number,
  { by, typist, spelt = (command) => command }: Way,
): Promise<void> {
  if (step.kind === "http") return page.bar(step.section, "check");
  if (step.kind === "file") return page.deed(id);
  if (step.typed === undefined) return goesOn(page, step, terminal);
  if (by === "keyboard") {
    const command = spelt(await page.commandOf(id));
    return typist.command(command, { terminal, nested: step.prompt !== undefined });
  }
  await page.prompt(terminal);
  await page.deed(id);
}

/** Waits for the lines of a command that runs already, and presses the keys among them. */
async function goesOn(page: StudentPage, { expected }: CommandStep, terminal: number): Promise<void> {
  await page.goTo(terminal);
  for (const each of expected)
    if ("keys" in each) await page.press(keyOf(each.bytes));
    else if (each.text !== "...") await page.shows(sureOf(each.text));
}

/** The key that sends a control character. */
const keyOf = (bytes: string): string => `Control+${String.fromCharCode(bytes.charCodeAt(0) + 0x60)}`;

/** The longest part of a line that stands outside of brackets, in which notes have what differs. */
const sureOf = (text: string): string =>
  text
    .split(/\[.*?\]+/)
    .toSorted((a, b) => b.length - a.length)[0]
    ?.trim() ?? text;
