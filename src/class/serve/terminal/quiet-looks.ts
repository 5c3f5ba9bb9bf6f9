/** Milliseconds without output after which a command that runs is looked at. */
const QUIET = 250;

/** Looks at what runs in a terminal when nothing has come for a while. A look behind much output takes long: looks take a tenth of the time at most. */
export class QuietLooks {
  readonly #look: () => Promise<void>;
  /** Whether more waits to be read: then it is not quiet. */
  readonly #busy: () => boolean;
  #timer: NodeJS.Timeout | undefined;
  #rests = 0;

  constructor(look: () => Promise<void>, busy: () => boolean) {
    this.#look = look;
    this.#busy = busy;
  }

  /** Something has come. */
  came(wait = QUIET): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const more = Math.max(this.#rests - performance.now(), this.#busy() ? QUIET : 0);
      if (more > 0) return this.came(more);
      const start = performance.now();
      await this.#look();
      this.#rests = performance.now() + 9 * (performance.now() - start);
    }, wait);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
