import { FRAME_KIND, type Frame } from "../../messages/frames.ts";
import type { Tail } from "./tail.ts";

/** A page that shows a terminal. */
export interface Page {
  /** Whose keys are its. */
  readonly hand: "student" | "teacher";
  /** Whether its keys reach the terminal now. */
  readonly mayType: boolean;
  show(frame: Frame): void;
}

/** So many bytes are on the way to a page at most; what it has not drawn then is shown when it has. */
export const WINDOW = 256 * 1024;
/** The largest frame. */
const FRAME_SIZE = 32 * 1024;

/** What one page has of a terminal. Nothing is queued for it: it gets what the tail still has, else the state. */
export class Viewer {
  readonly page: Page;
  readonly #terminal: number;
  /** The number of the next byte that it gets; `undefined` while a state is made for it. */
  #next: number | undefined;
  #owed = 0;
  /** So many bytes more must be drawn until its keys count; `undefined` before the first frame. */
  #until: number | undefined;
  /** It draws what it gets. */
  draws = false;

  constructor(page: Page, terminal: number) {
    this.page = page;
    this.#terminal = terminal;
  }

  /** How many bytes it has not drawn yet, as far as is known. */
  behind(tail: Tail): number {
    return this.#next === undefined ? 0 : this.#owed + tail.end - this.#next;
  }

  /** Whether it has shown the terminal as it was when it came: what it types answers nothing that was asked before. */
  get synced(): boolean {
    return this.#until !== undefined && this.#until <= 0;
  }

  /** It has all bytes up to that one already. A frame tells the page so, even where there is nothing more. */
  resume(next: number, tail: Tail): void {
    this.#next = next;
    if (next === tail.end)
      this.page.show({ kind: FRAME_KIND.output, terminal: this.#terminal, sequence: next, bytes: new Uint8Array() });
    this.#until = tail.end - next;
  }

  /** @param next the number of the byte behind the state */
  begin(state: Uint8Array, next: number): void {
    this.#next = next;
    this.#until ??= state.length;
    this.#owed += state.length;
    this.page.show({ kind: FRAME_KIND.snapshot, terminal: this.#terminal, sequence: next, bytes: state });
  }

  acked(bytes: number): void {
    const taken = Math.min(bytes, this.#owed);
    this.#owed -= taken;
    this.#until = this.#until === undefined ? undefined : Math.max(0, this.#until - taken);
    this.draws = true;
  }

  /** Shows what is new. @returns whether the tail does not have it any more: then it needs the state */
  pump(tail: Tail): boolean {
    while (this.#next !== undefined && this.#owed < WINDOW && this.#next < tail.end) {
      const bytes = tail.from(this.#next, FRAME_SIZE);
      if (bytes === undefined) {
        this.#next = undefined;
        return true;
      }
      this.page.show({ kind: FRAME_KIND.output, terminal: this.#terminal, sequence: this.#next, bytes });
      this.#next += bytes.length;
      this.#owed += bytes.length;
    }
    return false;
  }
}
