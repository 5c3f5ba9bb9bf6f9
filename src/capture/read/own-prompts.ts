import type { Screen } from "../../run/terminal/screen.ts";
import { type Head, linesTyped, readTold, type Told, whatWasTyped } from "./typed-lines.ts";

/** What is typed at the shell's own prompts: on the screen it stands behind them, and the shell may tell what it has read. */
export class OwnPrompts {
  /** The lines of the screen that begin with a prompt: the first one, and the second ones after it. */
  #heads: Head[] = [];
  #told: Told | undefined;

  /** The shell waits for a command in that line. */
  ready(line: number): void {
    this.#heads = [{ line }];
  }

  /** It waits for the next line of a command. @param typed false if it only shows its prompt again */
  more(line: number, typed: boolean): void {
    if (!typed) this.#heads.pop();
    this.#heads.push({ line });
  }

  /** The prompt that was shown last ends at the cursor. */
  ends({ line, text }: Screen["cursor"]): void {
    this.#heads.splice(-1, 1, { line, prompt: text });
  }

  /** The lines that stand behind the prompts now. */
  typed({ lines, cursor }: Screen): string {
    return linesTyped(lines.slice(0, cursor.line), this.#heads);
  }

  /** The shell starts what was typed. @param tells a line of its history */
  takes(screen: Screen, tells: string | undefined): string {
    const told = readTold(tells);
    const typed = whatWasTyped(this.typed(screen), told, this.#told);
    this.#told = told ?? this.#told;
    return typed;
  }

  /** The shell starts a command for which it has shown no prompt. Where it tells none, nothing shows what was typed: "". */
  takesTold(tells: string | undefined): string {
    const told = readTold(tells);
    const typed = told === undefined || told.number === this.#told?.number ? "" : told.command;
    this.#told = told ?? this.#told;
    return typed;
  }
}
