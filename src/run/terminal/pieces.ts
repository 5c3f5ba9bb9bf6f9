import { MOST_TIMES } from "./bounded.ts";

/** A piece of a text adds so many rows to a terminal at most. */
export const PIECE_ROWS = 64;

/** LF, VT and FF end a line. */
const endsLine = (code: number): boolean => code >= 0x0a && code <= 0x0c;
/** ESC and the control signs of eight bits may end one, or begin what repeats a letter. */
const begins = (code: number): boolean => code === 0x1b || (code >= 0x80 && code < 0xa0);

/** Where a piece ends that begins there, in a text for a terminal with so many columns. */
export function pieceEnd(text: string, from: number, columns: number): number {
  // A letter takes two cells at most, and one that is repeated as many as an emulator lets it.
  const letter = 2 / columns;
  const sequence = 1 + MOST_TIMES * letter;
  let rows = 1;
  let at = from;
  for (; at < text.length && rows < PIECE_ROWS - sequence; at += 1) {
    const code = text.charCodeAt(at);
    rows += endsLine(code) ? 1 : begins(code) ? sequence : letter;
  }
  return Math.max(at, from + 1);
}
