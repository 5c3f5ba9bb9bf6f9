import { emulate, type Screen } from "./screen.ts";

/** How much of a step's output is kept, in bytes: its first, and as many of its last. */
export const KEPT = 512 * 1024;

/** {@link Screen}, of what was kept. */
export interface Seen extends Screen {
  /** Bytes left out of the middle; a line that says so stands in their place. */
  cut: number;
}

/** What a terminal sent since some moment, in bounded memory, whatever it sends. */
export class Transcript {
  #head: Uint8Array[] = [];
  #headSize = 0;
  #tail: Uint8Array[] = [];
  #tailSize = 0;
  #cut = 0;

  /** @param shown what stands in the cursor's line already */
  constructor(shown = "") {
    if (shown !== "") this.append(Buffer.from(shown));
  }

  append(bytes: Uint8Array): void {
    const first = bytes.subarray(0, KEPT - this.#headSize);
    if (first.length > 0) {
      this.#head.push(first);
      this.#headSize += first.length;
    }
    const rest = bytes.subarray(first.length);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailSize += rest.length;
    while (this.#tailSize - (this.#tail[0]?.length ?? 0) >= KEPT) {
      const dropped = this.#tail.shift()?.length ?? 0;
      this.#tailSize -= dropped;
      this.#cut += dropped;
    }
  }

  async see(): Promise<Seen> {
    if (this.#cut === 0) {
      const screen = await emulate(Buffer.concat([...this.#head, ...this.#tail]));
      return { ...screen, cut: 0 };
    }
    // What a line lost at its beginning, an escape sequence, too, is left out with what was cut.
    const kept = Buffer.concat(this.#tail);
    const from = kept.indexOf("\n") + 1;
    const cut = this.#cut + from;
    // One after the other: an emulator takes much memory.
    const head = await emulate(Buffer.concat(this.#head));
    const tail = await emulate(kept.subarray(from));
    const lines = [...head.lines, `[… ${cut} bytes left out …]`];
    const cursor = { line: lines.length + tail.cursor.line, text: tail.cursor.text };
    return { lines: [...lines, ...tail.lines], cursor, cut };
  }

  /** The last bytes, if some were not kept as they came: what a recording has to be told at the end. */
  get lastBytes(): Uint8Array {
    return Buffer.concat(this.#tail);
  }
}
