import { LabError, LabErrors } from "../common/errors.ts";
import type { Warning } from "./note.ts";

/** Gathers what the reader finds in a note, so that the author sees all of it at once: problems, for which it is refused, and warnings. */
export class Problems {
  readonly file: string;
  readonly warnings: Warning[] = [];
  readonly #problems: LabError[] = [];

  constructor(file: string) {
    this.file = file;
  }

  refuse(line: number, what: string, remedy: string, cause?: unknown): void {
    this.#problems.push(new LabError(what, { remedy, place: { file: this.file, line }, cause }));
  }

  warn(line: number, message: string): void {
    this.warnings.push({ line, message });
  }

  /** All problems, in the order of the page; `undefined` if there are none. */
  get refusal(): LabErrors | undefined {
    if (this.#problems.length === 0) return undefined;
    const inOrder = this.#problems.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
    const count = inOrder.length === 1 ? "one problem" : `${inOrder.length} problems`;
    return new LabErrors(`${this.file} is refused as a note: ${count}`, inOrder);
  }
}
