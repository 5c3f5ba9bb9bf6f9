import type { LabError } from "../../../common/errors.ts";
import type { Host } from "../../../hosts/host.ts";
import type { Connection } from "../../../hosts/ssh/connection.ts";
import type { Note } from "../../../note/note.ts";
import { wordsFor } from "../../../pages/translations.ts";
import { CatchUps } from "../../deeds/catch-ups.ts";
import type { ShownView, ToTeacher } from "../../messages/messages.ts";
import type { ClassEvent, StudentEvent } from "../../progress/events.ts";
import type { ClassLog } from "../../progress/log.ts";
import { newStudent } from "../../progress/state.ts";
import { StudentDesk } from "../desk/desk.ts";
import { Looks } from "../desk/looks.ts";
import type { TeacherPage } from "../desk/pages.ts";
import { TeacherDesk } from "../desk/teacher-desk.ts";
import type { Seats, Who } from "../door/seats.ts";
import type { Out, Session } from "../line.ts";
import { Bucket } from "../terminal/bucket.ts";
import { CLASS_RATE } from "../terminal/hub-options.ts";
import { serveWords } from "../words.ts";
import { BoardFeed, type LiveBoard, liveBoard } from "./board-feed.ts";
import type { ClassRoom } from "./class-room.ts";
import { keepNames } from "./names.ts";
import { StudentSession } from "./student-session.ts";
import { TeacherSession } from "./teacher-session.ts";

/** What a class is given. */
export interface RoomOptions {
  note: Note;
  /** The students'. */
  hosts: readonly Host[];
  /** The teacher's own. */
  own?: Host | undefined;
  connect(host: Host, signal: AbortSignal): Promise<Connection>;
  log: ClassLog;
  seats: Seats;
  /** A seat's link, for the teacher to hand on. */
  linkOf(token: string): string;
  trouble(host: Host, error: LabError): void;
  failed(error: unknown): void;
}

/** An event that is of no student, before it has its time. */
type OfClass = Untimed<Exclude<ClassEvent, { student: string }>>;
type Untimed<Event> = Event extends ClassEvent ? Omit<Event, "at"> : never;

/** A class that runs: its students, its teachers, and its log. What happens is on disk before anybody is shown it. */
export class Room implements ClassRoom {
  readonly note: Note;
  readonly seats: Seats;
  readonly desks: ReadonlyMap<string, StudentDesk>;
  readonly own: TeacherDesk | undefined;
  readonly teachers = new Set<TeacherPage>();
  readonly catchUps = new CatchUps();
  readonly said: ReturnType<typeof serveWords>;
  readonly words: ReturnType<typeof wordsFor>;
  readonly #options: RoomOptions;
  readonly #all = new Bucket(CLASS_RATE);
  readonly #looks: Looks[] = [];
  readonly #stopping = new AbortController();
  readonly #feed: BoardFeed;

  constructor(options: RoomOptions) {
    this.#options = options;
    const { note, hosts, own, log, seats } = options;
    this.note = note;
    this.seats = seats;
    this.said = serveWords(note.frontMatter.language);
    this.words = wordsFor(note.frontMatter.language);
    this.#feed = new BoardFeed(
      () => this.board(),
      (message) => this.tellTeachers(message),
    );
    this.desks = new Map(hosts.map((host) => [host.name, this.#deskOf(host)]));
    this.own = own && this.#ownDesk(own);
    let known = log.progress.shown;
    log.listen((event, { students, shown }) => {
      if ("student" in event && students.has(event.student)) this.desks.get(event.student)?.progressed();
      // Nearly every event is another one's, and leaves the list as it is.
      const commands = shown === known ? [] : shown.filter((command) => !known.includes(command));
      known = shown;
      if (commands.length > 0) this.#tellShown(commands);
      this.#feed.changed();
    });
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  get lastSaid(): string | null {
    return this.#options.log.progress.said ?? null;
  }

  get pointed(): string | null {
    return this.#options.log.progress.pointed ?? null;
  }

  get shown(): ShownView {
    const { shows, shown } = this.#options.log.progress;
    return { on: shows && this.own !== undefined, commands: shown };
  }

  /** When the hosts end by themselves: the first one. */
  get ends(): number | null {
    const all = [...this.desks.values()].flatMap(({ link }) => link.ends ?? []);
    return all.length === 0 ? null : Math.min(...all);
  }

  /** Connects to all hosts side by side. Resolves when each is ready, or when its link has reported a trouble. */
  async begin(): Promise<void> {
    const { note, hosts, own } = this.#options;
    const { file, frontMatter, hash } = note;
    this.append({
      ...{ type: "began", note: { file, title: frontMatter.title ?? null, sha256: hash } },
      hosts: Object.fromEntries([...hosts, ...(own === undefined ? [] : [own])].map(({ name, id }) => [name, id])),
      ...(own !== undefined && { teacher: own.name }),
    });
    keepNames(this.seats, this.#options.log);
    for (const desk of this.desks.values()) desk.progressed();
    for (const { link } of this.#allDesks) link.begin(this.signal);
    await Promise.all(this.#allDesks.map(({ link }) => link.first()));
  }

  /** A page opens its line. */
  join(who: Who, out: Out): Session {
    if (who.role === "teacher") {
      return new TeacherSession(this, out);
    }
    const desk = this.desks.get(who.student);
    if (desk === undefined) throw new Error(`there is no desk of ${who.student}`);
    return new StudentSession(this, desk, out);
  }

  board(): LiveBoard {
    const { seats, log } = this.#options;
    const facts = (student: string) => {
      const desk = this.desks.get(student);
      const terminals = desk?.terminals.views.map(({ terminal }) => terminal) ?? [];
      return {
        ...{ name: seats.nameOf(student), taken: seats.isTaken(student), terminals },
        ...{ pages: desk?.pages.size ?? 0, host: desk?.host ?? "gone", catchUp: this.catchUps.until(student) ?? null },
      };
    };
    return liveBoard(log.progress, [...this.desks.keys()], facts, this.words, Date.now());
  }

  tellTeachers(message: ToTeacher): void {
    for (const teacher of this.teachers) teacher.tell(message);
  }

  say(text: string): void {
    this.append({ type: "said", text });
    for (const desk of this.desks.values()) desk.tell({ type: "said", text });
    this.tellTeachers({ type: "said", text });
  }

  point(section: string | null): void {
    this.append({ type: "pointed", section });
    for (const desk of this.desks.values()) desk.tell({ type: "pointed", section });
    this.tellTeachers({ type: "pointed", section });
  }

  show(on: boolean): void {
    this.append({ type: "shows", on });
    this.#tellShown([]);
    for (const page of [...this.desks.values()].flatMap((desk) => desk.seeing))
      if (on) this.own?.show(page);
      else this.own?.detach(page);
  }

  /** Ends the class's work on its hosts. @param classEnds whether the class has ended; else it goes on when it is served again */
  async end(classEnds: boolean): Promise<void> {
    this.#feed.end();
    for (const looks of this.#looks) looks.end();
    const over = this.catchUps.stopAll();
    this.#stopping.abort(new Error("the class has ended"));
    await over;
    await Promise.all(this.#allDesks.map((desk) => desk.end()));
    if (classEnds) this.append({ type: "ended" });
    this.#options.log.close();
  }

  /** What the boards show has changed. */
  changed(): void {
    this.#feed.changed();
  }

  linkOf(token: string): string {
    return this.#options.linkOf(token);
  }

  failed(error: unknown): void {
    this.#options.failed(error);
  }

  /** Keeps an event of the class itself. */
  append(event: OfClass): void {
    this.#options.log.append({ at: new Date().toISOString(), ...event });
  }

  get #allDesks(): (StudentDesk | TeacherDesk)[] {
    return [...this.desks.values(), ...(this.own === undefined ? [] : [this.own])];
  }

  /** @param commands of the teacher that are new */
  #tellShown(commands: ShownView["commands"]): void {
    const { on } = this.shown;
    for (const desk of this.desks.values()) desk.tell({ type: "shown", on, commands });
    this.tellTeachers({ type: "shown", on, commands });
  }

  /** What the desk at every host is given. */
  #partsOf(host: Host) {
    const { note, connect, log, trouble, failed } = this.#options;
    const student = host.name;
    return {
      ...{ note, host, connect, failed, all: this.#all, signal: this.signal },
      append: (event: StudentEvent) => {
        log.append({ at: new Date().toISOString(), student, ...event });
      },
      progress: () => log.progress.students.get(student) ?? newStudent(note, student),
      trouble: (error: LabError) => trouble(host, error),
    };
  }

  #ownDesk(host: Host): TeacherDesk {
    const { log } = this.#options;
    const desk: TeacherDesk = new TeacherDesk({
      ...this.#partsOf(host),
      shows: () => log.progress.shows,
      changed: () => this.tellTeachers({ type: "own", ...desk.view }),
    });
    return desk;
  }

  #deskOf(host: Host): StudentDesk {
    const { log } = this.#options;
    const desk = new StudentDesk({
      ...{ ...this.#partsOf(host), catchUps: this.catchUps },
      shown: (number) => log.progress.shown.find((command) => command.number === number),
      changed: () => this.#feed.changed(),
    });
    const looks = new Looks(desk);
    desk.afterCommand = () => looks.afterCommand();
    this.#looks.push(looks);
    return desk;
  }
}
