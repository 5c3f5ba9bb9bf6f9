/** How long bytes may wait for others, in milliseconds, and how many of them may. */
export interface Waits {
  wait: number;
  most: number;
}

/** Bytes that come in small parts, and are worked on together: much of the work is the same for few bytes and for many. */
export class Gathered {
  readonly #work: (bytes: Uint8Array) => Promise<void>;
  readonly #waits: Waits;
  #parts: Uint8Array[] = [];
  #size = 0;
  #done = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;

  /** @param work gets all that has gathered. It is called again before it is done */
  constructor(work: (bytes: Uint8Array) => Promise<void>, waits: Waits) {
    this.#work = work;
    this.#waits = waits;
  }

  /** Resolves when the work on these bytes is done. */
  add(bytes: Uint8Array): Promise<void> {
    const { promise } = this.#done;
    this.#parts.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= this.#waits.most) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.#waits.wait);
    return promise;
  }

  /** Has what has come until now be worked on. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#parts.length === 0) return;
    const bytes = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts);
    const { resolve, reject } = this.#done;
    this.#parts = [];
    this.#size = 0;
    this.#done = Promise.withResolvers();
    this.#work(bytes).then(resolve, reject);
  }
}
