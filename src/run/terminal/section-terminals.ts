import type { EmitUntimed } from "../../record/events.ts";
import type { HostSession } from "../host-session.ts";
import { Terminal } from "./terminal.ts";

/** The terminals of one section, each opened when it is first needed. */
export class SectionTerminals {
  readonly #held: HostSession;
  readonly #folder: Promise<string>;
  readonly #tell: EmitUntimed;
  readonly #signal: AbortSignal;
  readonly #open = new Map<number, Shell>();

  /** @param folder the section's, once it is there: the first terminal is on its way before that */
  constructor(held: HostSession, folder: Promise<string>, tell: EmitUntimed, signal: AbortSignal) {
    this.#held = held;
    this.#folder = folder;
    this.#tell = tell;
    this.#signal = signal;
    this.#start(1);
  }

  /** Resolves when the section's folder is there. */
  get ready(): Promise<unknown> {
    return this.#folder;
  }

  /** The terminal of that number, ready for that step of the record. */
  async at(number: number, index: number): Promise<Shell> {
    await this.#folder;
    let shell = this.#open.get(number);
    // Who has logged out and comes back logs in anew, unless somebody is still there.
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

  /** Interrupts what still runs, and closes all. */
  async close(): Promise<void> {
    await Promise.all(
      this.#alive.map(async (terminal) => {
        if (terminal.phase === "running") await terminal.interrupt();
        await terminal.close();
      }),
    );
  }
}

/** A terminal, and the step whose events its bytes are. */
class Shell {
  readonly terminal: Terminal;
  readonly #tell: EmitUntimed;
  readonly #decoder = new TextDecoder();
  #index: number | undefined;
  /** What the shell said before its first step. */
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

  /** What was too much to be told as it came is told as far as it was kept, before anything that comes after it. */
  stepEnds(): void {
    this.#show("output", this.terminal.transcript.last());
  }
}
