import type { TerminalSize } from "../../hosts/ssh/connection.ts";
import { Emulator } from "../../run/terminal/emulator.ts";
import { type Screen, screenOf, textInRow } from "../../run/terminal/screen.ts";

/** Rows that are kept above the screen. A note has no use for an output that is longer. */
const SCROLLBACK = 4000;

/** What is seen on an empty one. */
const EMPTY: Screen = { lines: [], cursor: { line: 0, text: "" } };

/** A terminal that is looked at while it gets its bytes. It is empty at first. */
export class LiveScreen {
  readonly #emulator: Emulator<string>;
  /** It was cleared, and nothing came since: what the emulator shows is old. */
  #cleared = false;

  constructor(size: TerminalSize) {
    this.#emulator = new Emulator(size, textInRow, SCROLLBACK);
  }

  /** Shows this. Resolves when it is shown. It must not be called before that. */
  async write(data: string): Promise<void> {
    if (this.#cleared) await this.#emulator.reset();
    this.#cleared = false;
    await this.#emulator.write(data);
  }

  /** Makes it as it was at first, when all that was written is shown. */
  clear(): void {
    this.#cleared = true;
  }

  resize(size: TerminalSize): void {
    this.#emulator.resize(size);
  }

  /** The text on it, from the top of what is kept. */
  see(): Screen {
    return this.#cleared ? EMPTY : screenOf(this.#emulator);
  }

  /** The line in which the cursor is, without blanks at its end. */
  get line(): string {
    return this.#cleared ? "" : this.#emulator.line;
  }

  /** Whether its first lines are not kept any more. */
  get overflowed(): boolean {
    return !this.#cleared && this.#emulator.cut;
  }

  /** Whether a program has taken all of it, as an editor or a pager does: it has a screen of its own, or draws with the cursor's keys. */
  get taken(): boolean {
    const { alternate, modes } = this.#emulator;
    return !this.#cleared && (alternate || modes.applicationCursorKeysMode);
  }

  dispose(): void {
    this.#emulator.dispose();
  }
}
