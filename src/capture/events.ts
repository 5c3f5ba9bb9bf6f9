import type { TerminalSize } from "../hosts/ssh/connection.ts";
import type { Mark } from "../run/terminal/marks.ts";

/** A key that means something to a terminal, or any other key. What the other keys are is kept nowhere: it may be a password. */
export type Key = "enter" | "interrupt" | "end" | "stop" | "other";

/** A file that a person has written on the host. */
export interface WrittenFile {
  /** Relative to the section's folder, with `/`. */
  path: string;
  content: string;
}

/** What a captured session is: the same for each of its terminals. */
export interface SessionPlan {
  host: string;
  /** The heading of the section that it becomes. */
  title: string;
  /** The section's id: also its folder on the host. */
  section: string;
  /** The file at whose end the section is written. */
  file: string;
}

/**
 * What happens in a terminal into which a person types. Each is a line of a file, so that nothing is lost when the connection breaks or
 * labnote is killed. Times are milliseconds since the epoch.
 */
export type CaptureEvent = { time: number } & (
  | { type: "opened"; terminal: number; process: { pid: number; began: string }; size: TerminalSize; plan: SessionPlan }
  /** What the terminal showed: text, before any emulation. */
  | { type: "output"; data: string }
  | { type: "mark"; mark: Mark }
  /** A key was typed. Of several other keys without an output between them, only the first is kept. */
  | { type: "key"; key: Key }
  | { type: "resized"; size: TerminalSize }
  /** More came than is kept. */
  | { type: "cut" }
  /** Files that were written while a person typed into a command: the first one at the shell's own prompt is 1. */
  | { type: "files"; command: number; files: WrittenFile[] }
  /** How the terminal ended: without a status when the connection was lost. */
  | { type: "closed"; exit: number | null; why: string }
);

type WithoutTime<Event> = Event extends CaptureEvent ? Omit<Event, "time"> : never;

/** An event before it has its time. */
export type UntimedCapture = WithoutTime<CaptureEvent>;

/** The keys in bytes from a keyboard, in their order. Other keys that follow each other are one. */
export function keysIn(bytes: Uint8Array): Key[] {
  const keys: Key[] = [];
  for (const byte of bytes) {
    const key = KEYS[byte] ?? "other";
    if (key !== "other" || keys.at(-1) !== "other") keys.push(key);
  }
  return keys;
}

/** Enter (also Ctrl-J), Ctrl-C, Ctrl-D, Ctrl-Z. */
const KEYS: { readonly [byte: number]: Key } = { 13: "enter", 10: "enter", 3: "interrupt", 4: "end", 26: "stop" };
