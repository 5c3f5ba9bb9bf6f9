import type { ToStudent, ToTeacher } from "../../messages/messages.ts";
import type { Page } from "../terminal/viewer.ts";

/** A page of the student. */
export interface StudentPage extends Page {
  /** Whether it shows terminals: `/ready` and a phone's page do not. */
  readonly shows: boolean;
  tell(message: ToStudent): void;
}

/** A board, as far as a student's desk knows it. */
export interface TeacherPage extends Page {
  tell(message: ToTeacher): void;
}
