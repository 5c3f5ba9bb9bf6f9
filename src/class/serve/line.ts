import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { poll } from "../../common/abort.ts";
import { decodeFrame, encodeFrame, FRAME_KIND, type Frame } from "../messages/frames.ts";
import { CLOSE, type FromStudent, type FromTeacher, type ToStudent, type ToTeacher } from "../messages/messages.ts";
import { type CloseCode, incoming } from "../messages/table.ts";
import { cookieName, isForUs, isFromUs, type ServedAt } from "./door/door.ts";
import type { Seats, Who } from "./door/seats.ts";
import { Bucket } from "./terminal/bucket.ts";
import type { ServeWords } from "./words.ts";

/** What goes to one page. */
export interface Out {
  tell(message: ToStudent | ToTeacher): void;
  show(frame: Frame): void;
  close(code: CloseCode, why: string): void;
}

/** One page, as the class has it. */
export interface Session {
  take(message: FromStudent | FromTeacher): void;
  keys(frame: Frame): void;
  gone(): void;
}

/** What the lines of a class are given. */
export interface LineOptions {
  place: ServedAt;
  seats: Seats;
  said: ServeWords;
  join(who: Who, out: Out): Session;
  failed(error: unknown): void;
  /** Milliseconds for the first message, and between two signs of life. */
  limits?: { hello: number; ping: number } | undefined;
}

/** The largest frame of a page. */
const LARGEST = 64 * 1024;
/** Pages of one seat, of the teacher, and of all. */
const [OF_SEAT, OF_TEACHER, OF_ALL] = [4, 12, 600];
/** What a page may say: messages, acknowledgements, and bytes of keys. */
const RATES = {
  messages: { burst: 40, second: 20 },
  acks: { burst: 400, second: 200 },
  keys: { burst: 256 * 1024, second: 32 * 1024 },
} as const;
const LIMITS = { hello: 5000, ping: 15_000 };
/** A server that goes down, by RFC 6455. */
const GOING_AWAY = 1001;
/** Milliseconds for a page to answer that its line closes. */
const PARTING = 500;
/** Bytes that may wait for one page: acknowledgements keep it far below. */
const WAITING = 16 * 1024 * 1024;

/** The WebSockets of a class. Who sits at one is known from its upgrade on, by the cookie; no message can change that. */
export class Lines {
  readonly #options: LineOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: LARGEST, perMessageDeflate: false });
  readonly #open = new Map<WebSocket, { who: Who; out: Out }>();
  readonly #beat: NodeJS.Timeout;
  readonly #quiet = new Set<WebSocket>();
  #over = false;

  constructor(http: Server, options: LineOptions) {
    this.#options = options;
    http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      const who = this.#whoAsks(request);
      if (typeof who === "number") socket.end(`HTTP/1.1 ${who} ${REASONS[who] ?? ""}\r\nConnection: close\r\n\r\n`);
      else this.#server.handleUpgrade(request, socket, head, (line) => this.#begin(line, socket, who));
    });
    options.seats.onRevoked((student) => this.#revoke(student));
    this.#beat = setInterval(() => this.#ping(), (options.limits ?? LIMITS).ping);
  }

  /** How many are open. */
  get count(): number {
    return this.#open.size;
  }

  /** Resolves when all lines are closed. @param classEnds whether the class has ended; else pages come back when it is served again */
  async end(classEnds: boolean): Promise<void> {
    this.#over = true;
    clearInterval(this.#beat);
    for (const [line, { out }] of this.#open)
      if (classEnds) out.close(CLOSE.ended, this.#options.said.ended);
      else line.close(GOING_AWAY);
    const left = () => poll(async () => this.#open.size, { until: (open) => open === 0, every: 10, within: PARTING });
    if ((await left()) > 0) {
      for (const line of this.#open.keys()) line.terminate();
      await left();
    }
    this.#server.close();
  }

  #whoAsks(request: IncomingMessage): Who | number {
    const { place, seats } = this.#options;
    const { host, origin, cookie = "" } = request.headers;
    if (!isForUs(place, host)) return 421;
    if (!isFromUs(place, origin)) return 403;
    const [path, query] = (request.url ?? "").split("?");
    if (path !== "/line") return 404;
    if (this.#over || this.#open.size >= OF_ALL) return 503;
    const role = query === "board" ? "teacher" : "student";
    if (role === "teacher" && !place.mayTeach(request.socket.remoteAddress ?? "")) return 403;
    const name = `${cookieName(role, place)}=`;
    const value = cookie.split("; ").find((each) => each.startsWith(name));
    return seats.who(role, value?.slice(name.length)) ?? 403;
  }

  #begin(line: WebSocket, socket: Duplex, who: Who): void {
    const { said, join, failed, limits: { hello } = LIMITS } = this.#options;
    const out = outOf(line, socket);
    const others = [...this.#open.values()].filter(({ who: other }) => sameSeat(who, other)).length;
    this.#open.set(line, { who, out });
    const buckets = {
      messages: new Bucket(RATES.messages),
      acks: new Bucket(RATES.acks),
      keys: new Bucket(RATES.keys),
    };
    const session = join(who, out);
    const late = setTimeout(() => line.terminate(), hello);
    const flooded = () => out.close(CLOSE.flood, said.flood);
    line.on("message", (data: Buffer, isBinary: boolean) => {
      if (line.readyState !== line.OPEN) return;
      try {
        if (isBinary) {
          if (!buckets.keys.take(data.length)) return flooded();
          const frame = decodeFrame(data);
          if (frame?.kind === FRAME_KIND.keys) session.keys(frame);
          else if (!buckets.messages.take(1)) flooded();
          return;
        }
        const got = incoming(who.role, data.toString());
        const ack = !("wrong" in got) && got.message.type === "ack";
        if (!buckets[ack ? "acks" : "messages"].take(1)) return flooded();
        if ("wrong" in got) return out.tell({ type: "refused", what: "message", why: got.wrong });
        if (got.message.type === "hello") clearTimeout(late);
        session.take(got.message);
      } catch (error) {
        failed(error);
      }
    });
    line.on("pong", () => this.#quiet.delete(line));
    // A broken frame closes the line by itself.
    line.on("error", () => {});
    line.on("close", () => {
      clearTimeout(late);
      this.#open.delete(line);
      this.#quiet.delete(line);
      session.gone();
    });
    if (others >= (who.role === "teacher" ? OF_TEACHER : OF_SEAT)) out.close(CLOSE.otherPages, said.otherPages);
  }

  #revoke(student: string): void {
    for (const { who, out } of this.#open.values())
      if (who.role === "student" && who.student === student) out.close(CLOSE.revoked, this.#options.said.revoked);
  }

  #ping(): void {
    for (const line of this.#open.keys()) {
      if (this.#quiet.has(line)) line.terminate();
      else {
        this.#quiet.add(line);
        line.ping();
      }
    }
  }
}

const REASONS: Readonly<Record<number, string>> = {
  ...{ 403: "Forbidden", 404: "Not Found", 421: "Misdirected Request", 503: "Service Unavailable" },
};

const sameSeat = (one: Who, other: Who): boolean =>
  one.role === "student" ? other.role === "student" && one.student === other.student : other.role === "teacher";

/** @param socket that of the line: what one event has to say is written to it at once */
function outOf(line: WebSocket, socket: Duplex): Out {
  const send = (data: string | Uint8Array) => {
    if (line.readyState !== line.OPEN) return;
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    if (line.bufferedAmount > WAITING) line.terminate();
    else line.send(data);
  };
  return {
    tell: (message) => send(JSON.stringify(message)),
    show: (frame) => send(encodeFrame(frame)),
    close: (code, why) => {
      send(JSON.stringify({ type: "bye", why }));
      line.close(code);
      // A page that does not answer is not waited for.
      setTimeout(() => line.terminate(), PARTING).unref();
    },
  };
}
