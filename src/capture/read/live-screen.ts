import xterm from "@xterm/headless";
import type { TerminalSize } from "../../hosts/ssh/connection.ts";
import { rowsOf, type Screen, screenOf } from "../../run/terminal/emulator.ts";

/** Rows that are kept above the screen. A note has no use for an output that is longer. */
const SCROLLBACK = 4000;

/** A terminal that is looked at while it gets its bytes. It is empty at first. */
export class LiveScreen {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;

  constructor({ columns, rows }: TerminalSize) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: SCROLLBACK,
      allowProposedApi: true,
      logLevel: "off",
    });
  }

  /** Shows this. Resolves when it is shown. */
  write(data: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(data, resolve));
  }

  resize({ columns, rows }: TerminalSize): void {
    this.#terminal.resize(columns, rows);
  }

  /** The text on it, from the top of what is kept. */
  see(): Screen {
    const { active } = this.#terminal.buffer;
    const row = active.baseY + active.cursorY;
    const text = active.getLine(row)?.translateToString(false, 0, active.cursorX) ?? "";
    const rows = rowsOf(active, active.length, (line) => line.translateToString(true));
    return screenOf({ rows, cursor: { row, text } });
  }

  /** The line in which the cursor is, without blanks at its end. */
  get line(): string {
    const { active } = this.#terminal.buffer;
    const at = active.baseY + active.cursorY;
    let [first, last] = [at, at];
    while (active.getLine(first)?.isWrapped) first -= 1;
    while (active.getLine(last + 1)?.isWrapped) last += 1;
    let text = "";
    for (let row = first; row <= last; row += 1) text += active.getLine(row)?.translateToString(row === last) ?? "";
    return text.trimEnd();
  }

  /** Whether its first lines are not kept any more. */
  get overflowed(): boolean {
    const { normal } = this.#terminal.buffer;
    return normal.length >= SCROLLBACK + this.#terminal.rows;
  }

  /** Whether a program has taken all of it, as an editor or a pager does: it has a screen of its own, or draws with the cursor's keys. */
  get taken(): boolean {
    return this.#terminal.buffer.active.type === "alternate" || this.#terminal.modes.applicationCursorKeysMode;
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
