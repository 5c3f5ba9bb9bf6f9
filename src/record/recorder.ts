import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../common/errors.ts";
import { AppendFile, blot } from "./append-file.ts";
import { castHeader, castMarker, castName, castOutput } from "./asciicast.ts";
import type { RunEvent } from "./events.ts";
import { fold } from "./fold.ts";
import { junitXml } from "./junit.ts";
import { EVENTS, RECORD } from "./read.ts";
import type { RunRecord } from "./record.ts";
import type { Redactor } from "./redact/redactor.ts";

/** The least time between two writings of the whole record, in milliseconds. It is longer where writing takes long. */
const INTERVAL = 200;

/**
 * Writes a run's record while the run goes. Nothing else writes to the record's folder during a run. Each event is in `events.jsonl` before
 * the run goes on; `record.json` and `junit.xml` follow a moment later and are whole at any time.
 */
export class Recorder {
  record: RunRecord | undefined;
  readonly #folder: string;
  readonly #events: AppendFile;
  readonly #redactor: Redactor | undefined;
  /** The open recordings by file name. `index` is the step that printed last; `undefined` when another try of it begins. */
  readonly #casts = new Map<string, { file: AppendFile; started: number; index: number | undefined }>();
  /** The file names of all recordings of this run. */
  readonly #recorded = new Set<string>();
  #pending: NodeJS.Timeout | undefined;
  #cost = 0;

  /**
   * @param whole the run renews every step, so what an earlier run left is removed
   * @param redactor takes secrets out before the recorder writes
   */
  constructor(folder: string, whole: boolean, redactor?: Redactor) {
    this.#folder = folder;
    this.#redactor = redactor;
    this.#events = this.#writing(() => {
      if (whole) rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      return new AppendFile(join(folder, EVENTS));
    });
  }

  /** @throws {LabError} when the event cannot be written (a full disk) */
  readonly emit = (event: RunEvent): void => {
    this.#writing(() => {
      for (const kept of this.#redactor?.take(event) ?? [event]) this.#keep(kept);
    });
  };

  close(): void {
    this.#writing(() => {
      for (const kept of this.#redactor?.end() ?? []) this.#keep(kept);
      this.#closeCasts();
      this.#lookBack();
      this.#flush();
    });
    this.#events.close();
  }

  /** Values that turned out to be secret late in the run may have been written before. */
  #lookBack(): void {
    const found = this.#redactor?.found ?? [];
    if (found.length === 0) return;
    this.record &&= this.#redactor?.record(this.record);
    for (const name of [EVENTS, ...this.#recorded]) blot(join(this.#folder, name), found);
  }

  #keep(event: RunEvent): void {
    this.#events.append(`${JSON.stringify(event)}\n`);
    this.record = fold(this.record, event);
    if (event.type === "output" || event.type === "echo") this.#cast(event);
    else if (event.type === "step-retried") this.#retried(event.index);
    else if (event.type === "section-ended") this.#closeCasts();
    else if (event.type === "run-started" || event.type === "run-ended") this.#flush();
    else if (event.type === "step-ended") this.#flushSoon();
  }

  #cast({ index, time, data }: Extract<RunEvent, { index: number; data: string }>): void {
    const steps = this.record?.steps ?? [];
    const step = steps[index];
    if (step === undefined) return;
    const name = castName(step);
    const now = Date.parse(time);
    let cast = this.#casts.get(name);
    if (cast === undefined) {
      cast = { file: new AppendFile(join(this.#folder, name)), started: now, index: undefined };
      this.#casts.set(name, cast);
      this.#recorded.add(name);
      cast.file.append(castHeader(name, now));
    }
    if (cast.index !== index) {
      const ordinal = index + 1 - steps.findIndex(({ section }) => section === step.section);
      cast.file.append(castMarker(cast.started, now, ordinal, step.typed));
      cast.index = index;
    }
    cast.file.append(castOutput(cast.started, now, data));
  }

  #retried(index: number): void {
    for (const cast of this.#casts.values()) if (cast.index === index) cast.index = undefined;
  }

  #closeCasts(): void {
    for (const { file } of this.#casts.values()) file.close();
    this.#casts.clear();
  }

  #flushSoon(): void {
    this.#pending ??= setTimeout(
      () => {
        try {
          this.#flush();
        } catch {
          // No caller could catch the error here. The next event, or the end, tries again and throws it.
          this.#pending = undefined;
        }
      },
      Math.max(INTERVAL, 20 * this.#cost),
    );
  }

  #flush(): void {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    if (this.record === undefined) return;
    const start = performance.now();
    this.#replace(RECORD, `${JSON.stringify(this.record, undefined, 2)}\n`);
    this.#replace("junit.xml", junitXml(this.record));
    this.#cost = performance.now() - start;
  }

  #replace(name: string, content: string): void {
    const file = join(this.#folder, name);
    writeFileSync(`${file}.new`, content);
    renameSync(`${file}.new`, file);
  }

  #writing<T>(write: () => T): T {
    try {
      return write();
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
      throw new LabError(`The record of the run could not be written to ${this.#folder}`, {
        cause,
        remedy: "make sure that the disk has room and that you may write to the folder, then run it again",
      });
    }
  }
}
