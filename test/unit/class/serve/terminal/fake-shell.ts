import { FRAME_KIND, type Frame } from "../../../../../src/class/messages/frames.ts";
import type { Observation } from "../../../../../src/class/progress/observe/observation.ts";
import { Bucket } from "../../../../../src/class/serve/terminal/bucket.ts";
import { Hub } from "../../../../../src/class/serve/terminal/hub.ts";
import { CLASS_RATE } from "../../../../../src/class/serve/terminal/hub-options.ts";
import type { Page } from "../../../../../src/class/serve/terminal/viewer.ts";
import type { Closed, Connection } from "../../../../../src/hosts/ssh/connection.ts";
import { emulate } from "../../../../../src/run/terminal/screen.ts";
import { until } from "../../../../until.ts";

/** A student's shell with no host behind it: a test says what it sends, and sees what is typed. */
export class FakeShell {
  /** All of a test, to be ended behind it. */
  static readonly all = new Set<FakeShell>();
  typed = "";
  paused = false;
  onResumed: () => void = () => {};
  waiting = 0;
  readonly observations: Observation[] = [];
  readonly failures: unknown[] = [];
  readonly hub: Hub;
  #nonce = "";
  #onData: (data: Uint8Array) => void = () => {};
  #number = 0;
  readonly #closed = Promise.withResolvers<Closed>();

  /** @param all what all terminals of its class may print */
  constructor(terminal = 1, all = new Bucket(CLASS_RATE)) {
    const shell = this;
    FakeShell.all.add(this);
    const connection: Pick<Connection, "terminal"> = {
      terminal: (rc, onData) => {
        this.#nonce = /7770;(\w+);ready/.exec(String(rc))?.[1] ?? "";
        this.#onData = onData;
        return {
          write: (data) => {
            this.typed += Buffer.from(data).toString();
          },
          get waiting() {
            return shell.waiting;
          },
          pause: () => {
            this.paused = true;
          },
          resume: () => {
            this.paused = false;
            this.onResumed();
          },
          closed: this.#closed.promise,
          close: async () => this.ends(0),
        };
      },
    };
    this.hub = new Hub({
      ...{ connection, terminal, all, before: 0, changed: () => {} },
      observed: (observation) => this.observations.push(observation),
      failed: (error) => this.failures.push(error),
    });
  }

  prints(text: string | Uint8Array): void {
    this.#onData(Buffer.from(text));
  }

  mark(text: string): void {
    this.prints(`\x1b]7770;${this.#nonce};${text}\x07`);
  }

  /** The shell starts, and shows its first prompt. */
  starts(): void {
    this.mark("shell;17;/home/mina");
    this.prompts();
  }

  prompts(status = 0): void {
    this.mark(`ready;${status};/home/mina/1`);
    this.prints("$ ");
    this.mark("prompt");
  }

  /** The shell asks for the next line of a command. */
  asksForMore(): void {
    this.mark("more");
    this.prints("> ");
    this.mark("prompt");
  }

  /** The shell has read this command, and runs it. */
  runs(command: string): void {
    this.#number += 1;
    this.prints(`${command}\r\n`);
    this.mark(`start;0;${Buffer.from(`  ${this.#number}  ${command}\n`).toString("base64")}`);
  }

  ends(exit: number | undefined): void {
    this.#closed.resolve({ exit, why: "it ended" });
  }
}

/** A page that draws all that it gets at once, unless a test sets `draws` to false. */
export class FakePage implements Page {
  readonly hand: Page["hand"];
  mayType = true;
  draws = true;
  readonly frames: Frame[] = [];
  readonly #hub: Hub;

  constructor(hub: Hub, hand: Page["hand"] = "student") {
    this.#hub = hub;
    this.hand = hand;
  }

  show(frame: Frame): void {
    this.frames.push(frame);
    if (this.draws) queueMicrotask(() => this.#hub.ack(this, frame.bytes.length));
  }

  /** Draws what it has left. */
  draw(): void {
    this.draws = true;
    this.#hub.ack(
      this,
      this.frames.reduce((sum, { bytes }) => sum + bytes.length, 0),
    );
  }

  /** Resolves when the state of the terminal has come. */
  async begun(): Promise<void> {
    await holds(() => this.frames.length > 0);
    // Its acknowledgement is a microtask behind it.
    await Promise.resolve();
  }

  /** How many states came. */
  get snapshots(): number {
    return this.frames.filter(({ kind }) => kind === FRAME_KIND.snapshot).length;
  }

  /** What a person sees on it. */
  async lines(): Promise<string[]> {
    const from = this.frames.findLastIndex(({ kind }) => kind === FRAME_KIND.snapshot);
    return (await emulate(Buffer.concat(this.frames.slice(Math.max(0, from)).map(({ bytes }) => bytes)))).lines;
  }

  get next(): number {
    const last = this.frames.at(-1);
    return last === undefined ? 0 : last.sequence + (last.kind === FRAME_KIND.snapshot ? 0 : last.bytes.length);
  }
}

/** Resolves when this holds. */
export async function holds(condition: () => boolean | Promise<boolean>): Promise<void> {
  await until(String(condition), async () => (await condition()) || undefined);
}
