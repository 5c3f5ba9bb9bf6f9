import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { withTimeout } from "../../common/abort.ts";
import { LabError } from "../../common/errors.ts";
import { type Channel, type Closed, ConnectError, type Connection } from "../../hosts/ssh/connection.ts";
import { type Mark, MarkReader, rcFile } from "./marks.ts";
import { Transcript, type TranscriptView } from "./transcript.ts";

/** What a terminal is at. */
export type Phase =
  /** Its shell is not there yet. */
  | "starting"
  /** Its shell takes a command. */
  | "ready"
  /** It has a part of a command and takes the next line. */
  | "more"
  /** A line was typed, and the shell has not said what it makes of it. */
  | "typed"
  /** A command runs. */
  | "running"
  /** It is no more. */
  | "gone";

/** What is told of a terminal's bytes, as they come: the first of those of commands, and those of prompts and typing. */
export type Listener = (part: "output" | "echo", data: Uint8Array) => void;

/** Milliseconds that a shell may take to come up. */
const OPENING = 30_000;
/** Milliseconds that an interrupted command has to end, each time. */
const INTERRUPTED = 2000;

/** Milliseconds that a look at the screen may take without being held back. */
const BRIEF = 10;

/** What the key sends to the terminal. */
export const CTRL_C = "\x03";
const CTRL_V = "\x16";
const CTRL_BACKSLASH = "\x1c";

/**
 * One shell of a section, on a real terminal of the host. It knows from the shell's marks what the terminal is at; what it shows
 * between a command's start and end is kept in {@link transcript}.
 */
export class Terminal {
  phase: Phase = "starting";
  /** Of the last command; `undefined` before the first. */
  status: number | undefined;
  /** Why it is gone. */
  end: Closed | undefined;
  /** What came since it was last typed into. */
  transcript = new Transcript();
  /** How many lines of the transcript the steps so far have read; what follows belongs to the next. */
  read = 0;
  /** A step has left a command running, whose further output is for a later step. */
  left = false;
  /** What runs shows a prompt of its own. */
  nested = false;
  /** The process that leads the terminal's session on the host. */
  pid: number | undefined;

  readonly #channel: Channel;
  readonly #marks: MarkReader;
  readonly #listener: Listener;
  #changed = Promise.withResolvers<void>();
  #changes = 0;
  /** It was interrupted in vain. */
  #deaf = false;

  /** @param folder the section's, relative to the home; it has to be there when the promise resolves */
  constructor(remote: Connection, folder: Promise<string>, listener: Listener) {
    const nonce = randomBytes(8).toString("hex");
    this.#marks = new MarkReader(nonce);
    this.#listener = listener;
    this.#channel = remote.terminal(
      folder.then((name) => rcFile(nonce, name)),
      (data) => this.#take(data),
    );
    this.#channel.closed.then((end) => {
      this.end = end;
      this.phase = "gone";
      this.#change();
    });
  }

  /**
   * Resolves once its shell takes commands.
   * @throws {LabError} when it does not come up
   */
  async opened(signal: AbortSignal): Promise<void> {
    const limited = withTimeout(signal, OPENING);
    await this.until(() => this.phase !== "starting", limited).catch((error) => {
      if (signal.aborted || !limited.aborted) throw error;
      throw new LabError(`A shell on the host did not come up within ${OPENING / 1000} s`);
    });
    if (this.phase !== "gone") return;
    if (this.end?.exit === undefined) throw new ConnectError("lost", this.end?.why ?? "");
    throw new LabError(`A shell on the host could not be opened: ${this.end.why}`);
  }

  #take(data: Uint8Array): void {
    for (const part of this.#marks.push(data)) {
      if (part instanceof Uint8Array) this.#show(part);
      else this.#mark(part);
    }
    this.#change();
  }

  #show(data: Uint8Array): void {
    if (this.phase === "starting") return;
    if (this.phase === "running") this.#listener("output", this.transcript.append(data));
    else this.#listener("echo", data);
  }

  #mark(mark: Mark): void {
    switch (mark.kind) {
      case "shell":
        this.pid = mark.pid;
        break;
      case "start":
        if (this.phase === "typed") this.phase = "running";
        break;
      case "more":
        if (this.phase === "typed") this.phase = "more";
        break;
      case "ready":
        this.status = this.phase === "starting" ? undefined : mark.status;
        this.phase = "ready";
        break;
    }
  }

  #change(): void {
    this.#changes += 1;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  /** Waits until a condition on the terminal holds, looking again at every change. Rejects when `signal` aborts. */
  async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    if (condition()) return;
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener("abort", abort);
    try {
      while (!condition()) await Promise.race([this.#changed.promise, aborted.promise]);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /**
   * Waits until a look at the screen is satisfied, at every change, or whenever nothing came for `settled` milliseconds. A look at much
   * text takes long, so the next one waits in proportion: looking takes a tenth of the time at most.
   */
  async check(look: () => Promise<boolean>, signal: AbortSignal, settled = 0): Promise<void> {
    for (;;) {
      if (settled > 0) await this.quiet(settled, signal);
      const changes = this.#changes;
      const start = performance.now();
      if (await look()) return;
      const took = performance.now() - start;
      if (took > BRIEF) await pause(9 * took, undefined, { signal });
      await this.until(() => this.#changes > changes, signal);
    }
  }

  /** Resolves when nothing came for so many milliseconds. */
  async quiet(milliseconds: number, signal: AbortSignal): Promise<void> {
    for (let changes = -1; changes !== this.#changes; ) {
      changes = this.#changes;
      signal.throwIfAborted();
      await Promise.race([this.#changed.promise, pause(milliseconds)]);
    }
  }

  /**
   * Types a command at the shell's own prompt, line by line, each when the one before it was taken, and resolves when its last
   * line was. Tabs are quoted, or the shell would complete words at them.
   */
  async type(command: string, signal: AbortSignal): Promise<void> {
    this.begin();
    for (const [index, line] of command.split("\n").entries()) {
      const takes = () => this.phase === "ready" || this.phase === "gone" || (this.phase === "more" && index > 0);
      await this.until(takes, signal);
      if (this.phase === "gone") return;
      this.phase = "typed";
      this.#channel.write(`${line.replaceAll("\t", `${CTRL_V}\t`)}\r`);
      await this.until(() => this.phase !== "typed", signal);
    }
  }

  /** Sends bytes to what runs. */
  send(keys: string): void {
    this.#channel.write(keys);
  }

  /** Begins a new transcript; `shown` stands in the cursor's line. */
  begin(shown = ""): void {
    this.transcript = new Transcript(shown);
    this.read = 0;
    this.left = false;
    this.nested = false;
  }

  async see(): Promise<TranscriptView> {
    return this.transcript.see();
  }

  /** Interrupts what runs, first as a person would, then harder. False if the shell does not come back. */
  async interrupt(): Promise<boolean> {
    for (const key of this.#deaf ? [] : [CTRL_C, CTRL_C, CTRL_BACKSLASH]) {
      if (this.phase === "more" || this.phase === "typed" || this.phase === "running") this.send(key);
      const back = () => this.phase === "ready" || this.phase === "gone";
      if (
        await this.until(back, AbortSignal.timeout(INTERRUPTED)).then(
          () => true,
          () => false,
        )
      )
        return true;
    }
    this.#deaf = true;
    return false;
  }

  async close(): Promise<void> {
    await this.#channel.close();
  }
}
