import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { RunEvent } from "./events.ts";
import { parseEvent } from "./read.ts";

/** How often a log is read, in milliseconds. File watching differs too much between systems to rely on it. */
const INTERVAL = 100;

/**
 * The events of the runs that start at `since` (ISO 8601) or later, as other processes write them. A run that started before may still
 * write while it stops; its events are left out. The file may not exist yet, and may be begun anew at any time. Ends when `signal` aborts,
 * after one last read.
 *
 * @throws {LabError} when a line is no event
 */
export async function* follow(file: string, since: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const log = new LogTail(file);
  let started = false;
  for (let last = false; !last; ) {
    last = signal.aborted;
    for (const line of await log.read()) {
      const event = parseEvent(line, file);
      started ||= event.type === "run-started" && event.time >= since;
      if (started) yield event;
    }
    if (!last) await pause(INTERVAL, undefined, { signal }).catch(() => {});
  }
}

/** The bytes at a log's start that tell it from another log: they have the time of its run. An inode number is used again, so it does not. */
const HEAD = 64;

/** Reads the lines that were added to a log since the last read. A line without its end is not read: a full disk may take it back. */
export class LogTail {
  readonly #file: string;
  #head: Buffer = Buffer.alloc(0);
  /** Where the last whole line that was read ends. */
  #offset = 0;

  constructor(file: string) {
    this.#file = file;
  }

  async read(): Promise<string[]> {
    const handle = await open(this.#file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (handle === undefined) return [];
    try {
      const { size } = await handle.stat();
      const head = await bytesOf(handle, 0, Math.min(size, HEAD));
      const isSameLog = size >= this.#offset && head.subarray(0, this.#head.length).equals(this.#head);
      if (!isSameLog) this.#offset = 0;
      this.#head = head;
      const added = await bytesOf(handle, this.#offset, size - this.#offset);
      const end = added.lastIndexOf("\n") + 1;
      this.#offset += end;
      return added.toString("utf8", 0, end).split("\n").slice(0, -1);
    } finally {
      await handle.close();
    }
  }
}

async function bytesOf(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
