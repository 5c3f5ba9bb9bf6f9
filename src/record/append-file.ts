import { appendFileSync, closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

/** A file that grows by whole lines. If the disk has no room for a line, no part of the line stays. */
export class AppendFile {
  readonly #file: number;
  #size = 0;

  /** @param keep whether lines that are there stay, but for one without its end, which a killed process left; else the file is a new one */
  constructor(path: string, { keep = false } = {}) {
    if (!keep) rmSync(path, { force: true });
    this.#file = openSync(path, "a+");
    if (!keep) return;
    this.#size = readFileSync(path).lastIndexOf("\n") + 1;
    ftruncateSync(this.#file, this.#size);
  }

  /** @param line with its line end */
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

/** Writes `*` over these values in a file of JSON lines. Everything else stays at its place, since another process may be reading it. */
export function blot(path: string, values: readonly string[]): void {
  const bytes = (value: string) => Buffer.from(JSON.stringify(value).slice(1, -1)).toString("latin1");
  const known = new RegExp(values.map((value) => RegExp.escape(bytes(value))).join("|"), "g");
  // A character of latin1 is one byte.
  const content = readFileSync(path, "latin1");
  let file: number | undefined;
  try {
    for (const { index, 0: value } of content.matchAll(known)) {
      file ??= openSync(path, "r+");
      writeSync(file, "*".repeat(value.length), index, "latin1");
    }
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
