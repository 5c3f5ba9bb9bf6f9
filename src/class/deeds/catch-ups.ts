import { type CatchUpRequest, catchUp } from "./catch-up.ts";
import type { DeedHost } from "./deed-host.ts";

/** So many students are caught up at once: each takes a part of the teacher's machine, and of what the hosts are on. */
const AT_ONCE = 5;

/** How a catch-up has ended. */
export interface CatchUpEnd {
  /** Why the student is not there, in the language of the page; `null` when the student is. */
  why: string | null;
  /** Whether it was to end there. */
  stopped: boolean;
}

/** A student who is caught up, or waits for it. */
interface Underway {
  until: string;
  stopping: AbortController;
  over: Promise<unknown>;
}

/** The students that labnote catches up: some at once, the others in the order in which they were asked for. */
export class CatchUps {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  readonly #underway = new Map<string, Underway>();
  #running = 0;

  constructor(atOnce = AT_ONCE) {
    this.#atOnce = atOnce;
  }

  /** The step to which a student is caught up, or waits for that; `undefined` for one who is not. */
  until(student: string): string | undefined {
    return this.#underway.get(student)?.until;
  }

  /** Catches a student up. If that is under way already, it is stopped first. */
  start(student: string, deed: DeedHost, request: CatchUpRequest, signal?: AbortSignal): Promise<CatchUpEnd> {
    const before = this.stop(student);
    const stopping = new AbortController();
    const either = signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]);
    const said = before.then(() => this.#inTurn(() => catchUp(deed, request, either), either));
    const own: Underway = { until: request.until, stopping, over: said.catch(() => {}) };
    this.#underway.set(student, own);
    return said
      .finally(() => {
        if (this.#underway.get(student) === own) this.#underway.delete(student);
      })
      .then((why) => ({ why, stopped: why !== null && stopping.signal.aborted }));
  }

  /** Interrupts what labnote types for a student. Resolves when it types no more. */
  async stop(student: string): Promise<void> {
    const underway = this.#underway.get(student);
    underway?.stopping.abort();
    await underway?.over;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#underway.keys()].map((student) => this.stop(student)));
  }

  /** @param signal ends the wait for a place: the work is to see by itself that it is not wanted */
  async #inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1;
    else if (!(await this.#place(signal))) return work();
    try {
      return await work();
    } finally {
      // A place is handed on, so that nobody else takes it first.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  /** Waits for a place. @returns whether there is one */
  #place(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const taken = () => {
        signal.removeEventListener("abort", given);
        resolve(true);
      };
      const given = () => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1);
        resolve(false);
      };
      if (signal.aborted) return resolve(false);
      this.#waiting.push(taken);
      signal.addEventListener("abort", given, { once: true });
    });
  }
}
