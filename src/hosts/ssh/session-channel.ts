import type { Channel, Closed, TerminalSize } from "./connection.ts";
import { boolean, MESSAGE, string, uint32, type Values } from "./packets.ts";

/** So many bytes may be on the way from the host at once, and in one message. What is on the way is what a channel holds while it is paused. */
export const [WINDOW, LARGEST] = [512 * 1024, 32 * 1024];
/**
 * So much of what came together is handed on at once, and then as much more may come: a flood comes in parts of 4 KB, and each that is handed on alone
 * costs as much as all. Who waits for a turn does not wait for more than this.
 */
const TOGETHER = 16 * 1024;
/** The status of ssh where a command has none of its own. */
const NO_STATUS = 255;

/** What is started on the host, and its terminal, if it has one. */
export interface SessionRequest {
  command: string;
  terminal?: TerminalSize;
}

/** A session of an SSH connection as RFC 4254 has it, with a command in it. */
export class SessionChannel implements Channel {
  readonly closed: Promise<Closed>;
  readonly #request: SessionRequest;
  readonly #onData: (data: Uint8Array) => void;
  readonly #send: (message: number, ...values: readonly Uint8Array[]) => void;
  readonly #end = Promise.withResolvers<Closed>();
  /** The host's number of it, since it is open. */
  #id: Buffer | undefined;
  #over = false;
  #exit: number | undefined;
  #said = "";
  /** What waits to be sent, and how much of it the host takes now, at once and in a message. */
  #unsent: Buffer[] = [];
  #room = { bytes: 0, message: 0 };
  #paused = false;
  #held: Buffer[] = [];
  /** Bytes that were taken since the last window message to the host. */
  #taken = 0;

  /** @param send sends a message with these values */
  constructor(
    request: SessionRequest,
    onData: (data: Uint8Array) => void,
    send: (message: number, ...values: readonly Uint8Array[]) => void,
  ) {
    this.#request = request;
    this.#onData = onData;
    this.#send = send;
    this.closed = this.#end.promise;
  }

  get waiting(): number {
    return this.#unsent.reduce((all, { length }) => all + length, 0);
  }

  write(data: string | Uint8Array): void {
    if (this.#over) return;
    this.#unsent.push(Buffer.from(data));
    this.#flush();
  }

  pause(): void {
    this.#paused = true;
  }

  /** What was held comes in a later turn, as with a stream: who resumes it in the midst of something gets nothing there. */
  resume(): void {
    this.#paused = false;
    setImmediate(() => this.#hand());
  }

  async close(): Promise<void> {
    this.#close();
    this.ends({ exit: undefined, why: "it was closed" });
  }

  /** It is over, and what came before is taken. */
  ends(end: Closed): void {
    if (this.#over) return;
    for (const data of this.#held.splice(0)) this.#onData(data);
    this.#over = true;
    this.#end.resolve(end);
  }

  /** A message came for it. @returns whether it was the last one */
  got(message: number, values: Values): boolean {
    switch (message) {
      case MESSAGE.confirmed:
        this.#opened(values);
        return false;
      case MESSAGE.refused:
        values.uint32();
        this.ends({ exit: NO_STATUS, why: values.bytes().toString() });
        return true;
      case MESSAGE.window:
        this.#room.bytes += values.uint32();
        this.#flush();
        return false;
      case MESSAGE.data:
        this.#take(values.bytes());
        return false;
      case MESSAGE.extended:
        values.uint32();
        this.#says(values.bytes());
        return false;
      case MESSAGE.request:
        this.#asked(values);
        return false;
      case MESSAGE.failure:
        this.#said ||= "the host does not start what it is asked for";
        this.#close();
        return false;
      case MESSAGE.close:
        this.#close();
        this.ends(this.#status());
        return true;
      default:
        return false;
    }
  }

  #opened(values: Values): void {
    this.#id = uint32(values.uint32());
    this.#room = { bytes: values.uint32(), message: values.uint32() };
    if (this.#over) {
      this.#send(MESSAGE.close, this.#id);
      return;
    }
    const { command, terminal } = this.#request;
    if (terminal !== undefined) this.#ask("pty-req", ...terminalOf(terminal));
    this.#ask("exec", string(command));
    this.#flush();
  }

  #ask(request: string, ...values: readonly Uint8Array[]): void {
    this.#send(MESSAGE.request, this.#id as Buffer, string(request), boolean(true), ...values);
  }

  #asked(values: Values): void {
    const request = values.bytes().toString();
    const answers = values.boolean();
    if (request === "exit-status") this.#exit = values.uint32();
    else if (request === "exit-signal") this.#said = `it was ended by SIG${values.bytes()}`;
    // A host asks whether it is still heard, and takes any answer.
    if (answers && this.#id !== undefined) this.#send(MESSAGE.failure, this.#id);
  }

  #status(): Closed {
    const exit = this.#exit ?? NO_STATUS;
    return { exit, why: exit === NO_STATUS && this.#said !== "" ? this.#said : `it ended with status ${exit}` };
  }

  #says(data: Buffer): void {
    this.#said = (this.#said + data.toString()).slice(-4096);
    this.#grant(data.length);
  }

  #take(data: Buffer): void {
    if (this.#over) return;
    this.#held.push(data);
    // What else has come in this turn is handed on with it.
    if (this.#held.length === 1) queueMicrotask(() => this.#hand());
  }

  #hand(): void {
    if (this.#paused || this.#held.length === 0) return;
    let size = 0;
    const end = this.#held.findIndex(({ length }, at) => {
      size += length;
      return at > 0 && size > TOGETHER;
    });
    const data = Buffer.concat(this.#held.splice(0, end === -1 ? this.#held.length : end));
    this.#grant(data.length);
    this.#onData(data);
    if (this.#held.length > 0) setImmediate(() => this.#hand());
  }

  /** So much was taken: as much more may come. */
  #grant(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken < TOGETHER || this.#id === undefined) return;
    this.#send(MESSAGE.window, this.#id, uint32(this.#taken));
    this.#taken = 0;
  }

  #flush(): void {
    while (this.#id !== undefined && !this.#over && this.#room.bytes > 0) {
      const [first, ...rest] = this.#unsent;
      if (first === undefined) return;
      const part = first.subarray(0, Math.min(this.#room.bytes, this.#room.message));
      this.#unsent = part.length < first.length ? [first.subarray(part.length), ...rest] : rest;
      this.#room.bytes -= part.length;
      this.#send(MESSAGE.data, this.#id, string(part));
    }
  }

  /** Has the host end it, once. */
  #close(): void {
    if (this.#id !== undefined && !this.#over) this.#send(MESSAGE.close, this.#id);
    this.#id = undefined;
  }
}

/** A terminal's type, its size in characters and in pixels, and its modes: those that it has by itself, but no echo (opcode 53 of RFC 4254). */
const terminalOf = ({ columns, rows }: TerminalSize): Buffer[] => [
  string("xterm-256color"),
  ...[columns, rows, 0, 0].map(uint32),
  string(Buffer.from([53, 0, 0, 0, 0, 0])),
];
