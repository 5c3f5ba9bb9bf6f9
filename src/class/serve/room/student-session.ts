import type { Frame } from "../../messages/frames.ts";
import { CLOSE, type FromStudent, type FromTeacher, TEACHERS, type ToStudent } from "../../messages/messages.ts";
import { pageVersion } from "../../messages/version.ts";
import { doAsked, type StudentWish } from "../desk/asked.ts";
import type { StudentDesk } from "../desk/desk.ts";
import type { StudentPage } from "../desk/pages.ts";
import type { Out, Session } from "../line.ts";
import type { ClassRoom } from "./class-room.ts";

/** A page of a student. */
export class StudentSession implements Session, StudentPage {
  readonly hand = "student";
  readonly mayType = true;
  readonly #room: ClassRoom;
  readonly #desk: StudentDesk;
  readonly #out: Out;
  #begun = false;
  shows = false;

  constructor(room: ClassRoom, desk: StudentDesk, out: Out) {
    this.#room = room;
    this.#desk = desk;
    this.#out = out;
  }

  tell(message: ToStudent): void {
    this.#out.tell(message);
  }

  show(frame: Frame): void {
    this.#out.show(frame);
  }

  take(message: FromStudent | FromTeacher): void {
    // The line has held it to the role's table.
    const wish = message as FromStudent;
    if (wish.type === "hello") this.#hello(wish);
    else if (!this.#begun) this.#out.close(CLOSE.version, this.#room.said.version);
    else if (wish.type === "tried") this.#tried(wish);
    else if (wish.type === "ack" && wish.terminal === TEACHERS) this.#room.own?.ack(this, wish.bytes);
    else this.#ask(wish);
  }

  keys(frame: Frame): void {
    if (this.#begun) this.#desk.keys(this, frame);
  }

  gone(): void {
    this.#room.own?.detach(this);
    if (this.#begun) this.#desk.leave(this);
  }

  #hello({ version, have }: Extract<FromStudent, { type: "hello" }>): void {
    if (this.#begun) return;
    this.#begun = version === pageVersion(this.#room.note);
    this.shows = have !== null;
    if (this.#begun) this.#welcome(have);
    else this.#out.close(CLOSE.version, this.#room.said.version);
  }

  #tried({ works, what }: Extract<FromStudent, { type: "tried" }>): void {
    const { progress } = this.#desk;
    // The page says it once more with each connection.
    if (progress.tried?.works !== works || progress.tried.what !== what)
      this.#desk.keep({ type: "tried", works, what });
  }

  #ask(wish: StudentWish): void {
    doAsked(this.#desk, this, wish)
      .then((why) => {
        if (why !== undefined) this.tell({ type: "refused", what: wish.type, why });
      })
      .catch((error) => {
        if (!this.#room.signal.aborted) this.#room.failed(error);
      });
  }

  #welcome(have: Readonly<Record<string, number>> | null): void {
    const { seats, catchUps, own, shown } = this.#room;
    const { student, progress, terminals, host, link, watchers, consent } = this.#desk;
    this.tell({
      ...{ type: "welcome", role: "student", student, name: seats.nameOf(student) },
      ...{ steps: this.#desk.steps(), terminals: terminals.views, host, ends: link.ends },
      ...{ said: this.#room.lastSaid, pointed: this.#room.pointed, hand: progress.hand !== undefined },
      watched: { by: watchers.size, typing: consent.typing },
      ...{ catchUp: catchUps.until(student) ?? null, shown },
    });
    this.#desk.enter(this, have ?? {});
    if (shown.on && have !== null) own?.show(this, have[TEACHERS]);
  }
}
