import xterm from "@xterm/headless";
import { FRAME_KIND, type Frame } from "../../src/class/messages/frames.ts";
import type { TerminalView } from "../../src/class/messages/messages.ts";
import { TERMINAL } from "../../src/hosts/ssh/connection.ts";
import { bound } from "../../src/run/terminal/bounded.ts";

/** The screen draws at most so many bytes before it tells the server. */
const ACKNOWLEDGED = 32 * 1024;

/** RIS, which resets a terminal in its turn among what is written. */
const RESET = "\x1bc";

/** One terminal as a page shows it: it draws bytes in their order, and tells of them when they are drawn. */
export class BotScreen {
  view: TerminalView;
  /** The number of the next byte, for a page that comes again. */
  sequence = 0;
  /** All bytes that came in frames, and how many of these frames were snapshots. */
  bytes = 0;
  snapshots = 0;
  readonly #terminal = new xterm.Terminal({
    cols: TERMINAL.columns,
    rows: TERMINAL.rows,
    scrollback: 2000,
    allowProposedApi: true,
    logLevel: "off",
  });
  readonly #drawn: (bytes: number) => void;
  #owed = 0;
  #waiting = 0;
  #synced = false;

  /**
   * @param drawn is called with the number of bytes that were drawn since the last time
   * @param answers gets what the emulator answers to what programs ask of a terminal
   */
  constructor(view: TerminalView, drawn: (bytes: number) => void, answers: (bytes: string) => void) {
    this.view = view;
    this.#drawn = drawn;
    bound(this.#terminal);
    this.#terminal.onData(answers);
  }

  show({ kind, sequence, bytes }: Frame): void {
    if (kind === FRAME_KIND.snapshot) {
      this.#terminal.reset();
      this.snapshots += 1;
    }
    this.sequence = kind === FRAME_KIND.snapshot ? sequence : sequence + bytes.length;
    this.bytes += bytes.length;
    this.#waiting += 1;
    this.#terminal.write(bytes, () => {
      this.#waiting -= 1;
      this.#owed += bytes.length;
      if (this.#synced && this.#waiting > 0 && this.#owed < ACKNOWLEDGED) return;
      const owed = this.#owed;
      this.#owed = 0;
      this.#synced = true;
      this.#drawn(owed);
    });
  }

  /** The page is connected anew: what the screen shows is old until the server has sent something. */
  attach(): void {
    this.#synced = false;
  }

  /** Whether it shows what the server has, as far as that came. The server drops keys that are typed before. */
  get drawn(): boolean {
    return this.#synced && this.#waiting === 0;
  }

  /** Forgets all that it shows, behind what is still to be drawn. */
  clear(): void {
    this.#terminal.write(RESET);
  }

  /** All lines that are kept, from the oldest on; a line that is longer than the screen is wide is one. */
  get lines(): string[] {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let row = 0; row < active.length; row += 1) {
      const line = active.getLine(row);
      const next = active.getLine(row + 1);
      const text = line?.translateToString(next?.isWrapped !== true) ?? "";
      if (line?.isWrapped === true && lines.length > 0) lines.push(`${lines.pop()}${text}`);
      else lines.push(text);
    }
    return lines;
  }

  /** The screen's rows as they stand. */
  get rows(): string[] {
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: TERMINAL.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? "",
    );
  }

  /** The line before the cursor, from its beginning. */
  get typed(): string {
    const { active } = this.#terminal.buffer;
    let row = active.baseY + active.cursorY;
    let text = active.getLine(row)?.translateToString(false, 0, active.cursorX) ?? "";
    while (row > 0 && active.getLine(row)?.isWrapped === true) {
      row -= 1;
      text = (active.getLine(row)?.translateToString(false) ?? "") + text;
    }
    return text;
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
