import type { LabError } from "../../../common/errors.ts";
import type { Host } from "../../../hosts/host.ts";
import type { Connection } from "../../../hosts/ssh/connection.ts";
import type { Note } from "../../../note/note.ts";
import { resetHost } from "../../../run/reset.ts";
import type { Frame } from "../../messages/frames.ts";
import { type OwnView, TEACHERS } from "../../messages/messages.ts";
import type { StudentEvent } from "../../progress/events.ts";
import { isUntouched, type StudentProgress } from "../../progress/state.ts";
import type { Bucket } from "../terminal/bucket.ts";
import type { Page } from "../terminal/viewer.ts";
import { HostLink } from "./link.ts";
import { newsOf } from "./news.ts";
import { Terminals } from "./terminals.ts";

/** What the teacher's own desk needs of the class around it. */
export interface TeacherDeskOptions {
  note: Note;
  host: Host;
  connect(host: Host, signal: AbortSignal): Promise<Connection>;
  /** What all terminals of the class print. */
  all: Bucket;
  signal: AbortSignal;
  /** On disk, folded and shown when it returns. */
  append(event: StudentEvent): void;
  /** What the teacher has done on that host. */
  progress(): StudentProgress;
  /** Whether all see the terminal. */
  shows(): boolean;
  /** {@link TeacherDesk.view} has changed. */
  changed(): void;
  trouble(error: LabError): void;
  /** A defect: it is shown, and the class goes on. */
  failed(error: unknown): void;
}

/** The one terminal of the teacher's host, as the host's own terminals are numbered. */
const ONLY = 1;

/** The teacher's own host: one terminal, in which the boards type, and which pages of students see while it is shown. */
export class TeacherDesk {
  readonly name: string;
  readonly link: HostLink;
  readonly #options: TeacherDeskOptions;
  readonly #terminals: Terminals;
  /** The pages that show it, each as the terminal has it. */
  readonly #pages = new Map<Pick<Page, "show">, Page>();

  constructor(options: TeacherDeskOptions) {
    const { note, host, connect, all, signal, trouble, changed, failed, shows } = options;
    this.#options = options;
    this.name = host.name;
    this.link = new HostLink({
      ...{ host, connect, images: note.frontMatter.images, trouble, changed },
      // The lab's own run has left what the note makes.
      isNew: () => isUntouched(options.progress()),
      prepare: (remote, signal) => resetHost(remote, host, note, signal),
      up: () => this.#terminals.reopen(shows()),
    });
    this.#terminals = new Terminals({
      ...{ link: this.link, all, failed, signal, changed },
      append: (event) => this.#keep(event),
      commands: (terminal) => options.progress().commands.get(terminal) ?? 0,
      observed: (observation) => {
        const event = newsOf(observation, note, options.progress(), this.#terminals.home);
        if (event !== undefined) this.#keep(event);
      },
      viewers: () => [...this.#pages.values()],
    });
  }

  get view(): OwnView {
    return { host: this.link.view, terminal: this.#terminals.view(ONLY) ?? null };
  }

  /** Opens the terminal, where it is not; once the host is ready. */
  async open(): Promise<void> {
    if (this.link.view !== "ready") this.#terminals.openFirst();
    else if (this.#terminals.view(ONLY) === undefined) await this.#terminals.open();
  }

  /** A board shows the terminal, and may type in it. */
  teach(page: Pick<Page, "show">): void {
    this.#attach(page, true, undefined);
  }

  /** A page of a student shows the terminal. What it types goes nowhere. @param have the byte up to which the page has it */
  show(page: Pick<Page, "show">, have?: number): void {
    this.#attach(page, false, have);
  }

  detach(page: Pick<Page, "show">): void {
    const shown = this.#pages.get(page);
    this.#pages.delete(page);
    if (shown !== undefined) this.#terminals.detach(shown);
  }

  ack(page: Pick<Page, "show">, bytes: number): void {
    const shown = this.#pages.get(page);
    if (shown !== undefined) this.#terminals.ack(ONLY, shown, bytes);
  }

  keys(page: Pick<Page, "show">, bytes: Uint8Array): void {
    const shown = this.#pages.get(page);
    if (shown !== undefined) this.#terminals.keys(ONLY, shown, bytes);
  }

  async end(): Promise<void> {
    await this.#terminals.end();
    await this.link.end();
  }

  #attach(page: Pick<Page, "show">, mayType: boolean, have: number | undefined): void {
    this.detach(page);
    const show = (frame: Frame) => page.show({ ...frame, terminal: TEACHERS });
    const shown: Page = { hand: "student", mayType, show };
    this.#pages.set(page, shown);
    this.#terminals.attach(ONLY, shown, have);
  }

  /** Keeps what happens by itself, for which nobody waits. */
  #keep(event: StudentEvent): void {
    try {
      this.#options.append(event);
    } catch (error) {
      this.#options.failed(error);
    }
  }
}
