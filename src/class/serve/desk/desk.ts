import type { LabError } from "../../../common/errors.ts";
import type { Host } from "../../../hosts/host.ts";
import type { Connection } from "../../../hosts/ssh/connection.ts";
import type { Note } from "../../../note/note.ts";
import { type Words, wordsFor } from "../../../pages/translations.ts";
import { resetHost } from "../../../run/reset.ts";
import type { CatchUps } from "../../deeds/catch-ups.ts";
import type { Frame } from "../../messages/frames.ts";
import type { HostView, TerminalView, ToStudent } from "../../messages/messages.ts";
import type { StudentEvent } from "../../progress/events.ts";
import type { Observation } from "../../progress/observe/observation.ts";
import type { ShownCommand } from "../../progress/shown-commands.ts";
import { isUntouched, type StudentProgress } from "../../progress/state.ts";
import type { Bucket } from "../terminal/bucket.ts";
import type { Page } from "../terminal/viewer.ts";
import { type ServeWords, serveWords } from "../words.ts";
import { Consent } from "./consent.ts";
import { Hints } from "./hints.ts";
import { HostLink } from "./link.ts";
import { newsOf } from "./news.ts";
import type { StudentPage, TeacherPage } from "./pages.ts";
import { type StepViews, stepViews } from "./step-views.ts";
import { Terminals } from "./terminals.ts";

/** What a desk needs of the class around it. */
export interface DeskOptions {
  note: Note;
  host: Host;
  connect(host: Host, signal: AbortSignal): Promise<Connection>;
  /** What all terminals of the class print. */
  all: Bucket;
  catchUps: CatchUps;
  signal: AbortSignal;
  /** On disk, folded and shown when it returns. */
  append(event: StudentEvent): void;
  progress(): StudentProgress;
  /** A command that the teacher has shown, by its number. */
  shown(number: number): ShownCommand | undefined;
  /** What the board shows of the student beside the progress has changed. */
  changed(): void;
  trouble(error: LabError): void;
  /** A defect: it is shown, and the class goes on. */
  failed(error: unknown): void;
}

/** Milliseconds from the end of the last page until the student counts as gone: so a page that loads again makes no event. */
const AWAY = 5000;

/** One student of a class: the host, its terminals, the pages that show them, and who may type. */
export class StudentDesk {
  readonly student: string;
  readonly options: DeskOptions;
  readonly words: Words;
  readonly said: ServeWords;
  readonly link: HostLink;
  readonly terminals: Terminals;
  readonly consent: Consent<TeacherPage>;
  /** Called when a command is over, and its event kept. */
  afterCommand: () => void = () => {};
  readonly pages = new Set<StudentPage>();
  /** The boards that watch, each at a terminal. */
  readonly watchers = new Map<TeacherPage, number>();
  #shown: StudentProgress | undefined;
  #views = new Map<string, string>();
  readonly #hints = new Hints();
  #busy = false;
  #leaving: NodeJS.Timeout | undefined;

  constructor(options: DeskOptions) {
    const { note, host, connect, trouble, changed, failed } = options;
    this.options = options;
    this.student = host.name;
    this.words = wordsFor(note.frontMatter.language);
    this.said = serveWords(note.frontMatter.language);
    this.link = new HostLink({
      ...{ host, connect, images: note.frontMatter.images, trouble },
      // The lab's own run has left what the note makes.
      isNew: () => isUntouched(this.progress),
      prepare: (remote, signal) => resetHost(remote, host, note, signal),
      changed: () => {
        this.tell({ type: "host", host: this.host });
        changed();
      },
      up: () => this.terminals.reopen(this.pages.size > 0),
    });
    this.terminals = new Terminals({
      ...{ link: this.link, all: options.all, failed, signal: options.signal },
      append: (event) => this.keep(event),
      commands: (terminal) => options.progress().commands.get(terminal) ?? 0,
      observed: (observation) => this.#observed(observation),
      viewers: (terminal) => this.#viewersOf(terminal),
      changed: (view) => this.#terminalChanged(view),
    });
    this.consent = new Consent({
      keep: (type, terminal) => this.keep({ type, terminal }),
      asks: (question, terminal, until) => {
        for (const page of this.seeing) page.tell({ type: "asked", question, terminal, until });
      },
      typing: () => this.tellWatched(),
      tell: (teacher, state) => teacher.tell({ type: "typing", state }),
    });
  }

  get host(): HostView {
    return this.link.view;
  }

  /** The pages that show terminals. */
  get seeing(): StudentPage[] {
    return [...this.pages].filter(({ shows }) => shows);
  }

  get progress(): StudentProgress {
    return this.options.progress();
  }

  tell(message: ToStudent): void {
    for (const page of this.pages) page.tell(message);
  }

  tellWatched(): void {
    this.tell({ type: "watched", by: this.watchers.size, typing: this.consent.typing });
  }

  /** Keeps what happens by itself, for which nobody waits. */
  keep(event: StudentEvent): void {
    try {
      this.options.append(event);
    } catch (error) {
      this.options.failed(error);
    }
  }

  /** Does this, if nothing else of its kind is under way. @returns what comes of it, or `busy` */
  async alone<T>(work: () => Promise<T>, busy: T): Promise<T> {
    if (this.#busy) return busy;
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }

  /** A page of the student opens. @param have what it has of each terminal */
  enter(page: StudentPage, have: Readonly<Record<string, number>>): void {
    clearTimeout(this.#leaving);
    if (!this.progress.present) this.keep({ type: "joined" });
    this.pages.add(page);
    this.#tellPages();
    this.terminals.openFirst(Object.keys(have).map(Number));
    this.options.changed();
    if (!page.shows) return;
    const asked = this.consent.open;
    if (asked !== undefined) page.tell({ type: "asked", ...asked });
    for (const { terminal } of this.terminals.views) this.terminals.attach(terminal, page, have[terminal]);
  }

  leave(page: StudentPage): void {
    if (!this.pages.delete(page)) return;
    this.#tellPages();
    this.terminals.detach(page);
    this.options.changed();
    // Nobody sees any more what the teacher types. A question may wait for a page that loads again.
    if (this.consent.typing && this.seeing.length === 0) this.consent.end();
    if (this.pages.size > 0) return;
    this.#leaving = setTimeout(() => {
      if (this.pages.size === 0 && this.progress.present) this.keep({ type: "left" });
    }, AWAY);
    this.#leaving.unref();
  }

  /** A hand is raised, or goes down: by the student, or by the teacher who has been there. */
  hand(up: boolean, text: string): void {
    this.options.append({ type: "hand", up, text });
    this.tell({ type: "hand", up });
  }

  /** The progress has changed, and is on disk. */
  progressed(): void {
    const { note } = this.options;
    const changed = Object.entries(stepViews(note, this.progress, this.words, this.#shown)).filter(([id, view]) => {
      const text = JSON.stringify(view);
      const same = this.#views.get(id) === text;
      this.#views.set(id, text);
      return !same;
    });
    const first = this.#shown === undefined;
    this.#shown = this.progress;
    if (!first && changed.length > 0) this.tell({ type: "steps", steps: Object.fromEntries(changed) });
  }

  /** All steps, for a page that begins. */
  steps(): StepViews {
    return stepViews(this.options.note, this.progress, this.words);
  }

  /** A board begins to watch a terminal, or ends that. */
  watch(teacher: TeacherPage, terminal: number | undefined): void {
    this.consent.end(teacher);
    this.terminals.detach(teacher);
    if (terminal === undefined) this.watchers.delete(teacher);
    else this.watchers.set(teacher, terminal);
    this.tellWatched();
    if (terminal === undefined) return;
    teacher.tell({ type: "watching", student: this.student, terminal: this.terminals.view(terminal) ?? null });
    this.terminals.attach(terminal, teacher, undefined);
  }

  keys(page: Page, { terminal, bytes }: Frame): void {
    this.terminals.keys(terminal, page, bytes);
  }

  async end(): Promise<void> {
    clearTimeout(this.#leaving);
    this.consent.end();
    await this.terminals.end();
    await this.link.end();
  }

  /** Who sits there learns of a page that somebody else has opened. */
  #tellPages(): void {
    this.tell({ type: "pages", count: this.pages.size });
  }

  #viewersOf(terminal: number): Page[] {
    const watching = [...this.watchers].flatMap(([page, at]) => (at === terminal ? [page] : []));
    return [...this.seeing, ...watching];
  }

  #terminalChanged(view: TerminalView): void {
    if (view.phase === "starting" || view.phase === "closed") this.consent.renewed(view.terminal);
    this.tell({ type: "terminal", ...view });
    for (const [teacher, terminal] of this.watchers)
      if (terminal === view.terminal) teacher.tell({ type: "watching", student: this.student, terminal: view });
    if (view.phase === "starting" || view.phase === "closed") this.options.changed();
  }

  #observed(observation: Observation): void {
    if (this.#hints.unseen(observation)) this.tell({ type: "hint", text: this.said.unseenInside });
    const event = newsOf(observation, this.options.note, this.progress, this.terminals.home);
    if (event === undefined) return;
    this.keep(event);
    if (observation.state !== "running") this.afterCommand();
  }
}
