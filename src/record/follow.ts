import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { RunEvent } from "./events.ts";

/** How often a log is looked at, in milliseconds; file watching differs too much between systems to rely on. */
const INTERVAL = 100;

/**
 * The events of the runs that start at `since` (ISO 8601) or later, as other processes write them. One that started before may still write
 * while it stops, and is none of them.
 * The file may not exist yet, and may be begun anew at any time. Ends when `signal` says so, after a last look.
 */
export async function* follow(file: string, since: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const tail = new Tail(file);
  let started = false;
  for (let last = false; !last; ) {
    last = signal.aborted;
    for (const line of await tail.read()) {
      const event = JSON.parse(line) as RunEvent;
      started ||= event.type === "run-started" && event.time >= since;
      if (started) yield event;
    }
    if (!last) await pause(INTERVAL, undefined, { signal }).catch(() => {});
  }
}

/** Bytes at the beginning of a log by which it is known again: each begins with the time of its run. A file's number says nothing, it is given again. */
const HEAD = 64;

/** The whole lines that were added to a file since the last look. */
class Tail {
  readonly #file: string;
  #head: Buffer = Buffer.alloc(0);
  #offset = 0;
  #decoder = new TextDecoder();
  #rest = "";

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
      const head = await this.#bytes(handle, 0, Math.min(size, HEAD));
      if (size < this.#offset || !head.subarray(0, this.#head.length).equals(this.#head)) this.#restart();
      this.#head = head;
      const added = await this.#bytes(handle, this.#offset, size - this.#offset);
      this.#offset += added.length;
      const lines = (this.#rest + this.#decoder.decode(added, { stream: true })).split("\n");
      this.#rest = lines.pop() ?? "";
      return lines;
    } finally {
      await handle.close();
    }
  }

  async #bytes(handle: FileHandle, position: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  #restart(): void {
    this.#offset = 0;
    this.#decoder = new TextDecoder();
    this.#rest = "";
  }
}
