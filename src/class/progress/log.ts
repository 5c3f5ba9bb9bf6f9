import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../common/errors.ts";
import type { Note } from "../../note/note.ts";
import { AppendFile, blot } from "../../record/append-file.ts";
import { type Reason, withTexts } from "../../record/reasons/reason.ts";
import type { Redactor } from "../../record/redact/redactor.ts";
import { type ClassEvent, parseClassEvent } from "./events.ts";
import { type ClassProgress, foldClass, newClass } from "./fold.ts";

/** The file with a class's events, a line each, in the lab's folder of records. */
export const CLASS_LOG = "class.jsonl";

/**
 * Keeps the events of a class. Each is on disk before anything else learns of it, so that a server that was killed goes on where it was. Secrets
 * are taken out first.
 */
export class ClassLog {
  progress: ClassProgress;
  readonly #path: string;
  readonly #file: AppendFile;
  readonly #redactor: Redactor;
  readonly #listeners = new Set<(event: ClassEvent, progress: ClassProgress) => void>();
  #blotted = 0;

  /**
   * @param folder the lab's folder of records; a log that is there goes on
   * @throws {LabError} when the folder cannot be written, or the log in it is broken
   */
  constructor(folder: string, note: Note, redactor: Redactor) {
    this.#path = join(folder, CLASS_LOG);
    this.#redactor = redactor;
    this.progress = existsSync(this.#path) ? readClass(this.#path, note) : newClass(note);
    this.#file = writing(this.#path, () => {
      mkdirSync(folder, { recursive: true });
      return new AppendFile(this.#path, { keep: true });
    });
  }

  /** @returns the class after the event. @throws {LabError} when the event cannot be written (a full disk) */
  readonly append = (event: ClassEvent): ClassProgress => {
    const kept = withoutSecrets(event, this.#redactor);
    writing(this.#path, () => {
      this.#file.append(`${JSON.stringify(kept)}\n`);
      this.#lookBack();
    });
    this.progress = foldClass(this.progress, kept);
    for (const listener of this.#listeners) listener(kept, this.progress);
    return this.progress;
  };

  /** @returns what ends it */
  listen(listener: (event: ClassEvent, progress: ClassProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#file.close();
  }

  /** A value that turns out to be secret may stand in earlier events. */
  #lookBack(): void {
    const { found } = this.#redactor;
    if (found.length === this.#blotted) return;
    blot(this.#path, found);
    this.#blotted = found.length;
  }
}

/**
 * The class that a log tells of. A line without its end is what a killed server left, and counts for nothing.
 * @throws {LabError} when a line is no event
 */
export const readClass = (path: string, note: Note): ClassProgress =>
  readFileSync(path, "utf8")
    .split("\n")
    .slice(0, -1)
    .reduce((progress, line) => foldClass(progress, parseClassEvent(line, path)), newClass(note));

/** What in an event is a person's text, or text of the host. */
const TEXTS: ReadonlySet<string> = new Set(["typed", "output", "nextPrompt", "text", "seen", "value", "what", "name"]);

/** An event without the secrets in its texts. */
function withoutSecrets(event: ClassEvent, redactor: Redactor): ClassEvent {
  const clean = (value: unknown, isText: boolean): unknown => {
    if (typeof value === "string") return isText ? redactor.text(value) : value;
    if (Array.isArray(value)) return value.map((each) => clean(each, isText));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === "reasons"
          ? inner.map((reason: Reason) => withTexts(reason, (text) => redactor.text(text)))
          : clean(inner, TEXTS.has(key)),
      ]),
    );
  };
  return clean(event, false) as ClassEvent;
}

function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new LabError(`The class could not be written to ${path}`, {
      cause,
      failure: "log",
      remedy:
        "make sure that the disk has room and that you may write to the folder; the class then goes on where it was",
    });
  }
}
