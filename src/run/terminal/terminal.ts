import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { withTimeout } from "../../common/abort.ts";
import { LabError } from "../../common/errors.ts";
import { type Channel, type Closed, ConnectError } from "../../hosts/ssh/connection.ts";
import { CTRL_BACKSLASH, CTRL_C } from "../../note/console/keys.ts";
import { LONGEST_TOLD, type Mark, MarkReader } from "./marks.ts";
import type { OpenShell } from "./open-shell.ts";
import { Transcript, type TranscriptView } from "./transcript.ts";

/** What a terminal does at a moment. */
export type Phase =
  /** Its shell has not started yet. */
  | "starting"
  /** Its shell waits for a command. */
  | "ready"
  /** Its shell has a part of a command, and waits for the next line of it. */
  | "more"
  /** A line was typed, and the shell has not answered yet. */
  | "typed"
  /** A command runs. */
  | "running"
  /** Its channel is closed. */
  | "gone";

/** What a step has left in a terminal: the prompt of what runs, or a command whose further output belongs to a later step. */
export type LeftOpen = "nested prompt" | "running command";

/** Gets a terminal's bytes as they come: `output` is what commands print (its first bytes), `echo` is prompts and what was typed. */
export type Listener = (part: "output" | "echo", data: Uint8Array) => void;

/** How long a terminal waits, in milliseconds. */
export interface TerminalLimits {
  /** For its shell to start. */
  opening: number;
  /** For a command to end after each interrupt. */
  interrupted: number;
}

const LIMITS: TerminalLimits = { opening: 30_000, interrupted: 2000 };

/** Milliseconds: after a look at the screen that took no longer than this, the next look may follow at once. */
const BRIEF = 10;

const CTRL_V = "\x16";

/** One shell of a section, on a real terminal of the host. The shell's marks say in which phase it is; {@link transcript} keeps what commands print. */
export class Terminal {
  phase: Phase = "starting";
  /** The last command's status; `undefined` before the first command. */
  status: number | undefined;
  /** How its channel ended. */
  end: Closed | undefined;
  /** What commands printed since the last step that typed began. */
  transcript = new Transcript();
  /** The process that leads the terminal's session on the host. */
  pid: number | undefined;

  readonly #channel: Channel;
  readonly #marks: MarkReader;
  readonly #listener: Listener;
  readonly #limits: TerminalLimits;
  #left: LeftOpen | undefined;
  #read = 0;
  #changed = Promise.withResolvers<void>();
  #changes = 0;
  /** Interrupts did not end what runs. */
  #deaf = false;

  /**
   * @param folder the section's, relative to the user's home folder; it exists when the promise resolves
   * @param root whether its shell is root's
   */
  constructor(open: OpenShell, folder: Promise<string>, listener: Listener, root = false, limits = LIMITS) {
    this.#limits = limits;
    const nonce = randomBytes(8).toString("hex");
    this.#marks = new MarkReader(nonce, LONGEST_TOLD);
    this.#listener = listener;
    this.#channel = open({ nonce, folder, root }, (data) => this.#take(data));
    this.#channel.closed.then((end) => {
      this.end = end;
      this.phase = "gone";
      this.#change();
    });
  }

  /**
   * Resolves when its shell waits for a command.
   * @throws {LabError} when the shell does not start
   */
  async opened(signal: AbortSignal): Promise<void> {
    const { opening } = this.#limits;
    const limited = withTimeout(signal, opening);
    await this.until(() => this.phase !== "starting", limited).catch((error) => {
      if (signal.aborted || !limited.aborted) throw error;
      throw new LabError(`A shell on the host did not start within ${opening / 1000} s`, { failure: "shell" });
    });
    if (this.end === undefined) return;
    if (this.end.exit === undefined) throw new ConnectError("lost", this.end.why);
    throw new LabError(`A shell on the host did not start: ${this.end.why}`, { failure: "shell" });
  }

  /** What the last step has left here; `undefined` when the next command is for the shell itself. */
  get left(): LeftOpen | undefined {
    return this.#left;
  }

  /** How many lines of the transcript the steps so far have read. What follows belongs to the next step. */
  get read(): number {
    return this.#read;
  }

  /** A step is over. It has left this, and has read the transcript's lines up to that one. */
  leave(left: LeftOpen | undefined, read: number): void {
    this.#left = left;
    this.#read = read;
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

  /** Waits until a condition on the terminal holds. It is asked again at every change. Rejects when `signal` aborts. */
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
   * Waits until a look at the screen finds what it looks for. It looks at every change; with `settled`, only when nothing came for so many
   * milliseconds. A look at much text takes long, so the next one waits in proportion: looks take a tenth of the time at most.
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
   * Types a command at the shell's own prompt. Its first line is typed when the shell waits for a command, each further line only when the shell
   * waits for more of this one: else it would be a command of its own. Resolves when the shell has taken what was typed.
   * @returns the first line that was not typed, since the shell ended or had the whole command before; `undefined` when all were typed
   */
  async type(command: string, signal: AbortSignal): Promise<string | undefined> {
    this.begin();
    await this.until(() => this.phase === "ready" || this.phase === "gone", signal);
    for (const [index, line] of command.split("\n").entries()) {
      if (this.phase !== (index === 0 ? "ready" : "more")) return line;
      this.phase = "typed";
      this.enter(line);
      await this.until(() => this.phase !== "typed", signal);
    }
    return undefined;
  }

  /** Types one line to the shell or to what runs in it. Tabs are quoted, or a shell would complete words at them. */
  enter(line: string): void {
    this.send(`${line.replaceAll("\t", `${CTRL_V}\t`)}\r`);
  }

  /** Sends bytes to what runs. */
  send(keys: string): void {
    this.#channel.write(keys);
  }

  /** Begins a new transcript; `shown` stands in the cursor's line. */
  begin(shown = ""): void {
    this.transcript = new Transcript(shown);
    this.leave(undefined, 0);
  }

  async see(): Promise<TranscriptView> {
    return this.transcript.see();
  }

  /** Interrupts what runs: twice with Ctrl-C, then with Ctrl-\. Resolves to false if the shell does not come back. */
  async interrupt(): Promise<boolean> {
    for (const key of this.#deaf ? [] : [CTRL_C, CTRL_C, CTRL_BACKSLASH]) {
      if (this.phase === "more" || this.phase === "typed" || this.phase === "running") this.send(key);
      const back = () => this.phase === "ready" || this.phase === "gone";
      await this.until(back, AbortSignal.timeout(this.#limits.interrupted)).catch(() => {});
      if (back()) return true;
    }
    this.#deaf = true;
    return false;
  }

  async close(): Promise<void> {
    await this.#channel.close();
  }
}
