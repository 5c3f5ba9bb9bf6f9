import type { Channel } from "../../../hosts/ssh/connection.ts";
import type { LabnoteShell } from "../../deeds/deed-host.ts";
import type { TerminalView } from "../../messages/messages.ts";
import type { StudentEvent } from "../../progress/events.ts";
import type { Observation } from "../../progress/observe/observation.ts";
import type { Bucket } from "../terminal/bucket.ts";
import { Hub } from "../terminal/hub.ts";
import type { HubOptions } from "../terminal/hub-options.ts";
import type { Typing } from "../terminal/shell-line.ts";
import type { Page } from "../terminal/viewer.ts";
import type { HostLink } from "./link.ts";

/** Terminals that a student may have open. */
const MOST = 9;

/** What the terminals of a student need of the desk. */
export interface TerminalsOptions {
  link: HostLink;
  all: Bucket;
  signal: AbortSignal;
  append(event: StudentEvent): void;
  /** How many commands a terminal has had before. */
  commands(terminal: number): number;
  observed(observation: Observation): void;
  /** The pages that show a terminal. */
  viewers(terminal: number): readonly Page[];
  changed(view: TerminalView): void;
  failed(error: unknown): void;
}

/** The terminals of one student, 1 to 9. */
export class Terminals {
  readonly #options: TerminalsOptions;
  readonly #hubs = new Map<number, Hub>();
  /** Terminals into which labnote types, and nobody else. */
  readonly #labnotes = new Set<Hub>();
  /** Terminals that ended with their connection, and are opened again with it. */
  readonly #lost = new Set<number>();
  /** All that were open since the server started. */
  readonly #known = new Set<number>();
  /** A shell was left since the last login, as a person does who is to log in again. */
  #left = false;

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  get views(): TerminalView[] {
    return [...this.#hubs.values()].map(({ view }) => view).sort((a, b) => a.terminal - b.terminal);
  }

  view(terminal: number): TerminalView | undefined {
    return this.#hubs.get(terminal)?.view;
  }

  /** The user's home folder, if a shell has said it. */
  get home(): string | undefined {
    return this.#hubs.values().find(({ home }) => home !== undefined)?.home;
  }

  /** What of a terminal stands in the way of a click; `undefined` where nothing does. */
  hinders(terminal: number): "noTerminal" | "labnoteTypes" | "running" | undefined {
    const hub = this.#hubs.get(terminal);
    if (hub === undefined) return "noTerminal";
    if (this.#labnotes.has(hub)) return "labnoteTypes";
    return hub.view.phase === "prompt" ? undefined : "running";
  }

  type(terminal: number, text: string, typing: Typing): boolean {
    return this.#hubs.get(terminal)?.type(text, typing) ?? false;
  }

  keys(terminal: number, page: Page, bytes: Uint8Array): void {
    const hub = this.#hubs.get(terminal);
    if (hub !== undefined && !this.#labnotes.has(hub)) hub.keys(page, bytes);
  }

  ack(terminal: number, page: Page, bytes: number): void {
    this.#hubs.get(terminal)?.ack(page, bytes);
  }

  attach(terminal: number, page: Page, have: number | undefined): void {
    this.#hubs.get(terminal)?.attach(page, have);
  }

  detach(page: Page): void {
    for (const hub of this.#hubs.values()) hub.detach(page);
  }

  /** Opens a terminal for a student who has none, and those that a page has from the server before. They have new shells. */
  openFirst(page: readonly number[] = []): void {
    const before = page.filter((terminal) => terminal >= 1 && terminal <= MOST && !this.#known.has(terminal));
    const wanted = this.#hubs.size === 0 ? new Set([1, ...before]) : before;
    for (const terminal of wanted) {
      if (this.#options.link.view !== "ready") this.#lost.add(terminal);
      else if (!this.#hubs.has(terminal)) this.#open(terminal);
    }
  }

  /** Opens one more terminal. @returns its number; `undefined` where all are open */
  async open(): Promise<number | undefined> {
    const { link, signal } = this.#options;
    const terminal = this.#free();
    if (terminal === undefined) return undefined;
    if (this.#left && this.#hubs.size === 0) await link.relogin(signal);
    this.#left = false;
    if (!this.#hubs.has(terminal)) this.#open(terminal);
    return terminal;
  }

  async close(terminal: number): Promise<void> {
    await this.#hubs.get(terminal)?.close();
  }

  /** The connection is there again: what has ended with the one before is opened. */
  reopen(needed: boolean): void {
    if (needed && this.#hubs.size === 0) this.#lost.add(1);
    for (const terminal of this.#lost) if (!this.#hubs.has(terminal)) this.#open(terminal);
    this.#lost.clear();
    this.#left = false;
  }

  /** Opens a shell into which labnote types: in the note's terminal where its shell waits for a command, else in a free one. */
  labnote({ terminal: wanted, nonce, rc, onData, step }: LabnoteShell): Channel {
    const before = this.#hubs.get(wanted);
    const idle = before === undefined || (before.idle && !this.#labnotes.has(before));
    const terminal = idle ? wanted : (this.#free() ?? wanted);
    this.#hubs.get(terminal)?.close().catch(this.#options.failed);
    const hub = this.#open(terminal, { nonce, rc, onData });
    this.#labnotes.add(hub);
    return {
      write: (data) => hub.write(Buffer.from(data), "labnote", step()),
      ...{ waiting: 0, closed: hub.closed, pause: () => {}, resume: () => {} },
      close: () => hub.close(),
    };
  }

  /** What labnote has opened is the student's. */
  release(): void {
    for (const hub of this.#labnotes) hub.release();
    this.#labnotes.clear();
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#hubs.values()].map((hub) => hub.settled()));
  }

  async end(): Promise<void> {
    await Promise.all([...this.#hubs.values()].map((hub) => hub.close()));
  }

  #free(): number | undefined {
    return Array.from({ length: MOST }, (_, at) => at + 1).find((number) => !this.#hubs.has(number));
  }

  #open(terminal: number, shell?: HubOptions["shell"]): Hub {
    const { link, all, commands, observed, failed, changed, viewers, append, signal } = this.#options;
    const connection = link.remote;
    if (connection === undefined) throw new Error("a terminal was opened before there was a connection");
    append({ type: "opened", terminal });
    const hub: Hub = new Hub({
      ...{ connection, terminal, all, observed, failed, shell },
      before: commands(terminal),
      // The code below tells the pages that it is closed, once, and only where no other has its place.
      changed: () => {
        if (this.#hubs.get(terminal) === hub && hub.view.phase !== "closed") changed(hub.view);
      },
    });
    this.#hubs.set(terminal, hub);
    this.#known.add(terminal);
    changed(hub.view);
    for (const page of viewers(terminal)) hub.attach(page);
    hub.closed
      .then(({ exit }) => {
        this.#labnotes.delete(hub);
        append({ type: "closed", terminal });
        // Another one may have its place already.
        if (this.#hubs.get(terminal) !== hub) return;
        this.#hubs.delete(terminal);
        this.#left ||= exit !== undefined;
        if (exit === undefined && !signal.aborted) this.#lost.add(terminal);
        changed({ ...hub.view, phase: "closed" });
      })
      .catch(failed);
    return hub;
  }
}
