import { connect, type Socket } from "node:net";
import type { Channel } from "./connection.ts";
import { MESSAGE, Packets, string, uint32, Values } from "./packets.ts";
import { LARGEST, SessionChannel, type SessionRequest, WINDOW } from "./session-channel.ts";

/** Messages of OpenSSH's multiplexing and its version: a greeting, the request to be a proxy, and the answer that it is. */
const [HELLO, VERSION, PROXY, IS_PROXY] = [1, 4, 0x1000000f, 0x8000000f];
/** Why a master is no proxy. */
const TOO_OLD = "the SSH client is older than OpenSSH 7.4, and cannot carry a terminal for labnote";

/**
 * Sessions over a master connection of OpenSSH, without a client for each: a process takes 1 MB of memory. Over the master's socket, it speaks
 * OpenSSH's multiplexing as a proxy (PROTOCOL.mux in OpenSSH, from 7.4 on), and behind that the messages of RFC 4254, each behind its length and a zero.
 */
export class Multiplexer {
  readonly #socket: Socket;
  readonly #packets = new Packets();
  readonly #sessions = new Map<number, SessionChannel>();
  #next = 0;
  #greeted = false;
  #proxied = false;
  #refused = false;
  readonly #lost: () => Promise<string>;
  /** What waits until the master is a proxy. */
  #early: Buffer[] = [];

  /**
   * @param path the master's socket
   * @param lost why its sessions end when the socket does
   */
  constructor(path: string, lost: () => Promise<string>) {
    this.#socket = connect(path);
    this.#write(uint32(HELLO), uint32(VERSION));
    this.#write(uint32(PROXY), uint32(0));
    this.#socket.on("data", (data) => {
      for (const packet of this.#packets.push(data)) this.#got(packet);
    });
    this.#lost = lost;
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => this.#loses());
  }

  /** Starts a command on the host, in a session of its own. */
  open(request: SessionRequest, onData: (data: Uint8Array) => void): Channel {
    const id = this.#next;
    this.#next += 1;
    const session = new SessionChannel(request, onData, (message, ...values) => this.#send(message, ...values));
    this.#sessions.set(id, session);
    this.#send(MESSAGE.open, string("session"), uint32(id), uint32(WINDOW), uint32(LARGEST));
    if (this.#socket.closed) this.#loses();
    return session;
  }

  async #loses(): Promise<void> {
    const why = this.#refused ? TOO_OLD : await this.#lost();
    for (const session of this.#sessions.values()) session.ends({ exit: undefined, why });
    this.#sessions.clear();
  }

  end(): void {
    this.#socket.destroy();
  }

  #send(message: number, ...values: readonly Uint8Array[]): void {
    const packet = Buffer.concat([Buffer.from([0, message]), ...values]);
    if (this.#proxied) this.#write(packet);
    else this.#early.push(packet);
  }

  #write(...values: readonly Uint8Array[]): void {
    this.#socket.write(string(Buffer.concat(values)));
  }

  #got(packet: Buffer): void {
    if (this.#proxied) this.#message(packet);
    else if (!this.#greeted) this.#greeted = true;
    else if (packet.readUInt32BE(0) === IS_PROXY) {
      this.#proxied = true;
      for (const early of this.#early.splice(0)) this.#write(early);
    } else {
      this.#refused = true;
      this.end();
    }
  }

  #message(packet: Buffer): void {
    const values = new Values(packet.subarray(2));
    const id = values.uint32();
    if (this.#sessions.get(id)?.got(packet[1] as number, values)) this.#sessions.delete(id);
  }
}
