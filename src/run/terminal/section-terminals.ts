import type { EmitUntimed } from "../../record/events.ts";
import type { HostSession } from "../host-session.ts";
import { Terminal } from "./terminal.ts";

/** The terminals of one section. Each is opened when a step first needs it. */
export class SectionTerminals {
  readonly #held: HostSession;
  readonly #folder: Promise<string>;
  readonly #tell: EmitUntimed;
  readonly #signal: AbortSignal;
  readonly #open = new Map<number, Shell>();

  /** @param folder the section's. The first terminal is opened while the folder is still being made. */
  constructor(held: HostSession, folder: Promise<string>, tell: EmitUntimed, signal: AbortSignal) {
    this.#held = held;
    this.#folder = folder;
    this.#tell = tell;
    this.#signal = signal;
    this.#start(1);
  }

  /** Resolves when the section's folder exists. */
  get ready(): Promise<unknown> {
    return this.#folder;
  }

  /** The terminal with that number, ready for the step with that index in the record. */
  async at(number: number, index: number): Promise<Shell> {
    await this.#folder;
    let shell = this.#open.get(number);
    // As a person who has logged out of the last shell, and comes back, logs in again.
    if (shell?.terminal.end?.exit !== undefined && this.#alive.length === 0) await this.#held.relogin(this.#signal);
    if (shell === undefined || shell.terminal.phase === "gone") shell = this.#start(number);
    shell.stepBegins(index);
    await shell.terminal.opened(this.#signal);
    if (shell.terminal.pid !== undefined) this.#held.opened(shell.terminal.pid);
    return shell;
  }

  #start(number: number): Shell {
    const shell = new Shell(this.#held, this.#folder, this.#tell);
    this.#open.set(number, shell);
    return shell;
  }

  get #alive(): Terminal[] {
    return [...this.#open.values()].map(({ terminal }) => terminal).filter(({ phase }) => phase !== "gone");
  }

  /** Interrupts what still runs, and closes all terminals. */
  async close(): Promise<void> {
    await Promise.all(
      this.#alive.map(async (terminal) => {
        if (terminal.phase === "running") await terminal.interrupt();
        await terminal.close();
      }),
    );
  }
}

/** A terminal, and the step to which its bytes belong in the events of the record. */
class Shell {
  readonly terminal: Terminal;
  readonly #tell: EmitUntimed;
  readonly #decoder = new TextDecoder();
  #index: number | undefined;
  /** What the shell sent before its first step. */
  #early = "";

  constructor(held: HostSession, folder: Promise<string>, tell: EmitUntimed) {
    this.#tell = tell;
    this.terminal = new Terminal(held.remote, folder, (part, data) => {
      if (part === "echo") this.stepEnds();
      this.#show(part, data);
    });
  }

  #show(part: "output" | "echo", data: Uint8Array): void {
    const text = this.#decoder.decode(data, { stream: true });
    if (this.#index === undefined) this.#early += text;
    else if (text !== "") this.#tell({ type: part, index: this.#index, data: text });
  }

  stepBegins(index: number): void {
    this.#index = index;
    if (this.#early !== "") this.#tell({ type: "echo", index, data: this.#early });
    this.#early = "";
  }

  /** Tells the last bytes of an output that was too long to be told as it came, before anything that follows it. */
  stepEnds(): void {
    this.#show("output", this.terminal.transcript.last());
  }
}
