/** The last bytes of a stream, by their numbers in it, in bounded memory. */
export class Tail {
  readonly #most: number;
  #parts: Buffer[] = [];
  /** The number of the first byte that is kept, and of the next one. */
  #start: number;
  #end: number;

  /** @param from the number of the first byte  @param most so many bytes are kept at least, if there are so many */
  constructor(from: number, most: number) {
    this.#start = from;
    this.#end = from;
    this.#most = most;
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  append(bytes: Uint8Array): void {
    const last = this.#parts.at(-1);
    const small = last !== undefined && last.length + bytes.length <= SMALL;
    if (small) this.#parts[this.#parts.length - 1] = Buffer.concat([last, bytes]);
    else this.#parts.push(Buffer.from(bytes));
    this.#end += bytes.length;
    for (;;) {
      const first = this.#parts[0];
      if (first === undefined || this.#end - this.#start - first.length < this.#most) return;
      this.#parts.shift();
      this.#start += first.length;
    }
  }

  /** The bytes from that number on, at most so many; `undefined` where they are no longer kept, or were never there. */
  from(number: number, most: number): Uint8Array | undefined {
    if (number < this.#start || number > this.#end) return undefined;
    const wanted: Buffer[] = [];
    let at = this.#start;
    let left = most;
    for (const part of this.#parts) {
      const skip = Math.max(0, number - at);
      at += part.length;
      if (skip >= part.length) continue;
      if (left <= 0) break;
      const piece = part.subarray(skip, skip + left);
      left -= piece.length;
      wanted.push(piece);
    }
    return wanted.length === 1 ? wanted[0] : Buffer.concat(wanted);
  }
}

/** Parts up to this size are joined, since each takes memory of its own. */
const SMALL = 4096;
