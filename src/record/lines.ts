import { appendFileSync, closeSync, ftruncateSync, openSync, rmSync } from "node:fs";

/** A file that is begun anew and grows by whole lines: one for which there is no room is not there in part. */
export class Lines {
  readonly #file: number;
  #size = 0;

  constructor(path: string) {
    rmSync(path, { force: true });
    this.#file = openSync(path, "a");
  }

  /** @param line with its end */
  append(line: string): void {
    try {
      appendFileSync(this.#file, line);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#size += Buffer.byteLength(line);
  }

  close(): void {
    closeSync(this.#file);
  }
}
