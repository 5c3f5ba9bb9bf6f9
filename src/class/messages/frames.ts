/** What a binary frame carries. */
export const FRAME_KIND = { keys: 0, output: 1, snapshot: 2 } as const;

/** Keys to a terminal, output of a terminal, or a terminal's whole state, after which its page begins anew. */
export interface Frame {
  kind: (typeof FRAME_KIND)[keyof typeof FRAME_KIND];
  terminal: number;
  /** The number of the first byte in all that the terminal has printed; of a snapshot, that of the next byte; of keys, 0. */
  sequence: number;
  bytes: Uint8Array;
}

/** Bytes before those of the terminal: the kind, the terminal, and the sequence as a double, big-endian. */
const HEAD = 10;

/** A frame as bytes. */
export function encodeFrame({ kind, terminal, sequence, bytes }: Frame): Uint8Array {
  const all = new Uint8Array(HEAD + bytes.length);
  all[0] = kind;
  all[1] = terminal;
  new DataView(all.buffer).setFloat64(2, sequence);
  all.set(bytes, HEAD);
  return all;
}

/** A frame from bytes; `undefined` where they are none. */
export function decodeFrame(all: Uint8Array): Frame | undefined {
  const [kind, terminal] = all;
  if (all.length < HEAD || terminal === undefined) return undefined;
  if (kind !== FRAME_KIND.keys && kind !== FRAME_KIND.output && kind !== FRAME_KIND.snapshot) return undefined;
  const sequence = new DataView(all.buffer, all.byteOffset).getFloat64(2);
  return { kind, terminal, sequence, bytes: all.subarray(HEAD) };
}
