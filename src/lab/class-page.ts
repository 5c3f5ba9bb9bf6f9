import { setTimeout as pause } from "node:timers/promises";
import type { RunEvent } from "../record/events.ts";

/** The class whose page is kept as new as its records. */
export interface ClassOfPage {
  /** The folder that has a record's folder for each host. */
  records: string;
  /** All hosts of the lab: one alone is no class. */
  students: readonly string[];
  /** The hosts on which the note runs. */
  hosts: readonly string[];
  /** The file of the note. */
  note: string;
}

/** Writes the page; `lost` are the hosts that have not begun, and `live` says whether the note still runs. */
type WritePage = (of: ClassOfPage, lost: ReadonlySet<string>, live: boolean) => Promise<unknown>;

// Loaded when a run begins: it takes a while.
const written: WritePage = async ({ records, students, note }, lost, live) =>
  (await import("../pages/write.ts")).writeClass(records, students, note, lost, live);

/** Milliseconds: the least time between two pages, and the most; and how far a record may be behind its events. */
const [SOON, LATE, BEHIND] = [1000, 60_000, 300];
/** The most of all time in which pages are written. */
const SHARE = 0.05;

/**
 * Keeps the page of a class as new as its records while a note runs: from the first host that begins, and then when one begins, is through a
 * section or is done. A page a minute says that the run goes on. A page that cannot be written fails no run: the one at the end tells of it.
 */
export class ClassPage {
  readonly #of: ClassOfPage;
  readonly #write: WritePage;
  readonly #begun = new Set<string>();
  readonly #over = new AbortController();
  #renewing: Promise<void> | undefined;
  #changed = false;

  constructor(of: ClassOfPage, write = written) {
    this.#of = of;
    this.#write = write;
  }

  hear(host: string, { type }: RunEvent): void {
    if (this.#of.students.length < 2) return;
    if (type === "run-started") this.#begun.add(host);
    else if (type !== "section-ended" && type !== "run-ended") return;
    this.#changed = true;
    this.#renewing ??= this.#renew();
  }

  /** Writes the page that stays, if the note ran. */
  async end(): Promise<void> {
    this.#over.abort();
    await this.#renewing;
    if (this.#renewing !== undefined) await this.#page(false);
  }

  async #renew(): Promise<void> {
    const { signal } = this.#over;
    const wait = (milliseconds: number) => pause(milliseconds, undefined, { signal }).catch(() => {});
    while (!signal.aborted) {
      await wait(BEHIND);
      this.#changed = false;
      const began = performance.now();
      await this.#page(true);
      await wait(Math.max(SOON, (performance.now() - began) / SHARE));
      while (!signal.aborted && !this.#changed && performance.now() - began < LATE) await wait(SOON);
    }
  }

  async #page(live: boolean): Promise<void> {
    const lost = new Set(this.#of.hosts.filter((host) => !this.#begun.has(host)));
    await this.#write(this.#of, lost, live).catch(() => {});
  }
}
