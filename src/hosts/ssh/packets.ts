/** Messages of SSH's connection protocol (RFC 4254, section 9) that channels of sessions need. */
export const MESSAGE = {
  open: 90,
  confirmed: 91,
  refused: 92,
  window: 93,
  data: 94,
  extended: 95,
  eof: 96,
  close: 97,
  request: 98,
  success: 99,
  failure: 100,
} as const;

/** A number of 32 bits, as SSH has it. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Text or bytes behind their length. */
export function string(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

export const boolean = (value: boolean): Buffer => Buffer.from([value ? 1 : 0]);

/** Reads the values of a message, one after the other. */
export class Values {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  uint32(): number {
    this.#at += 4;
    return this.#bytes.readUInt32BE(this.#at - 4);
  }

  boolean(): boolean {
    this.#at += 1;
    return this.#bytes[this.#at - 1] !== 0;
  }

  bytes(): Buffer {
    const length = this.uint32();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

/** Takes packets, each behind its length, out of a stream. */
export class Packets {
  #held: Buffer = Buffer.alloc(0);

  /** The packets that are whole with these bytes. */
  push(data: Buffer): Buffer[] {
    let rest = this.#held.length === 0 ? data : Buffer.concat([this.#held, data]);
    const packets: Buffer[] = [];
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const end = 4 + rest.readUInt32BE(0);
      packets.push(rest.subarray(4, end));
      rest = rest.subarray(end);
    }
    this.#held = rest;
    return packets;
  }
}
