import { promptSign } from "../../note/console/prompts.ts";
import type { CommandStep } from "../../note/note.ts";
import type { EmitUntimed } from "../../record/events.ts";
import type { HeldHost } from "../host-session.ts";
import { type Listener, Terminal } from "./terminal.ts";

/** In which shell of a section a step is typed: in a terminal's own, or in that of root beside it. */
export type ShellPlace = Pick<CommandStep, "terminal" | "root">;

/** The terminals of one section. Each of their shells is opened when a step first needs it. */
export class SectionTerminals {
  readonly #held: HeldHost;
  readonly #folder: Promise<string>;
  readonly #tell: EmitUntimed;
  readonly #signal: AbortSignal;
  readonly #open = new Map<string, Shell>();
  /** Of each terminal, the shell that it shows. */
  readonly #shown = new Map<number, Shell>();

  /**
   * @param folder the section's. The first terminal is opened while the folder is still being made.
   * @param first where the first command is typed; `null` where none is
   */
  constructor(
    held: HeldHost,
    folder: Promise<string>,
    tell: EmitUntimed,
    signal: AbortSignal,
    first: ShellPlace | null = { terminal: 1, root: false },
  ) {
    this.#held = held;
    this.#folder = folder;
    this.#tell = tell;
    this.#signal = signal;
    if (first !== null) this.#start(first);
  }

  /** Resolves when the section's folder exists. */
  get ready(): Promise<unknown> {
    return this.#folder;
  }

  /** The shell at that place, ready for the step with that index in the record. */
  async at(place: ShellPlace, index: number): Promise<Shell> {
    await this.#folder;
    let shell = this.#open.get(keyOf(place));
    // As a person who has logged out of the last shell, and comes back, logs in again.
    if (shell?.terminal.end?.exit !== undefined && this.#alive.length === 0) await this.#held.relogin(this.#signal);
    if (shell === undefined || shell.terminal.phase === "gone") shell = this.#start(place);
    const before = this.#shown.get(place.terminal);
    this.#shown.set(place.terminal, shell);
    shell.stepBegins(index, before !== undefined && before.root !== place.root);
    await shell.terminal.opened(this.#signal);
    if (shell.terminal.pid !== undefined) this.#held.opened(shell.terminal.pid);
    return shell;
  }

  #start(place: ShellPlace): Shell {
    const shell = new Shell(this.#held, this.#folder, this.#tell, place);
    this.#open.set(keyOf(place), shell);
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

const keyOf = ({ terminal, root }: ShellPlace): string => `${terminal}${promptSign(root)}`;

/** What takes the prompt of a terminal's other shell away. */
const CLEARS_LINE = "\r\x1b[K";

/** A terminal, and the step to which its bytes belong in the events of the record. */
class Shell {
  readonly terminal: Terminal;
  readonly root: boolean;
  readonly #tell: EmitUntimed;
  readonly #decoder = new TextDecoder();
  #index: number | undefined;
  /** What the shell sent before its first step. */
  #early = "";

  constructor(held: HeldHost, folder: Promise<string>, tell: EmitUntimed, { terminal, root }: ShellPlace) {
    this.#tell = tell;
    this.root = root;
    const listener: Listener = (part, data) => {
      if (part === "echo") this.stepEnds();
      this.#show(part, data);
    };
    this.terminal = new Terminal(held.shell(terminal), folder, listener, root);
  }

  #show(part: "output" | "echo", data: Uint8Array): void {
    const text = this.#decoder.decode(data, { stream: true });
    if (this.#index === undefined) this.#early += text;
    else if (text !== "") this.#tell({ type: part, index: this.#index, data: text });
  }

  /** @param returns whether the terminal showed its other shell's prompt before */
  stepBegins(index: number, returns: boolean): void {
    const prompt = this.#index === undefined ? this.#early : returns ? promptSign(this.root) : "";
    this.#index = index;
    this.#early = "";
    const data = returns ? CLEARS_LINE + prompt : prompt;
    if (data !== "") this.#tell({ type: "echo", index, data });
  }

  /** Tells the last bytes of an output that was too long to be told as it came, before anything that follows it. */
  stepEnds(): void {
    this.#show("output", this.terminal.transcript.last());
  }
}
