import { decodeFrame } from "../../src/class/messages/frames.ts";
import { until } from "../until.ts";
import type { Bot } from "./bot.ts";

/** Milliseconds between two acknowledgements: more of them would be a flood. */
const TELLS = 20;
/** Milliseconds for what is waited for; a busy machine takes many times what an idle one does. */
const PATIENCE = 180_000;

/** Has a page draw nothing, and say that it has, until its line ends: what its terminals print costs the server alone. */
export class DrawsNothing {
  readonly #bot: Bot;
  readonly #came = new Map<number, number>();
  readonly #owed = new Map<number, number>();

  constructor(bot: Bot) {
    this.#bot = bot;
    const { socket } = bot;
    socket.removeAllListeners("message");
    socket.on("message", (data: Buffer, binary: boolean) => {
      const frame = binary ? decodeFrame(data) : undefined;
      if (frame === undefined) return;
      for (const count of [this.#came, this.#owed])
        count.set(frame.terminal, (count.get(frame.terminal) ?? 0) + frame.bytes.length);
    });
    const tells = setInterval(() => {
      for (const [terminal, bytes] of this.#owed) socket.send(JSON.stringify({ type: "ack", terminal, bytes }));
      this.#owed.clear();
    }, TELLS);
    socket.once("close", () => clearInterval(tells));
  }

  /** Bytes that have come from a terminal. */
  cameTo(terminal: number): number {
    return this.#came.get(terminal) ?? 0;
  }

  /** Bytes that have come from all. */
  get came(): number {
    return this.#came.values().reduce((all, bytes) => all + bytes, 0);
  }

  /** @throws Error when the page's line is closed meanwhile */
  async until(what: string, holds: () => boolean): Promise<void> {
    const seen = async () => {
      if (this.#bot.closed !== undefined) throw new Error(`the line was closed before ${what}`);
      return holds() || undefined;
    };
    await until(what, seen, PATIENCE);
  }
}
