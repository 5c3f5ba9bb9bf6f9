import { setTimeout as rest } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** What the pages are made from that students take home while the class runs. */
export interface HomePagesOptions {
  /** What a student's page depends on: while these are the same values, the page is the same. */
  basis(student: string): readonly unknown[];
  /** Makes a student's page, which takes up to half a second of the processor. */
  make(student: string): string;
}

/** So often a minute a student may take their page. */
const TIMES = 6;

/**
 * The pages that students take home while the class runs. One is made at a time, and then the processor is the others' for as long as that took. What has
 * not changed is not made again.
 */
export class HomePages {
  readonly #options: HomePagesOptions;
  readonly #times = new RateLimiterMemory({ points: TIMES, duration: 60 });
  /** Packed: a class of a hundred would keep a hundred megabytes else. */
  readonly #made = new Map<string, { basis: readonly unknown[]; page: Uint8Array<ArrayBuffer> }>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: HomePagesOptions) {
    this.#options = options;
  }

  /** @returns the page of a student as it is now, as gzip; `undefined` for a student who has taken it too often in the last minute */
  async take(student: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const may = await this.#times.consume(student).then(
      () => true,
      () => false,
    );
    if (!may) return undefined;
    const known = this.#known(student);
    if (known !== undefined) return known;
    const made = this.#turn.then(() => this.#known(student) ?? this.#make(student));
    this.#turn = made.catch(() => {}).then(() => rest(this.#took, undefined, { ref: false }));
    return made;
  }

  /** Milliseconds that the last page took. */
  #took = 0;

  #known(student: string): Uint8Array<ArrayBuffer> | undefined {
    const made = this.#made.get(student);
    const basis = this.#options.basis(student);
    return made?.basis.every((value, at) => value === basis[at]) === true ? made.page : undefined;
  }

  #make(student: string): Uint8Array<ArrayBuffer> {
    const began = performance.now();
    const basis = this.#options.basis(student);
    const page = new Uint8Array(gzipSync(this.#options.make(student)));
    this.#made.set(student, { basis, page });
    this.#took = performance.now() - began;
    return page;
  }
}
