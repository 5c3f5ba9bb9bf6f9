const ESC = 0x1b;
const BEL = 0x07;
/** A sequence that does not end within so many bytes is not waited for. */
const LONGEST = 4096;

/**
 * How many of these bytes a terminal has read to the end of a character, and of a control sequence: what follows is the beginning of one. A
 * terminal's state can be taken behind them.
 */
export function wholeLength(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - LONGEST);
  const at = bytes.lastIndexOf(ESC);
  if (at >= from && isOpen(bytes, at)) return sequenceStart(bytes, at, from);
  return bytes.length - openCharacter(bytes);
}

/** Whether the sequence that begins there has no end yet. */
function isOpen(bytes: Uint8Array, at: number): boolean {
  const kind = bytes[at + 1];
  if (kind === undefined) return true;
  if (kind === 0x5b) return bytes.subarray(at + 2).every((byte) => byte < 0x40 || byte > 0x7e);
  if (STRINGS.includes(kind)) return !bytes.subarray(at + 2).includes(BEL);
  // Further signs from 0x20 to 0x2f come before the last one.
  return kind >= 0x20 && kind <= 0x2f && bytes.subarray(at + 1).every((byte) => byte >= 0x20 && byte <= 0x2f);
}

/** DCS, SOS, OSC, PM and APC: they end with BEL, or with ESC and a backslash. */
const STRINGS: readonly number[] = [0x50, 0x58, 0x5d, 0x5e, 0x5f];

/** An ESC at the very end may be the end of a string that began before. */
function sequenceStart(bytes: Uint8Array, at: number, from: number): number {
  if (at !== bytes.length - 1) return at;
  const before = bytes.subarray(from, at).lastIndexOf(ESC);
  const start = from + before;
  return before !== -1 && STRINGS.includes(bytes[start + 1] ?? 0) && isOpen(bytes.subarray(0, at), start) ? start : at;
}

/** How many bytes at the end begin a character of UTF-8 that has more. */
function openCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back];
    if (byte === undefined || byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? back : 0;
  }
  return 0;
}
