import type { Note } from "../../../note/note.ts";
import type { CatchUps } from "../../deeds/catch-ups.ts";
import type { ShownView, ToTeacher } from "../../messages/messages.ts";
import type { StudentDesk } from "../desk/desk.ts";
import type { TeacherPage } from "../desk/pages.ts";
import type { TeacherDesk } from "../desk/teacher-desk.ts";
import type { Seats } from "../door/seats.ts";
import type { ServeWords } from "../words.ts";
import type { LiveBoard } from "./board-feed.ts";

/** The class, as far as its pages' sessions know it. */
export interface ClassRoom {
  readonly note: Note;
  readonly said: ServeWords;
  readonly desks: ReadonlyMap<string, StudentDesk>;
  readonly teachers: Set<TeacherPage>;
  readonly catchUps: CatchUps;
  readonly seats: Seats;
  /** Aborts when the class ends. */
  readonly signal: AbortSignal;
  /** When the first host ends by itself. */
  readonly ends: number | null;
  /** What the teacher has said last to all. */
  readonly lastSaid: string | null;
  /** The section at which the teacher points. */
  readonly pointed: string | null;
  /** The teacher's own host, if there is one. */
  readonly own: TeacherDesk | undefined;
  /** What all see of it. */
  readonly shown: ShownView;
  board(): LiveBoard;
  /** What the boards show has changed. */
  changed(): void;
  tellTeachers(message: ToTeacher): void;
  say(text: string): void;
  point(section: string | null): void;
  /** Shows the teacher's own terminal to all, or ends that. */
  show(on: boolean): void;
  /** A seat's link, for the teacher to hand on. */
  linkOf(token: string): string;
  failed(error: unknown): void;
}
