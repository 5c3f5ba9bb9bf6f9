import type { BoardRow, BoardStumble, Stuck } from "../progress/board.ts";
import type { ShownCommand } from "../progress/shown-commands.ts";
import type { How, StepProgress } from "../progress/state.ts";

/**
 * What a page of the class and its server say to each other: JSON in the text frames of one WebSocket. Keys and output are the binary frames of
 * `frames.ts`. Who sends is known by the socket, from its upgrade on: no message of a student names a student. Steps stand as their ids, such as
 * `1.1.3:4`. Times are milliseconds since the epoch.
 */
export type Role = "student" | "teacher";

/** The number of the teacher's own terminal, in frames and acknowledgements; those of a student have 1 to 9. */
export const TEACHERS = 0;

/** What the page of a student may say. */
export type FromStudent =
  /** The first message. `have`: up to which byte of each terminal's output the page has it already; `null` where the page shows no terminals. */
  | { type: "hello"; version: string; have: Readonly<Record<string, number>> | null }
  /** The page has drawn so many more bytes of a terminal. */
  | { type: "ack"; terminal: number; bytes: number }
  | { type: "open" }
  | { type: "close"; terminal: number }
  /** Type a step's command into a terminal, with the student's own ids; `run`: with Enter. */
  | { type: "type"; step: string; terminal: number; run: boolean }
  /** Type a command that the teacher has shown, by its number; one of the note with the student's own ids. */
  | { type: "repeat"; command: number; terminal: number; run: boolean }
  /** Write the file of a step. */
  | { type: "write"; step: string }
  /** Look at the files, requests and checks of a section. */
  | { type: "check"; section: string }
  /** Begin a section again. The page has asked the student first. */
  | { type: "again"; section: string }
  | { type: "hand"; up: boolean; text: string }
  /** Answers the teacher's question whether they may type. */
  | { type: "consent"; question: number; allow: boolean }
  /** Ends the teacher's typing. */
  | { type: "stop" }
  /** Ends the student's catch-up where it is. */
  | { type: "halt" }
  /** What the test of `/ready` has come to, in a line. */
  | { type: "tried"; works: boolean; what: string };

/** What the board may say. What a teacher types comes in binary frames, as a student's keys do. */
export type FromTeacher =
  | { type: "hello"; version: string; have: Readonly<Record<string, number>> }
  | { type: "ack"; terminal: number; bytes: number }
  /** Watch a student's terminal; without one, none. A board watches one terminal at a time. */
  | { type: "watch"; student: string; terminal: number }
  | { type: "unwatch" }
  /** Ask the student who is watched whether the teacher may type. */
  | { type: "ask" }
  /** Ends the teacher's typing. */
  | { type: "stop" }
  /** Tell what a student has typed and seen of a step. */
  | { type: "look"; student: string; step: string }
  | { type: "catch-up"; students: readonly string[]; until: string; how: "forward" | "anew" }
  /** End the catch-ups of these students where they are. */
  | { type: "stop-catch-up"; students: readonly string[] }
  | { type: "say"; text: string }
  /** `null`: at no section any more. */
  | { type: "point"; section: string | null }
  /** Lower a student's hand. */
  | { type: "lower"; student: string }
  /** Show this board the teacher's own terminal, and open it where it is not. */
  | { type: "own" }
  /** Show that terminal to all, or end that. */
  | { type: "show"; on: boolean }
  | { type: "seat"; student: string; act: "free" | "new link" }
  | { type: "seat"; student: string; act: "rename"; name: string };

/** A step of one's own, for the page. */
export interface StepView extends Pick<StepProgress, "state" | "tries"> {
  how: How | null;
  /** Why the last try differs, as sentences in the page's language. */
  why: readonly string[];
  /** The step's command with the student's own ids, where that is not the note's. */
  own: string | null;
  /** Whether its command runs now. */
  runs: boolean;
}

/** What a terminal does, as far as its page needs it. Only a prompt takes a click. */
export interface TerminalView {
  terminal: number;
  /** `prompt` also at the prompt of a shell within it, if the note knows that. */
  phase: "starting" | "prompt" | "running" | "closed";
  folder: string | null;
}

/** What the server says to the page of a student. */
export type ToStudent =
  /** Answers `hello`; a snapshot or the missing output of each terminal follows. */
  | {
      type: "welcome";
      role: "student";
      /** The seat, and the name of who sits there. */
      student: string;
      name: string;
      steps: Readonly<Record<string, StepView>>;
      terminals: readonly TerminalView[];
      host: HostView;
      /** When the host ends by itself. */
      ends: number | null;
      said: string | null;
      pointed: string | null;
      hand: boolean;
      watched: { by: number; typing: boolean };
      /** The step to which labnote catches the student up now. */
      catchUp: string | null;
      shown: ShownView;
    }
  /** Steps that have changed. */
  | { type: "steps"; steps: Readonly<Record<string, StepView>> }
  | ({ type: "terminal" } & TerminalView)
  | { type: "host"; host: HostView }
  /** So many boards watch; `typing`: one may type. */
  | { type: "watched"; by: number; typing: boolean }
  /** The teacher has given who sits there another name. */
  | { type: "name"; name: string }
  /** So many pages of the seat are open; each of them is told whenever that changes. */
  | { type: "pages"; count: number }
  /** The teacher asks whether they may type; until then the answer counts. */
  | { type: "asked"; question: number; terminal: number; until: number }
  /** Something that the student should know, in the page's language. */
  | { type: "hint"; text: string }
  | { type: "said"; text: string }
  | { type: "pointed"; section: string | null }
  | ({ type: "shown" } & ShownView)
  | { type: "hand"; up: boolean }
  | ({ type: "catch-up" } & CatchUpView)
  | Refused
  | Bye;

/** labnote types what is missing, up to that step; `done` when it has ended, and how: `why` it did not come there, or that it was `stopped`. */
export interface CatchUpView {
  until: string;
  done: boolean;
  stopped: boolean;
  why: string | null;
}

/** Whether all see the teacher's own terminal, and the commands that ran there meanwhile: all of them at first, then each that is new. */
export interface ShownView {
  on: boolean;
  commands: readonly ShownCommand[];
}

/** Where a student's host is. */
export type HostView = "connecting" | "ready" | "restarting" | "gone";

/** Why a student is stuck, with the reasons as sentences in the page's language. */
export interface StuckView extends Omit<Stuck, "reasons"> {
  why: readonly string[];
}

/** A step at which students stand, and why most of them do, as sentences in the page's language. */
export interface StumbleView extends Omit<BoardStumble, "reasons"> {
  why: readonly string[];
}

/** A row of the board with what only a running class knows. */
export interface LiveRow extends Omit<BoardRow, "stuck"> {
  stuck: StuckView | null;
  name: string;
  /** How many pages of the seat are open. */
  pages: number;
  taken: boolean;
  host: HostView;
  terminals: readonly number[];
  /** The step to which labnote catches the student up now. */
  catchUp: string | null;
}

/** The teacher's own host, and its terminal; `null` while none is open. */
export interface OwnView {
  host: HostView;
  terminal: TerminalView | null;
}

/** What the server says to a board. */
export type ToTeacher =
  | {
      type: "welcome";
      role: "teacher";
      rows: readonly LiveRow[];
      /** All students, the worst first. */
      order: readonly string[];
      medians: readonly number[];
      stumbles: readonly StumbleView[];
      ends: number | null;
      said: string | null;
      pointed: string | null;
      /** `null` where no host is the teacher's own. */
      own: OwnView | null;
      shown: ShownView;
    }
  | ({ type: "own" } & OwnView)
  | ({ type: "shown" } & ShownView)
  /** Rows that have changed, at most four times a second, with the class's figures; `order`: all students, the worst first. */
  | {
      type: "board";
      rows: readonly LiveRow[];
      order: readonly string[];
      medians: readonly number[];
      stumbles: readonly StumbleView[];
    }
  /** Answers `look`. */
  | {
      type: "looked";
      student: string;
      step: string;
      view: StepView;
      typed: string | null;
      /** The last 40 lines that it showed. */
      lines: readonly string[];
    }
  /** The terminal that is watched; its snapshot follows. `null`: none. */
  | { type: "watching"; student: string; terminal: TerminalView | null }
  /** How the question to the student stands. */
  | { type: "typing"; state: "asked" | "granted" | "refused" | "ended" }
  | ({ type: "catch-up"; student: string } & CatchUpView)
  | { type: "said"; text: string }
  | { type: "pointed"; section: string | null }
  /** A seat's new link, for the teacher to hand on. */
  | { type: "link"; student: string; link: string; code: string }
  /** From that address, more seats are asked for by the link for all than may be taken there in a minute. */
  | { type: "crowd"; address: string }
  | Refused
  | Bye;

/** A message was refused, with the reason in the page's language. Nothing came of it. */
export interface Refused {
  type: "refused";
  what: string;
  why: string;
}

/** The last message before the socket closes. */
export interface Bye {
  type: "bye";
  why: string;
}

/** Why the server closes a socket: statuses of RFC 6455's private range. */
export const CLOSE = { revoked: 4003, flood: 4008, otherPages: 4009, ended: 4010, version: 4012 } as const;
