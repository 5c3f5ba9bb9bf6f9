// What goes to a terminal and comes from it.

export const FRAME_KIND = { keys: 0, output: 1, snapshot: 2 };

// The binary frames of src/class/messages/frames.ts: the kind, the terminal, and the sequence as a double, big-endian; then the bytes.
const HEAD = 10;

/** Keys for a terminal as a frame. */
export function keysFrame(terminal, bytes) {
  const all = new Uint8Array(HEAD + bytes.length);
  all[0] = FRAME_KIND.keys;
  all[1] = terminal;
  all.set(bytes, HEAD);
  return all;
}

/** A frame from bytes. */
export function frameOf(buffer) {
  const all = new Uint8Array(buffer);
  const sequence = new DataView(buffer).getFloat64(2);
  return { kind: all[0], terminal: all[1], sequence, bytes: all.subarray(HEAD) };
}

/**
 * What a clipboard holds, as far as a person would type it: without control characters and those that nobody sees, with blanks that a shell takes
 * for blanks, and with one kind of line end.
 */
export const cleaned = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replaceAll("\u00a0", " ")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the shell.
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "");

/**
 * A pasted text as it goes to the terminal.
 *
 * @param bracketed whether the program asked for marks around what is pasted
 */
export const pasted = (text, bracketed) => {
  const typed = text.replaceAll("\n", "\r");
  return bracketed ? `\x1b[200~${typed}\x1b[201~` : typed;
};
