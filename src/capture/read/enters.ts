/**
 * How often a person typed Enter, and how often a shell has taken a line. One that was typed while a command ran, and that no shell has taken
 * when the person types at a prompt again, was read by the command.
 */
export class Enters {
  /** Typed at a prompt, and not taken yet. */
  #here = 0;
  /** Typed while a command ran. */
  #ahead = 0;

  /** Whether a shell may still take a line. */
  get open(): boolean {
    return this.#here + this.#ahead > 0;
  }

  /** Whether what a shell takes next was typed before it asked for it. */
  get areAhead(): boolean {
    return this.#here === 0 && this.#ahead > 0;
  }

  /** Enter is typed. Returns whether earlier ones were read by the command that ran then. */
  type(atPrompt: boolean): boolean {
    const answered = atPrompt && this.#ahead > 0;
    if (atPrompt) this.#ahead = 0;
    if (atPrompt) this.#here += 1;
    else this.#ahead += 1;
    return answered;
  }

  /** A shell takes a line; false if nobody has typed one. */
  take(): boolean {
    if (this.#here > 0) this.#here -= 1;
    else if (this.#ahead > 0) this.#ahead -= 1;
    else return false;
    return true;
  }

  /** A command has ended: what was typed before that, and no shell has taken, is as if it were typed while the command ran. */
  endCommand(): void {
    this.#ahead += this.#here;
    this.#here = 0;
  }

  /** Ctrl-C: a terminal throws away what was typed and not read. */
  drop(): void {
    this.#here = 0;
    this.#ahead = 0;
  }
}
