import type { Terminal } from "@xterm/headless";

/** What may do more than to put letters in a row and to end it: control signs, and ESC above all. */
const [ACTS_AS_BYTES, ACTS_AS_TEXT] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for. In UTF-8, those of C1 begin with c2.
  /[\0-\x06\x0e-\x1f\x7f\xc2]/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x06\x0e-\x1f\x7f-\x9f]/,
];

/**
 * Knows which lines an emulator need not draw, since they are above all that it keeps once it has drawn what comes behind them: a program that
 * prints without an end would have it do little else. What it shows in the end is the same.
 */
export class ScrolledOut {
  readonly #terminal: Pick<Terminal, "buffer" | "rows">;
  readonly #scrollback: number;
  /** Lines scroll in a part of the screen alone. */
  #inPart = false;

  /** @param scrollback how many rows are kept above the screen */
  constructor(terminal: Pick<Terminal, "parser" | "buffer" | "rows">, scrollback: number) {
    this.#terminal = terminal;
    this.#scrollback = scrollback;
    terminal.parser.registerCsiHandler({ final: "r" }, ([top = 0, bottom = 0]) => {
      const whole = Number(top) <= 1 && (bottom === 0 || Number(bottom) >= terminal.rows);
      if (!this.#isAlternate) this.#inPart = !whole;
      return false;
    });
  }

  get #isAlternate(): boolean {
    return this.#terminal.buffer.active.type === "alternate";
  }

  /** What must be drawn of this, when all before it is drawn. */
  drawn<Data extends string | Uint8Array>(data: Data): Data {
    // The rows below the cursor may have old letters, between those of the first lines that are drawn: these have to go, too.
    const kept = this.#scrollback + 2 * this.#terminal.rows;
    if (data.length <= kept || this.#inPart || this.#isAlternate) return data;
    const text =
      typeof data === "string" ? data : Buffer.from(data.buffer, data.byteOffset, data.length).toString("latin1");
    const acts = text.search(typeof data === "string" ? ACTS_AS_TEXT : ACTS_AS_BYTES);
    let at = acts === -1 ? text.length : acts;
    for (let lines = 0; lines <= kept && at !== -1; lines += 1) at = at === 0 ? -1 : text.lastIndexOf("\n", at - 1);
    // Where the cursor is behind a line's end is known if it goes back to the left there.
    while (at > 0 && text[at - 1] !== "\r") at = text.lastIndexOf("\n", at - 1);
    return (at <= 0 ? data : data.slice(at - 1)) as Data;
  }
}
