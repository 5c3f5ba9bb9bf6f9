import { LabError } from "../../../common/errors.ts";
import { errorSaid } from "../../deeds/said.ts";
import type { Frame } from "../../messages/frames.ts";
import {
  type CatchUpView,
  CLOSE,
  type FromStudent,
  type FromTeacher,
  TEACHERS,
  type ToTeacher,
} from "../../messages/messages.ts";
import { pageVersion } from "../../messages/version.ts";
import { stepAt } from "../../progress/state.ts";
import { deedOf } from "../desk/deed.ts";
import type { StudentDesk } from "../desk/desk.ts";
import type { TeacherPage } from "../desk/pages.ts";
import { stepView } from "../desk/step-views.ts";
import type { Out, Session } from "../line.ts";
import type { ClassRoom } from "./class-room.ts";

/** A board gets at most so many of the last lines that a step has shown. */
const LOOKED = 40;

/** A board. */
export class TeacherSession implements Session, TeacherPage {
  readonly hand = "teacher";
  readonly #room: ClassRoom;
  readonly #out: Out;
  #watching: { desk: StudentDesk; terminal: number } | undefined;

  constructor(room: ClassRoom, out: Out) {
    this.#room = room;
    this.#out = out;
  }

  get mayType(): boolean {
    const at = this.#watching;
    return at?.desk.consent.allows(this, at.terminal) ?? false;
  }

  tell(message: ToTeacher): void {
    this.#out.tell(message);
  }

  show(frame: Frame): void {
    this.#out.show(frame);
  }

  keys(frame: Frame): void {
    const at = this.#watching;
    if (frame.terminal === TEACHERS) this.#room.own?.keys(this, frame.bytes);
    else if (at !== undefined && frame.terminal === at.terminal) at.desk.keys(this, frame);
  }

  gone(): void {
    this.#room.teachers.delete(this);
    this.#room.own?.detach(this);
    this.#unwatch();
  }

  take(message: FromStudent | FromTeacher): void {
    // The line has held it to the role's table.
    const wish = message as FromTeacher;
    if (wish.type === "hello") this.#hello(wish);
    else if (this.#room.teachers.has(this)) this.#ask(wish);
    else this.#out.close(CLOSE.version, this.#room.said.version);
  }

  #hello({ version }: Extract<FromTeacher, { type: "hello" }>): void {
    if (this.#room.teachers.has(this)) return;
    if (version === pageVersion(this.#room.note)) this.#welcome();
    else this.#out.close(CLOSE.version, this.#room.said.version);
  }

  #welcome(): void {
    this.#room.teachers.add(this);
    const { ends, lastSaid, pointed, own, shown } = this.#room;
    this.tell({
      ...{ type: "welcome", role: "teacher", ...this.#room.board(), ends, said: lastSaid, pointed },
      ...{ own: own?.view ?? null, shown },
    });
  }

  #ask(wish: Exclude<FromTeacher, { type: "hello" }>): void {
    const refuse = (why: string | undefined) => {
      if (why !== undefined) this.tell({ type: "refused", what: wish.type, why });
    };
    this.#do(wish)
      .then(refuse)
      .catch((error) => {
        if (this.#room.signal.aborted) return;
        if (error instanceof LabError) refuse(errorSaid(this.#room.note, error));
        this.#room.failed(error);
      });
  }

  async #do(wish: Exclude<FromTeacher, { type: "hello" }>): Promise<string | undefined> {
    const { said, desks, own } = this.#room;
    const at = this.#watching;
    switch (wish.type) {
      case "ack":
        if (wish.terminal === TEACHERS) own?.ack(this, wish.bytes);
        else at?.desk.terminals.ack(wish.terminal, this, wish.bytes);
        return undefined;
      case "watch": {
        const desk = desks.get(wish.student);
        if (desk === undefined) return said.notHere;
        this.#unwatch();
        this.#watching = { desk, terminal: wish.terminal };
        desk.watch(this, wish.terminal);
        return undefined;
      }
      case "unwatch":
        this.#unwatch();
        return undefined;
      case "ask":
        if (at === undefined) return said.notWatching;
        if (at.desk.seeing.length === 0) return said.notHere;
        return at.desk.consent.ask(this, at.terminal) ? undefined : said.othersAsk;
      case "stop":
        at?.desk.consent.end(this);
        return undefined;
      case "look":
        return this.#look(wish.student, wish.step);
      case "catch-up":
        if (stepAt(this.#room.note, wish.until) === undefined) return said.noStep;
        for (const student of new Set(wish.students)) this.#catchUp(student, wish);
        return undefined;
      case "stop-catch-up":
        await Promise.all([...new Set(wish.students)].map((student) => this.#room.catchUps.stop(student)));
        return undefined;
      case "lower": {
        const desk = desks.get(wish.student);
        if (desk === undefined) return said.noSeat;
        // A hand that is down already makes no event.
        if (desk.progress.hand !== undefined) desk.hand(false, "");
        return undefined;
      }
      case "own":
        if (own === undefined) return said.noOwnHost;
        own.teach(this);
        await own.open();
        return undefined;
      case "show":
        if (own === undefined) return said.noOwnHost;
        this.#room.show(wish.on);
        if (wish.on) await own.open();
        return undefined;
      case "say":
        this.#room.say(wish.text);
        return undefined;
      case "point":
        if (wish.section !== null && !this.#room.note.sections.some(({ id }) => id === wish.section))
          return said.noStep;
        this.#room.point(wish.section);
        return undefined;
      default:
        return this.#seat(wish);
    }
  }

  #unwatch(): void {
    this.#watching?.desk.watch(this, undefined);
    this.#watching = undefined;
  }

  #look(student: string, step: string): string | undefined {
    const desk = this.#room.desks.get(student);
    const found = stepAt(this.#room.note, step);
    const view = desk && found && stepView(found.section, found.place, desk.progress, desk.words);
    if (view === undefined) return this.#room.said.noStep;
    const seen = desk?.progress.sections.get(found?.section.id ?? "")?.steps[found?.place ?? 0]?.seen;
    const lines = seen?.output?.split("\n").slice(-LOOKED) ?? [];
    this.tell({ type: "looked", student, step, view, typed: seen?.typed ?? null, lines });
    return undefined;
  }

  /** Catches a student up. The pages of the student and all boards see how it ends. */
  #catchUp(student: string, { until, how }: Extract<FromTeacher, { type: "catch-up" }>): void {
    const { desks, catchUps, signal } = this.#room;
    const desk = desks.get(student);
    if (desk === undefined) return;
    const tell = (now: Partial<CatchUpView>) => {
      const view: CatchUpView = { until, done: true, stopped: false, why: null, ...now };
      desk.tell({ type: "catch-up", ...view });
      this.#room.tellTeachers({ type: "catch-up", student, ...view });
      this.#room.changed();
    };
    if (desk.host !== "ready") {
      tell({ why: desk.said.notReady });
      return;
    }
    const over = catchUps.start(student, deedOf(desk), { until, how }, signal);
    tell({ done: false });
    over
      .catch((error) => {
        if (!signal.aborted) this.#room.failed(error);
        return {
          why: error instanceof LabError ? errorSaid(this.#room.note, error) : desk.said.defect,
          stopped: false,
        };
      })
      .then((end) => {
        // A newer one has taken its place, and all pages know of that one.
        if (end.stopped && catchUps.until(student) !== undefined) return;
        tell(end);
        // A shell in which labnote was stopped has ended.
        if (!signal.aborted && desk.pages.size > 0) desk.terminals.openFirst();
      });
  }

  async #seat(wish: Extract<FromTeacher, { type: "seat" }>): Promise<string | undefined> {
    const { seats } = this.#room;
    const { student } = wish;
    const desk = this.#room.desks.get(student);
    if (desk === undefined) return this.#room.said.noSeat;
    if (wish.act === "rename") {
      const no = await seats.rename(student, wish.name);
      if (no === undefined) desk.tell({ type: "name", name: seats.nameOf(student) });
      this.#room.changed();
      return no === undefined ? undefined : this.#room.said[no];
    }
    await (wish.act === "free" ? seats.free(student) : seats.renew(student));
    this.#room.changed();
    const { token, code } = seats.linkOf(student);
    this.tell({ type: "link", student, link: this.#room.linkOf(token), code });
    return undefined;
  }
}
