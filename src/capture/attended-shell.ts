import { shellQuote } from "../common/advice.ts";
import type { Channel, Connection, TerminalSize } from "../hosts/ssh/connection.ts";
import type { Mark } from "../run/terminal/marks.ts";
import { keysIn, type UntimedCapture, type WrittenFile } from "./events.ts";
import { parseFiles, writtenFiles } from "./written-files.ts";

/** Milliseconds for a small script beside the shell. */
const LIMIT = 10_000;
/** So many bytes of one output are kept, and no more until a key is typed or the command ends. */
const KEPT = 1024 * 1024;

/** Tells the events of a shell, in the order in which they happen. */
export class AttendedShell {
  readonly #remote: Connection;
  readonly #folder: string;
  readonly #tell: (event: UntimedCapture) => void;
  readonly #decoder = new TextDecoder();
  #pid = 0;
  /** Whether a command runs. */
  busy = false;
  #commands = 0;
  #started = 0;
  /** Whether keys were typed into the command that runs. */
  #typedInto = false;
  /** Whether it has told a key of the kind `other` since the last output. */
  #otherTold = false;
  #size = 0;
  /** What is asked of the host beside the shell. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(remote: Connection, folder: string, tell: (event: UntimedCapture) => void) {
    this.#remote = remote;
    this.#folder = folder;
    this.#tell = tell;
  }

  shows(part: Uint8Array | Mark): void {
    if (part instanceof Uint8Array) this.#prints(part);
    else this.#marks(part);
  }

  #prints(output: Uint8Array): void {
    this.#otherTold = false;
    const whole = this.#size < KEPT;
    this.#size += output.length;
    if (whole) this.#tell({ type: "output", data: this.#decoder.decode(output, { stream: true }) });
  }

  types(bytes: Uint8Array, channel: Channel): void {
    for (const key of keysIn(bytes)) {
      if (key === "other" && this.#otherTold) continue;
      this.#otherTold = key === "other";
      this.#act({ type: "key", key });
    }
    this.#typedInto ||= this.busy;
    channel.write(bytes);
  }

  resized(size: TerminalSize): void {
    this.#act({ type: "resized", size });
    if (this.#pid === 0) return;
    const script = `stty -F "$(readlink /proc/${this.#pid}/fd/0)" cols ${size.columns} rows ${size.rows}`;
    this.#ask(script, () => {});
  }

  /** The shell has ended. Resolves when all that was asked of the host is answered. */
  async ends(): Promise<void> {
    if (this.#size > KEPT) this.#act({ type: "cut" });
    await this.#asked;
  }

  #marks(mark: Mark): void {
    this.#act({ type: "mark", mark });
    if (mark.kind === "shell") this.#pid = mark.pid;
    if (mark.kind === "start") {
      this.#started = performance.now();
      this.#commands += 1;
    }
    if (mark.kind === "ready" && this.#typedInto) this.#askForFiles(this.#commands, performance.now() - this.#started);
    this.busy = mark.kind === "start" || (this.busy && mark.kind !== "ready");
    this.#typedInto = false;
  }

  /** Tells an event that is no output. */
  #act(event: UntimedCapture): void {
    if (this.#size > KEPT && event.type !== "cut") this.#act({ type: "cut" });
    this.#size = 0;
    this.#tell(event);
  }

  /** What was typed into an editor, labnote cannot type again. It can write the files that came of it. */
  #askForFiles(command: number, since: number): void {
    this.#ask(writtenFiles(shellQuote(this.#folder), since), (said) => {
      const files: WrittenFile[] = parseFiles(said);
      if (files.length > 0) this.#tell({ type: "files", command, files });
    });
  }

  /** One after the other, so that the last size stays. The shell's own end tells of a connection that breaks. */
  #ask(script: string, then: (said: string) => void): void {
    this.#asked = this.#asked
      .then(() => this.#remote.run(script, { timeout: LIMIT }))
      .then(({ stdout }) => then(stdout))
      .catch(() => {});
  }
}
