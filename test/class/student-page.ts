import { join } from "node:path";
import type { Browser, CDPSession, Locator, Page } from "playwright-core";
import { classWordsFor } from "../../src/class/pages/words/words.ts";
import { hearServed } from "../browser/chromium.ts";
import { compositions } from "./hangul.ts";

const PERSON = join(import.meta.dirname, "person.js");

/** Milliseconds; a busy machine takes many times what an idle one does. */
const PATIENCE = 45_000;

const HANGUL = /([가-힣]+)/;

/** What the page said of a step at a time. */
export interface Now {
  said: string;
  /** How many short messages, and how many changes of the host's state, there have been. */
  toasts: number;
  hosts: number;
}

/** What has come on the page since it was loaded. */
export interface Came {
  /** The steps that differed at any time. */
  differing: string[];
  toasts: string[];
  /** What the page's policy has refused. */
  violations: string[];
}

/** The page of a student in a browser, with the eyes and the hands of the one before it: it reads what is in sight, clicks, and presses keys. */
export class StudentPage {
  readonly page: Page;
  /** What the page said on its console, its errors, and what it asked of others than its server. */
  readonly complaints: string[] = [];
  readonly #said = classWordsFor("ko");
  readonly #session: CDPSession;
  readonly #opened = new Set([1]);

  private constructor(page: Page, session: CDPSession, origin: string) {
    this.page = page;
    this.#session = session;
    page.setDefaultTimeout(PATIENCE);
    hearServed(page, origin, (complaint) => this.complaints.push(complaint));
  }

  /** Opens a link in a browser of its own, and waits for the class. */
  static async open(browser: Browser, link: string): Promise<StudentPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "ko-KR" });
    await context.addInitScript({ path: PERSON });
    const page = await context.newPage();
    const opened = new StudentPage(page, await context.newCDPSession(page), new URL(link).origin);
    await page.goto(link);
    await page.locator("body[data-line=connected]").waitFor();
    return opened;
  }

  /** Goes to a terminal, which then has the focus. One that was not there yet is opened; the class itself opens those again that a restart has ended. */
  async goTo(terminal: number): Promise<void> {
    if (await this.#sees("terminal", [terminal], 0)) return;
    const tab = this.page.locator(`[id=":tab-${terminal}"]`);
    if (!this.#opened.has(terminal) && (await tab.count()) === 0) await this.page.locator(".tabs .add").click();
    await tab.click();
    this.#opened.add(terminal);
    await this.#until(`terminal ${terminal} has the focus`, "terminal", [terminal]);
  }

  /** Goes to a terminal, and waits until its shell waits for a command, and shows that. */
  async prompt(terminal: number): Promise<void> {
    await this.goTo(terminal);
    await this.#until(`terminal ${terminal} waits for a command`, "prompt", [terminal]);
  }

  /** The row of the terminal in sight, up to the cursor. */
  line(): Promise<string> {
    return this.page.evaluate("person.line()");
  }

  lineIs(text: string): Promise<void> {
    return this.#until(`the line before the cursor is ${JSON.stringify(text)}`, "line", [text]);
  }

  /** Whether the line before the cursor becomes this within so many milliseconds. */
  becomes(text: string, limit: number): Promise<boolean> {
    return this.#sees("line", [text], limit);
  }

  /** Whether the line before the cursor becomes another one within so many milliseconds. */
  leaves(text: string, limit: number): Promise<boolean> {
    return this.#sees("otherLine", [text], limit);
  }

  shows(part: string): Promise<void> {
    return this.#until(`the terminal shows ${JSON.stringify(part)}`, "row", [part]);
  }

  /** A line of its own, not a part of one that is typed. */
  showsLine(text: string): Promise<void> {
    return this.#until(`the terminal shows the line ${JSON.stringify(text)}`, "wholeRow", [text]);
  }

  /** The shell in sight waits in a folder of this name. */
  async isIn(folder: string, terminal: number): Promise<void> {
    await this.#until(`the shell is in the folder ${folder}`, "folder", [folder]);
    await this.prompt(terminal);
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Types letters; Hangul as an input method composes it. @returns how many syllables those were */
  async type(text: string): Promise<number> {
    let syllables = 0;
    for (const [at, part] of text.split(HANGUL).entries())
      if (at % 2 === 0) await this.page.keyboard.type(part);
      else {
        syllables += part.length;
        await this.#compose(part);
      }
    return syllables;
  }

  async #compose(text: string): Promise<void> {
    for (const { shown, text: syllable } of compositions(text)) {
      for (const text of shown)
        await this.#session.send("Input.imeSetComposition", { text, selectionStart: 1, selectionEnd: 1 });
      await this.#session.send("Input.insertText", { text: syllable });
    }
  }

  /** Pastes a text as the browser does after Ctrl+V; the page asks before it takes several lines. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate(`person.paste(${JSON.stringify(text)})`);
    if (!text.includes("\n")) return;
    await this.page.locator("dialog[open]").getByRole("button", { name: this.#said.paste }).click();
  }

  /** The command of a step as the page shows it, with the student's own ids. */
  async commandOf(step: string): Promise<string> {
    return (await this.#step(step).locator(".command").textContent()) ?? "";
  }

  /** Clicks on the button of a step; with Shift, a command runs at once. */
  async deed(step: string): Promise<void> {
    await this.#step(step)
      .locator(".deed")
      .click({ modifiers: ["Shift"] });
  }

  /** Clicks on a button of the bar of a section. */
  async bar(section: string, button: "folder" | "check"): Promise<void> {
    await this.page.locator(`.bar[data-section="${section}"] .${button}`).click();
  }

  now(step: string): Promise<Now> {
    return this.page.evaluate(`person.now(${JSON.stringify(step)})`);
  }

  /**
   * What the page says of a step since then. It is `refused` if something else was still under way.
   * @throws Error when it says nothing, or how it differs
   */
  async answer(step: string, what: string, before: Now, limit: number): Promise<"done" | "differs" | "refused"> {
    await this.#until(`the page says something of step ${step}: ${what}`, "answer", [step, before], limit);
    const state = await this.#step(step).getAttribute("data-state");
    return state === "done" || state === "differs" ? state : "refused";
  }

  isDone(step: string): Promise<void> {
    return this.#until(`step ${step} is done`, "done", [step]);
  }

  /** Whether a step becomes done within so many milliseconds. */
  becomesDone(step: string, limit: number): Promise<boolean> {
    return this.#sees("done", [step], limit);
  }

  /** The host has restarted since then. */
  async restarted({ hosts }: Now, limit: number): Promise<void> {
    await this.#until("the host has restarted", "restarted", [hosts], limit);
  }

  came(): Promise<Came> {
    return this.page.evaluate("person.came");
  }

  /** The steps of the note, in their order, as the page shows them. */
  steps(): Promise<{ id: string; state: string; how: string | undefined }[]> {
    return this.page.evaluate(
      `[...document.querySelectorAll(".step")].map(({ id, dataset: { state, how } }) => ({ id, state, how }))`,
    );
  }

  /** What the page shows, for people. */
  async evidence(): Promise<string> {
    const shown = await this.page.evaluate(`[
      ...[...document.querySelectorAll(".top p")].map(({ textContent }) => textContent),
      ...[...document.querySelectorAll("[role=tab]")].map((tab) => \`terminal \${tab.textContent}: \${tab.dataset.phase}\`),
      ...person.rows().filter((row) => row !== ""),
      ...[...document.querySelectorAll(".step[data-state=differs]")].map((step) => \`\${step.id} \${step.innerText}\`),
      ...person.came.toasts.slice(-3),
    ]`);
    return [...(shown as string[]), ...this.complaints].join("\n");
  }

  #step(id: string): Locator {
    return this.page.locator(`[id="${id}"]`);
  }

  async #until(what: string, name: string, things: readonly unknown[], limit = PATIENCE): Promise<void> {
    if (await this.#sees(name, things, limit)) return;
    throw new Error(`waited ${limit} ms in vain until ${what}\n${await this.evidence()}`);
  }

  /** A wait of one page, which looks for itself: to ask it again and again would keep a machine with several pages busy. */
  #sees(name: string, things: readonly unknown[], limit: number): Promise<boolean> {
    return this.page.evaluate(`person.sees(${JSON.stringify(name)}, ${JSON.stringify(things)}, ${limit})`);
  }
}
