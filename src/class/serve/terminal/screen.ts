import serializer from "@xterm/addon-serialize";
import xterm from "@xterm/headless";
import { TERMINAL } from "../../../hosts/ssh/connection.ts";
import { bound, drawInTurns } from "../../../run/terminal/bounded.ts";
import { Gathered } from "../../../run/terminal/gathered.ts";
import { ScrolledOut } from "../../../run/terminal/scrolled-out.ts";

/** Lines above the screen that a page gets with a terminal's state. A row takes about 1.5 KB here. */
const SCROLLBACK = 300;
/** Nobody looks at it until a page comes: what comes in so many milliseconds, or so many bytes of it, is drawn together. */
const WAITS = { wait: 250, most: 32 * 1024 };

/** What a terminal shows, kept on the server: a page that comes gets its state, never the bytes that led to it. */
export class TerminalScreen {
  readonly #terminal = new xterm.Terminal({
    cols: TERMINAL.columns,
    rows: TERMINAL.rows,
    scrollback: SCROLLBACK,
    allowProposedApi: true,
    logLevel: "off",
  });
  readonly #serializer = new serializer.SerializeAddon();
  readonly #scrolledOut = new ScrolledOut(this.#terminal, SCROLLBACK);
  readonly #gathered = new Gathered((bytes) => this.#draw(bytes), WAITS);
  #drawing = Promise.resolve();

  constructor() {
    bound(this.#terminal);
    this.#terminal.loadAddon(this.#serializer as never);
  }

  /** Resolves when these bytes are drawn. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#gathered.add(bytes);
  }

  /** Draws what was written so far without waiting for more. */
  flush(): void {
    this.#gathered.flush();
  }

  /** Hands on the state as it is when all bytes that were written so far are drawn, and no other. */
  state(take: (state: Uint8Array) => void): void {
    this.flush();
    this.#drawing.then(() => take(Buffer.from(this.#serializer.serialize())));
  }

  /** Whether what is typed into it stands between the marks of a paste. */
  get marksPastes(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  dispose(): void {
    this.flush();
    this.#drawing.then(() => this.#terminal.dispose());
  }

  #draw(bytes: Uint8Array): Promise<void> {
    this.#drawing = this.#drawing.then(() => drawInTurns(this.#terminal, this.#scrolledOut.drawn(bytes)));
    return this.#drawing;
  }
}
