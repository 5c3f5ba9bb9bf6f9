import xterm, { type IBuffer, type IBufferLine, type IMarker, type IModes } from "@xterm/headless";
import type { TerminalSize } from "../../hosts/ssh/connection.ts";
import { bound, drawInTurns } from "./bounded.ts";
import { PIECE_ROWS, pieceEnd } from "./pieces.ts";
import { ScrolledOut } from "./scrolled-out.ts";

/** A row of a terminal, as the caller of {@link Emulator} has read it. */
export interface TerminalRow<Content> {
  content: Content;
  /** The terminal wrapped a line: this row continues the row above it. */
  wrapped: boolean;
}

/**
 * Makes a terminal as it was at first, but for its tab stops: CAN ends a sequence that has begun; then the usual screen, nothing above it, since xterm.js
 * counts the row of a saved cursor from there; the usual end of a line and mouse, all other modes (DECSTR), all rows of the screen, and an empty screen.
 */
const AT_FIRST = "\x18\x1b[?1049l\x1b[3J\x1b[20l\x1b[?1000l\x1b[?1006l\x1b[!p\x1b[r\x1b[H\x1b[2J";
/** Rows above the screen that the emulator itself has: one more, behind which rows were kept; and while it is laid out anew. */
const [USUAL, LAID_OUT] = [PIECE_ROWS + 1, 10_000];

/**
 * A terminal emulator (xterm.js). A row that leaves the screen is kept as `read` takes it: in the emulator, it takes about 1.5 KB of memory, in which
 * it uses its rows again.
 */
export class Emulator<Content> {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #read: (line: IBufferLine) => Content;
  readonly #most: number;
  readonly #scrolledOut: ScrolledOut;
  #above: TerminalRow<Content>[] = [];
  /** The last row above the screen when rows were kept last; how many of the rows behind it were kept since. */
  #mark: IMarker | undefined;
  #beyond = 0;
  #cut = false;
  /** A program has set tab stops of its own. */
  #ownTabs = false;

  /**
   * @param read called once for each row; it must not keep the row, which the emulator uses again
   * @param most how many rows are kept that are above the screen
   */
  constructor({ columns, rows }: TerminalSize, read: (line: IBufferLine) => Content, most = Number.POSITIVE_INFINITY) {
    this.#read = read;
    this.#most = most;
    this.#terminal = new xterm.Terminal({
      ...{ cols: columns, rows, scrollback: USUAL, allowProposedApi: true, logLevel: "off" },
    });
    bound(this.#terminal);
    this.#scrolledOut = new ScrolledOut(this.#terminal, most);
    const { parser } = this.#terminal;
    // A program that erases the scrollback (`clear`), or resets the terminal, also means the rows that were taken out of it.
    parser.registerCsiHandler({ final: "J" }, ([parameter]) => {
      if (parameter === 3 && !this.alternate) this.#forget();
      return false;
    });
    parser.registerEscHandler({ final: "c" }, () => {
      this.#forget();
      return false;
    });
    const setsTabs = () => {
      this.#ownTabs = true;
      return false;
    };
    parser.registerEscHandler({ final: "H" }, setsTabs);
    parser.registerCsiHandler({ final: "g" }, setsTabs);
  }

  /** Shows this. Resolves when it is shown. It must not be called before that. */
  write(data: string): Promise<void> {
    const drawn = this.#scrolledOut.drawn(data);
    return drawInTurns({ write: (part, shown) => this.#write(part as string, shown) }, drawn);
  }

  #write(data: string, shown?: () => void): void {
    let at = 0;
    const { cols } = this.#terminal;
    for (let end = pieceEnd(data, at, cols); end < data.length; end = pieceEnd(data, at, cols)) {
      this.#terminal.write(data.slice(at, end), this.#keep);
      at = end;
    }
    this.#terminal.write(data.slice(at), () => {
      this.#keep();
      shown?.();
    });
  }

  /** Makes it as it was at first. It uses its rows again: a new one, or xterm.js's own reset, would take 100 KB outside of V8's heap. */
  async reset(): Promise<void> {
    await this.write(AT_FIRST);
    this.#above = [];
    this.#cut = false;
    if (!this.#ownTabs) return;
    this.#terminal.reset();
    this.#unmark();
    this.#ownTabs = false;
  }

  resize({ columns, rows }: TerminalSize): void {
    // What the emulator still has is laid out anew, and kept as it is then.
    this.#above.length -= Math.min(this.#seen, this.#above.length);
    this.#unmark();
    this.#terminal.options.scrollback = LAID_OUT;
    this.#terminal.resize(columns, rows);
    this.#keep();
    this.#terminal.options.scrollback = USUAL;
  }

  /** Whether a program has taken a screen of its own. */
  get alternate(): boolean {
    return this.#terminal.buffer.active.type === "alternate";
  }

  get modes(): IModes {
    return this.#terminal.modes;
  }

  /** Whether the first rows are not kept any more. */
  get cut(): boolean {
    return this.#cut;
  }

  /** All rows, from the first one that is kept to the last one of the screen. */
  get rows(): TerminalRow<Content>[] {
    const { active } = this.#terminal.buffer;
    return this.alternate
      ? this.#rowsOf(active, 0, active.length)
      : [...this.#above, ...this.#rowsOf(active, this.#seen, active.length)];
  }

  /** The index of the cursor's row in {@link rows}, and that row up to it. */
  get cursor(): { row: number; text: string } {
    const { active } = this.#terminal.buffer;
    const y = active.baseY + active.cursorY;
    const text = active.getLine(y)?.translateToString(false, 0, active.cursorX) ?? "";
    return { row: this.alternate ? y : this.#above.length + y - this.#seen, text };
  }

  /** The text of the line in which the cursor is, without blanks at its end; of a line that is longer than what the emulator itself has, the end. */
  get line(): string {
    const { active } = this.#terminal.buffer;
    const at = active.baseY + active.cursorY;
    let [first, last] = [at, at];
    // xterm.js takes a row that it does not have for another one.
    while (first > 0 && active.getLine(first)?.isWrapped) first -= 1;
    while (last + 1 < active.length && active.getLine(last + 1)?.isWrapped) last += 1;
    let text = "";
    for (let row = first; row <= last; row += 1) text += active.getLine(row)?.translateToString(row === last) ?? "";
    return text.trimEnd();
  }

  dispose(): void {
    this.#terminal.dispose();
  }

  /** How many rows of the emulator are kept already. */
  get #seen(): number {
    return this.#beyond + (this.#mark?.line ?? -1) + 1;
  }

  /** Keeps the rows that have left the screen. */
  readonly #keep = (): void => {
    const { normal } = this.#terminal.buffer;
    const fresh = this.#rowsOf(normal, this.#seen, normal.baseY);
    if (fresh.length === 0) return;
    this.#above.push(...fresh);
    this.#beyond += fresh.length;
    if (this.#above.length > this.#most) {
      this.#above.splice(0, this.#above.length - this.#most);
      this.#cut = true;
    }
    if (this.alternate) return;
    // The screen's own rows may be deleted, and their marks with them.
    this.#unmark();
    this.#mark = this.#terminal.registerMarker(-normal.cursorY - 1);
  };

  #forget(): void {
    this.#above = [];
    this.#cut = false;
    this.#unmark();
  }

  #unmark(): void {
    this.#mark?.dispose();
    this.#mark = undefined;
    this.#beyond = 0;
  }

  #rowsOf(buffer: IBuffer, from: number, end: number): TerminalRow<Content>[] {
    return Array.from({ length: Math.max(0, end - from) }, (_, at) => {
      const line = buffer.getLine(from + at) as IBufferLine;
      return { content: this.#read(line), wrapped: line.isWrapped };
    });
  }
}
