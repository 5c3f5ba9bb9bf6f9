import { open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { RunEvent } from "../record/events.ts";

/** How often a log is looked at, in milliseconds; file watching differs too much between systems to rely on. */
const INTERVAL = 100;

/**
 * The events of a run as another process writes them, from those that are there at `since` (ISO 8601) or later.
 * The file may not exist yet, and may be begun anew at any time. Ends when `signal` says so, after a last look.
 */
export async function* follow(file: string, since: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const tail = new Tail(file);
  for (let last = false; !last; ) {
    last = signal.aborted;
    for (const line of await tail.read()) {
      const event = JSON.parse(line) as RunEvent;
      if (event.time >= since) yield event;
    }
    if (!last) await pause(INTERVAL, undefined, { signal }).catch(() => {});
  }
}

/** The whole lines that were added to a file since the last look. */
class Tail {
  readonly #file: string;
  #inode = 0;
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
      const { ino, size } = await handle.stat();
      if (ino !== this.#inode || size < this.#offset) this.#restart(ino);
      const buffer = Buffer.alloc(size - this.#offset);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#offset);
      this.#offset += bytesRead;
      const lines = (this.#rest + this.#decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split("\n");
      this.#rest = lines.pop() ?? "";
      return lines;
    } finally {
      await handle.close();
    }
  }

  #restart(inode: number): void {
    this.#inode = inode;
    this.#offset = 0;
    this.#decoder = new TextDecoder();
    this.#rest = "";
  }
}
