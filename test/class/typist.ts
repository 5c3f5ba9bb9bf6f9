import { numbers } from "./numbers.ts";
import type { StudentPage } from "./student-page.ts";

const TAB = "\t";
/** Lines that are longer are copied rather than typed. */
const LONG = 70;
/** Milliseconds for the shell to complete a word, to show the rest of a line again, and to do anything at a key. */
const [COMPLETED, SHOWN, LATE] = [3000, 1000, 10_000];

/** What a person does at the keyboard of a student's page, and how often each of it was done. */
export class Typist {
  readonly page: StudentPage;
  readonly done = { typed: 0, slips: 0, arrows: 0, completions: 0, recalled: 0, pasted: 0, continued: 0 };
  /** How many syllables of Hangul were composed. */
  composed = 0;
  readonly #random: () => number;
  readonly #pastes: number;
  /** What the shell of each terminal has been given, the latest last. */
  readonly #history = new Map<number, string[]>();

  /** @param pastes which part of what has several lines is pasted, from 0 to 1 */
  constructor(page: StudentPage, seed: number, { pastes = 0.5 } = {}) {
    this.page = page;
    this.#random = numbers(seed);
    this.#pastes = pastes;
  }

  /**
   * Types a command at the prompt that waits, in one way or another, and presses Enter when the screen shows it.
   * @param nested whether the prompt is one of a shell within the terminal's own
   */
  async command(text: string, { terminal = 1, nested = false } = {}): Promise<void> {
    await this.page.prompt(terminal);
    const prompt = await this.page.line();
    const history = this.#history.get(terminal) ?? [];
    const since = nested ? [] : history.slice(history.lastIndexOf(text));
    // Several lines are one entry, which another one's last line does not tell from it.
    const near = since[0] === text && since.length < 6 && !since.some((each) => each.includes("\n"));
    if (near) await this.#recall(prompt, text);
    else if (text.includes("\n")) await this.#severalLines(prompt, text);
    else if (text.length > LONG) await this.#paste(prompt, text);
    else await this.#letters(prompt, text);
    await this.page.press("Enter");
    if (!nested) this.#history.set(terminal, [...history, text]);
  }

  /** A new shell knows nothing of what was typed. */
  forget(): void {
    this.#history.clear();
  }

  async #type(text: string): Promise<void> {
    this.composed += await this.page.type(text);
  }

  async #recall(prompt: string, text: string): Promise<void> {
    this.done.recalled += 1;
    for (let tries = 0; tries < 8; tries += 1) {
      const before = await this.page.line();
      await this.page.press("ArrowUp");
      // It has other lines, too, and stays at the first of them. A key that is late would change the line after the next look.
      if (!(await this.page.leaves(before, LATE))) break;
      // The shell may draw a long line in parts.
      if (await this.page.becomes(prompt + text, SHOWN)) return;
    }
    await this.#anew(prompt);
    await this.#letters(prompt, text);
  }

  async #severalLines(prompt: string, text: string): Promise<void> {
    // A tab that is typed would be taken for one that completes a word.
    if (text.includes(TAB) || this.#random() < this.#pastes) return this.#paste(prompt, text);
    this.done.continued += 1;
    const lines = text.split("\n");
    for (const [at, line] of lines.entries()) {
      if (at > 0) await this.page.press("Enter");
      // After an empty line the screen may show that line's own "> " still, or none yet: what is awaited is never read off the screen.
      const before = at === 0 ? prompt : "> ";
      await this.page.lineIs(before);
      await this.#type(line);
      await this.page.lineIs(before + line);
    }
  }

  async #paste(prompt: string, text: string): Promise<void> {
    this.done.pasted += 1;
    await this.page.paste(text);
    const last = text.split("\n").at(-1) as string;
    await this.page.lineIs(text.includes("\n") ? last : prompt + text);
  }

  /** Letter by letter: with slips that are rubbed out, a letter that is put in later, or the end of a word left to the shell. */
  async #letters(prompt: string, text: string): Promise<void> {
    this.done.typed += 1;
    const word = / (?:[\w./-]*\/)?([\w-]{3,}\.\w+)$/.exec(text)?.[1];
    const left = word === undefined ? 0 : Math.max(word.length - 3, 0);
    const skipped =
      this.#random() < 0.35 && left === 0 && text.length > 8 ? Math.floor(this.#random() * (text.length - 2)) : -1;
    let run = "";
    for (const [at, letter] of [...text.slice(0, text.length - left)].entries()) {
      if (at === skipped) continue;
      if (this.#random() < 0.04) {
        this.done.slips += 1;
        await this.#type(`${run}${letter === "q" ? "w" : "q"}`);
        await this.page.press("Backspace");
        run = "";
      }
      run += letter;
    }
    await this.#type(run);
    if (skipped !== -1) {
      this.done.arrows += 1;
      await this.page.lineIs(prompt + text.slice(0, skipped) + text.slice(skipped + 1));
      for (let each = skipped + 1; each < text.length; each += 1) await this.page.press("ArrowLeft");
      await this.page.lineIs(prompt + text.slice(0, skipped));
      await this.#type(text[skipped] as string);
      await this.page.press("End");
    } else if (left > 0) await this.#complete(prompt, text, left);
    await this.page.lineIs(prompt + text);
  }

  async #complete(prompt: string, text: string, left: number): Promise<void> {
    await this.page.lineIs(prompt + text.slice(0, text.length - left));
    await this.page.press("Tab");
    if (await this.page.becomes(`${prompt}${text} `, COMPLETED)) {
      this.done.completions += 1;
      await this.page.press("Backspace");
      return;
    }
    // A shell that is slow may complete the word yet.
    await this.#anew(prompt);
    await this.#type(text);
  }

  /** Forgets what is typed. */
  async #anew(prompt: string): Promise<void> {
    await this.page.press("Control+u");
    await this.page.lineIs(prompt);
  }
}
