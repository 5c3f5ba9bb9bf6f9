/** The bytes that end what runs: an interrupt (SIGINT), and a quit (SIGQUIT). */
export const CTRL_C = "\x03";
export const CTRL_BACKSLASH = "\x1c";

/** Keys that a note may press: what they send, and whether they may leave the shell that reads them. */
export const strokes: readonly { written: string; bytes: string; leaves: boolean }[] = [
  { written: "^C", bytes: CTRL_C, leaves: false },
  { written: "^\\", bytes: CTRL_BACKSLASH, leaves: false },
  // Stops the job.
  { written: "^Z", bytes: "\x1a", leaves: false },
  // The end of the input.
  { written: "^D", bytes: "\x04", leaves: true },
  // Docker's keys: they leave the container's shell open.
  { written: "^P^Q", bytes: "\x10\x11", leaves: true },
];

const strokeAt = (text: string) => strokes.find(({ written }) => written === text.trim());

/** Keys at the beginning of a line, and what stands behind them. */
export interface KeysRead {
  /** As written. */
  keys: string;
  bytes: string;
  rest: string;
}

/** Keys whose echo programs print behind, as in `^CGracefully stopping...`. */
const glued = /^(\^[C\\])(.*\S.*)$/;

/** Reads a line that is keys, or begins with those that interrupt or quit what runs. */
export function readKeys(text: string): KeysRead | undefined {
  const [, before = text, rest = ""] = glued.exec(text) ?? [];
  const stroke = strokeAt(before);
  return stroke && { keys: stroke.written, bytes: stroke.bytes, rest };
}

/** The bytes of keys that may leave a shell, if a text is nothing but such keys. */
export function leavingKeys(text: string): string | undefined {
  const stroke = strokeAt(text);
  return stroke?.leaves ? stroke.bytes : undefined;
}
