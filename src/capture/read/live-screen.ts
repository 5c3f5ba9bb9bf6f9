import type { TerminalSize } from "../../hosts/ssh/connection.ts";
import { Emulator, type Screen, screenOf, textInRow } from "../../run/terminal/emulator.ts";

/** Rows that are kept above the screen. A note has no use for an output that is longer. */
const SCROLLBACK = 4000;

/** CAN: a control sequence that has begun ends here, and nothing is shown of it. */
const CANCEL = "\x18";

/** A terminal that is looked at while it gets its bytes. It is empty at first. */
export class LiveScreen {
  readonly #emulator: Emulator<string>;
  /** What is written before the next bytes. */
  #before = "";

  constructor(size: TerminalSize) {
    this.#emulator = new Emulator(size, textInRow, SCROLLBACK);
  }

  /** Shows this. Resolves when it is shown. */
  write(data: string): Promise<void> {
    const all = this.#before + data;
    this.#before = "";
    return this.#emulator.write(all);
  }

  /** Makes it as it was at first, when all that was written is shown. */
  clear(): void {
    this.#emulator.reset();
    this.#before = CANCEL;
  }

  resize(size: TerminalSize): void {
    this.#emulator.resize(size);
  }

  /** The text on it, from the top of what is kept. */
  see(): Screen {
    return screenOf(this.#emulator);
  }

  /** The line in which the cursor is, without blanks at its end. */
  get line(): string {
    return this.#emulator.line;
  }

  /** Whether its first lines are not kept any more. */
  get overflowed(): boolean {
    return this.#emulator.cut;
  }

  /** Whether a program has taken all of it, as an editor or a pager does: it has a screen of its own, or draws with the cursor's keys. */
  get taken(): boolean {
    return this.#emulator.alternate || this.#emulator.modes.applicationCursorKeysMode;
  }

  dispose(): void {
    this.#emulator.dispose();
  }
}
