import { emulate, type Screen } from "./screen.ts";

/** How much of a step's output is kept, in bytes: so many of its first, and at least so many of its last. */
export const KEPT = 512 * 1024;

/** The {@link Screen} of what was kept. */
export interface TranscriptView extends Screen {
  /** Bytes left out of the middle. A line that says so stands in their place. */
  cut: number;
}

/** What a terminal sent since some moment. Takes bounded memory, however much the terminal sends. */
export class Transcript {
  #head: Uint8Array[] = [];
  #headSize = 0;
  #tail: Uint8Array[] = [];
  #tailSize = 0;
  #cut = 0;
  /** How many bytes after the first ones {@link last} has given. */
  #given = 0;

  /** @param shown what already stands in the cursor's line */
  constructor(shown = "") {
    if (shown !== "") this.append(Buffer.from(shown));
  }

  /** @returns the part of these bytes that is among the first ones, which are always kept */
  append(bytes: Uint8Array): Uint8Array {
    const first = bytes.subarray(0, KEPT - this.#headSize);
    if (first.length > 0) {
      this.#head.push(first);
      this.#headSize += first.length;
    }
    const rest = bytes.subarray(first.length);
    if (rest.length > 0) this.#tail.push(rest);
    this.#tailSize += rest.length;
    while (this.#tailSize - (this.#tail[0]?.length ?? 0) >= KEPT) {
      const dropped = this.#tail.shift()?.length ?? 0;
      this.#tailSize -= dropped;
      this.#cut += dropped;
    }
    return first;
  }

  async see(): Promise<TranscriptView> {
    if (this.#cut === 0) {
      const screen = await emulate(Buffer.concat([...this.#head, ...this.#tail]));
      return { ...screen, cut: 0 };
    }
    // A line (or an escape sequence) that lost its beginning is left out with what was cut.
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

  /** The last bytes that came since the last call. With what {@link append} has returned, that is all that is kept, once. */
  last(): Uint8Array {
    const sent = this.#cut + this.#tailSize;
    const fresh = Math.min(sent - this.#given, this.#tailSize);
    this.#given = sent;
    if (fresh === 0) return new Uint8Array();
    return Buffer.concat(this.#tail).subarray(this.#tailSize - fresh);
  }
}
