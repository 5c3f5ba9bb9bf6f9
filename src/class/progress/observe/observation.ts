/** Who typed a command: the student, a click on a step of the note, the teacher, or labnote itself as it catches a student up. */
export type Hand = "student" | "click" | "teacher" | "labnote";

/** What a student's terminal showed of one command. A command that still runs may be observed several times. */
export interface Observation {
  terminal: number;
  /** Which command of the terminal it is: they count from 1. */
  command: number;
  /** The command at the shell's own prompt in which this one was typed: itself, if it was typed at that prompt. */
  opener: number;
  /** What was typed; lines are joined by newlines. */
  typed: string;
  /** The nested prompt at which it was typed, as the terminal showed it; `undefined` at the shell's own. */
  prompt: string | undefined;
  /** The commands that opened the shells in which it was typed, the outermost first. */
  within: readonly string[];
  /** The folder of the shell as the command began, with `~` for the home folder. A shell that is nested does not tell. */
  folder: string | undefined;
  /** What a person would have seen. */
  output: string;
  /** Keys that were typed while it ran may stand in the output. */
  mixed: boolean;
  /** Lines are missing in the output. */
  cut: boolean;
  /**
   * - `ended`: the shell's prompt is back, with a status where the shell tells one.
   * - `prompted`: it rests at a nested prompt.
   * - `running`: it still runs.
   * - `lost`: the connection broke while it ran, or when it had just ended.
   */
  state: "ended" | "prompted" | "running" | "lost";
  exit: number | undefined;
  /** The nested prompt that came behind it; `undefined` where none did. */
  nextPrompt: string | undefined;
  /** Milliseconds since the epoch. */
  began: number;
  ended: number;
  hand: Hand;
  /** The step whose button was clicked, where the command is as the click typed it. */
  clicked: string | undefined;
}
