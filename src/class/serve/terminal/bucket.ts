/** How much may come: so much at once, and so much a second. */
export interface Rate {
  burst: number;
  second: number;
}

/** Counts what has come against a rate. */
export class Bucket {
  readonly #rate: Rate;
  readonly #now: () => number;
  #level: number;
  #at: number;

  /** @param now a clock, in milliseconds */
  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate;
    this.#now = now;
    this.#level = rate.burst;
    this.#at = now();
  }

  /** Takes so much, whether there is so much or not. @returns whether there was */
  take(amount: number): boolean {
    this.#level = this.level - amount;
    return this.#level >= 0;
  }

  /** What is left; below 0 where too much was taken. */
  get level(): number {
    const now = this.#now();
    this.#level = Math.min(this.#rate.burst, this.#level + ((now - this.#at) / 1000) * this.#rate.second);
    this.#at = now;
    return this.#level;
  }

  /** Milliseconds until something is left. */
  get wait(): number {
    const { level } = this;
    return level >= 0 ? 0 : Math.ceil((-level / this.#rate.second) * 1000);
  }

  fill(): void {
    this.#level = this.#rate.burst;
  }
}
