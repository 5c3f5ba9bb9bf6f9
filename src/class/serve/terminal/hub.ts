import { randomBytes } from "node:crypto";
import type { Channel, Closed } from "../../../hosts/ssh/connection.ts";
import { CTRL_C } from "../../../note/console/keys.ts";
import { LONGEST_TOLD, type Mark, MarkReader } from "../../../run/terminal/marks.ts";
import type { TerminalView } from "../../messages/messages.ts";
import type { Hand } from "../../progress/observe/observation.ts";
import { Observer } from "../../progress/observe/observer.ts";
import { studentRcFile } from "../../progress/observe/student-shell.ts";
import { isAnswer } from "./answers.ts";
import { Bucket } from "./bucket.ts";
import { type HubOptions, OWN, REPLAYED, UNDRAWN, UNOBSERVED, UNSENT } from "./hub-options.ts";
import { QuietLooks } from "./quiet-looks.ts";
import { TerminalScreen } from "./screen.ts";
import { ShellLine, type Typing } from "./shell-line.ts";
import { Tail } from "./tail.ts";
import { type Page, Viewer, WINDOW } from "./viewer.ts";
import { wholeLength } from "./whole.ts";

/**
 * One terminal of one student: a shell on the host, what it shows, what it does, and the pages that show it. Marks never leave it. The page that
 * typed last sets the pace: the shell waits until that page has drawn what it prints; others who lag get the state.
 */
export class Hub {
  readonly terminal: number;
  readonly closed: Promise<Closed>;
  /** The user's home folder on the host, when the shell has said it. */
  home: string | undefined;

  readonly #options: HubOptions;
  readonly #channel: Channel;
  readonly #marks: MarkReader;
  readonly #observer: Observer;
  readonly #screen = new TerminalScreen();
  readonly #line = new ShellLine();
  readonly #own = new Bucket(OWN);
  readonly #viewers = new Map<Page, Viewer>();
  /** Numbers of bytes never fit another shell: they begin with the time, which no shell can print as fast as. */
  readonly #tail = new Tail(Date.now() * 4096, REPLAYED);
  #driver: Viewer | undefined;
  #held: Uint8Array = Buffer.alloc(0);
  /** Bytes that the screen has not drawn, and that the observer has not read. */
  readonly #unread = { screen: 0, observer: 0 };
  #paused = false;
  #released = false;
  #again: NodeJS.Timeout | undefined;
  readonly #looks = new QuietLooks(
    () => this.settled(),
    () => this.#paused || this.#unread.screen + this.#unread.observer > 0,
  );
  #folder: string | null = null;
  #shown: TerminalView | undefined;

  constructor(options: HubOptions) {
    const { connection, terminal, before, shell } = options;
    this.#options = options;
    this.terminal = terminal;
    const nonce = shell?.nonce ?? randomBytes(8).toString("hex");
    this.#marks = new MarkReader(nonce, LONGEST_TOLD);
    this.#observer = new Observer(terminal, options.observed, before);
    this.#channel = connection.terminal(shell?.rc ?? studentRcFile(nonce), (data) => {
      if (!this.#released) shell?.onData(data);
      this.#take(data);
    });
    this.closed = this.#channel.closed.then(async (end) => {
      this.#looks.end();
      clearTimeout(this.#again);
      await this.#read("observer", this.#observer.closes(end.exit ?? null, Date.now()));
      this.#line.phase = "closed";
      this.#show();
      return end;
    });
  }

  get view(): TerminalView {
    return { terminal: this.terminal, phase: this.#line.phase, folder: this.#folder };
  }

  /** Shows the terminal on a page. @param have the number of the byte up to which the page has it */
  attach(page: Page, have?: number): void {
    const viewer = new Viewer(page, this.terminal);
    this.#viewers.set(page, viewer);
    if (have !== undefined && this.#tail.from(have, 0) !== undefined) viewer.resume(have, this.#tail);
    else this.#begin(viewer);
    this.#pump();
  }

  detach(page: Page): void {
    const viewer = this.#viewers.get(page);
    this.#viewers.delete(page);
    if (viewer !== undefined && viewer === this.#driver) this.#driver = undefined;
    this.#pump();
  }

  /** A page has drawn so many bytes. */
  ack(page: Page, bytes: number): void {
    this.#viewers.get(page)?.acked(bytes);
    this.#pump();
  }

  /** A person types on a page. What a page that only watches sends goes nowhere. */
  keys(page: Page, bytes: Uint8Array): void {
    const viewer = this.#viewers.get(page);
    if (viewer === undefined || !page.mayType || !viewer.synced) return;
    // Each page's emulator answers what programs ask of a terminal. One answer is enough.
    if (viewer !== this.#lead() && isAnswer(bytes)) return;
    this.#driver = viewer;
    // A flood's last part is shown at once when it is interrupted.
    if (bytes.includes(CTRL_C.charCodeAt(0))) this.#own.fill();
    this.#send(bytes, page.hand);
    this.#regulate();
  }

  /** Types a command where a prompt waits for one. @returns whether one does */
  type(text: string, typing: Typing): boolean {
    const { marksPastes } = this.#screen;
    return this.#line.type(text, { ...typing, marksPastes }, (keys) =>
      this.#send(Buffer.from(keys), typing.hand, typing.step),
    );
  }

  /** Whether its shell waits for a command, and nothing is typed. */
  get idle(): boolean {
    return this.#line.idle && this.#observer.nested === undefined;
  }

  /** Who gets the bytes with their marks gets no more. */
  release(): void {
    this.#released = true;
  }

  /** Sends bytes as they are to what reads the terminal. */
  write(bytes: Uint8Array, hand: Hand, step?: string): void {
    if (this.#line.phase === "closed") return;
    this.#line.typed(bytes);
    this.#type(bytes, hand, step);
  }

  /** Resolves when all that the terminal has shown until now is read. */
  async settled(): Promise<void> {
    await this.#read("observer", this.#observer.look(Date.now()));
    if (this.#observer.nested !== undefined) this.#line.rests();
    this.#show();
  }

  async close(): Promise<void> {
    await this.#channel.close();
    await this.closed;
    this.#screen.dispose();
  }

  #send(bytes: Uint8Array, hand: Hand, step?: string): void {
    if (this.#line.phase === "closed" || this.#channel.waiting > UNSENT) return;
    // What comes before the shell has started would become a part of its rc file.
    const keys = this.#line.typed(bytes);
    if (keys !== undefined) this.#type(keys, hand, step);
  }

  #type(keys: Uint8Array, hand: Hand, step: string | undefined): void {
    this.#read("observer", this.#observer.types(keys, hand, Date.now(), step));
    this.#channel.write(keys);
    this.#show();
  }

  #take(data: Uint8Array): void {
    const few = this.#own.take(data.length) && this.#own.level > OWN.burst / 2;
    if (!few) this.#options.all.take(data.length);
    for (const part of this.#marks.push(data)) {
      this.#read("observer", this.#observer.shows(part, Date.now()), part instanceof Uint8Array ? part.length : 0);
      if (part instanceof Uint8Array) this.#print(part);
      else this.#mark(part);
    }
    if (this.#line.phase === "running") this.#looks.came();
    else this.#looks.end();
    this.#pump();
    this.#show();
  }

  #print(data: Uint8Array): void {
    const all = this.#held.length === 0 ? data : Buffer.concat([this.#held, data]);
    const whole = all.subarray(0, wholeLength(all));
    this.#held = all.subarray(whole.length);
    if (whole.length === 0) return;
    this.#tail.append(whole);
    this.#read("screen", this.#screen.write(whole), whole.length);
  }

  #mark(mark: Mark): void {
    this.#screen.flush();
    if (mark.kind === "shell") this.home = mark.home ?? this.home;
    if (mark.kind === "ready") this.#folder = mark.folder ?? null;
    const keys = this.#line.marked(mark);
    if (keys !== undefined) this.#send(keys.bytes, keys.hand, keys.step);
  }

  /** Counts bytes until they are read. */
  async #read(by: "screen" | "observer", reading: Promise<void>, bytes = 0): Promise<void> {
    this.#unread[by] += bytes;
    await reading.catch(this.#options.failed);
    this.#unread[by] -= bytes;
    if (bytes > 0) this.#regulate();
  }

  #begin(viewer: Viewer): void {
    const next = this.#tail.end;
    this.#screen.state((state) => {
      if (this.#viewers.get(viewer.page) !== viewer) return;
      viewer.begin(state, next);
      this.#pump();
    });
  }

  #pump(): void {
    for (const viewer of this.#viewers.values()) if (viewer.pump(this.#tail)) this.#begin(viewer);
    this.#regulate();
  }

  /** The page that sets the pace: the one that typed last, else the first one that may type and draws. */
  #lead(): Viewer | undefined {
    return this.#driver ?? [...this.#viewers.values()].find(({ page, draws }) => page.mayType && draws);
  }

  /** Has the shell wait while too much is on the way, and go on when most of that has come. */
  #regulate(): void {
    const share = this.#paused ? 1 / 4 : 1;
    const { all } = this.#options;
    const noisy = this.#own.level < OWN.burst / 2;
    const wait = Math.max(this.#own.wait, noisy ? all.wait : 0);
    const behind = this.#lead()?.behind(this.#tail) ?? 0;
    const { screen, observer } = this.#unread;
    const late = screen > UNDRAWN * share || observer > UNOBSERVED * share;
    const stop = wait > 0 || behind > WINDOW * share || late;
    if (stop !== this.#paused) stop ? this.#channel.pause() : this.#channel.resume();
    this.#paused = stop;
    clearTimeout(this.#again);
    if (wait > 0) this.#again = setTimeout(() => this.#regulate(), wait);
  }

  /** Tells of a view that has changed. */
  #show(): void {
    const { view } = this;
    if (view.phase === this.#shown?.phase && view.folder === this.#shown.folder) return;
    this.#shown = view;
    this.#options.changed();
  }
}
