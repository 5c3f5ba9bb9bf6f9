import { ProcessOutput } from "listr2";
import { createLogUpdate } from "log-update";
import { type Paint, painted } from "../../common/progress.ts";
import type { Section } from "../../note/note.ts";
import type { RunEvent } from "../../record/events.ts";
import { classLines } from "./class-lines.ts";
import type { Display, Making, NotRunReason } from "./display.ts";
import { afterEvent, afterMaking, atEnd, type HostState, waitingHost } from "./host-state.ts";

/** Milliseconds between two drawings. */
const PACE = 100;

/** Shows the runs of a class on a terminal: a line a host, and one for all. */
export class ClassDisplay implements Display {
  readonly #hosts: Map<string, HostState>;
  readonly #terminal: NodeJS.WriteStream;
  readonly #paint: Paint;
  /** Keeps back what others print meanwhile, which would stand within the lines. */
  readonly #output: ProcessOutput;
  readonly #draw: ReturnType<typeof createLogUpdate>;
  readonly #timer: NodeJS.Timeout;
  readonly #started = performance.now();
  #turn = 0;

  constructor(
    hosts: readonly string[],
    sections: readonly Section[],
    terminal: NodeJS.WriteStream = process.stdout,
    paint = painted,
  ) {
    this.#hosts = new Map(hosts.map((name) => [name, waitingHost(name, sections)]));
    this.#terminal = terminal;
    this.#paint = paint;
    this.#output = new ProcessOutput(terminal);
    this.#draw = createLogUpdate(this.#output.stdout);
    this.#output.hijack();
    this.#timer = setInterval(() => this.#show(), PACE);
    this.#show();
  }

  making(host: string, making: Making): void {
    this.#change(host, (state) => afterMaking(state, making));
  }

  run(host: string, event: RunEvent): void {
    this.#change(host, (state) => afterEvent(state, event));
  }

  async end(reason: NotRunReason): Promise<void> {
    clearInterval(this.#timer);
    for (const name of this.#hosts.keys()) this.#change(name, (state) => atEnd(state, reason));
    this.#draw.persist(this.#lines(true));
    this.#draw.done();
    this.#output.release();
  }

  #change(name: string, changed: (state: HostState) => HostState): void {
    const state = this.#hosts.get(name);
    if (state !== undefined) this.#hosts.set(name, changed(state));
  }

  #show(): void {
    this.#draw(this.#lines(false));
    this.#turn += 1;
  }

  #lines(over: boolean): string {
    const { columns = 80, rows = 24 } = this.#terminal;
    const seconds = (performance.now() - this.#started) / 1000;
    const screen = { columns, rows: over ? Number.POSITIVE_INFINITY : rows, turn: this.#turn, seconds, over };
    return classLines([...this.#hosts.values()], screen, this.#paint).join("\n");
  }
}
