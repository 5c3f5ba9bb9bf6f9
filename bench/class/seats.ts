import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { WebSocket } from "ws";
import { decodeFrame, encodeFrame, FRAME_KIND } from "../../src/class/messages/frames.ts";
import type { ToTeacher } from "../../src/class/messages/messages.ts";
import { LabError } from "../../src/common/errors.ts";
import { TERMINAL } from "../../src/hosts/ssh/connection.ts";
import { cookieOf, versionOf } from "../../test/class/door.ts";

/** A terminal before which somebody sits, in whatever way it is reached. */
export interface BenchSeat {
  keys(text: string): void;
  /** Gets what the terminal prints. */
  onPrinted: (bytes: Uint8Array) => void;
  close(): Promise<void>;
}

/** Milliseconds between two acknowledgements: a page tells what it has drawn from frame to frame. */
const DRAWS = 10;

/** Enters a class by a link, and opens a line as a page does. */
async function openLine(link: string, role: "student" | "teacher"): Promise<WebSocket> {
  const { origin } = new URL(link);
  const headers = { cookie: await cookieOf(link) };
  const version = await versionOf(origin, headers.cookie, role);
  const address = `${origin.replace(/^http/, "ws")}/line${role === "teacher" ? "?board" : ""}`;
  const socket = new WebSocket(address, { origin, headers, perMessageDeflate: false });
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "hello", version, have: {} }));
  return socket;
}

async function closeLine(socket: WebSocket): Promise<void> {
  const closed = once(socket, "close");
  socket.terminate();
  await closed;
}

/** A student's page without its emulator, which would take of the machine what is measured on it. */
export async function openSeat(link: string): Promise<BenchSeat> {
  const socket = await openLine(link, "student");
  let owed = 0;
  let tells: NodeJS.Timeout | undefined;
  const tell = () => {
    tells = undefined;
    socket.send(JSON.stringify({ type: "ack", terminal: 1, bytes: owed }));
    owed = 0;
  };
  const begun = Promise.withResolvers<void>();
  const seat: BenchSeat = {
    onPrinted: () => {},
    keys: (text) =>
      socket.send(encodeFrame({ kind: FRAME_KIND.keys, terminal: 1, sequence: 0, bytes: Buffer.from(text) })),
    close: async () => {
      clearTimeout(tells);
      await closeLine(socket);
    },
  };
  socket.on("message", (data: Buffer, binary: boolean) => {
    const frame = binary ? decodeFrame(data) : undefined;
    if (frame === undefined) return;
    owed += frame.bytes.length;
    tells ??= setTimeout(tell, DRAWS);
    seat.onPrinted(frame.bytes);
    begun.resolve();
  });
  socket.once("close", () => begun.reject(new LabError("The class has closed a page")));
  // The server takes keys once the page has drawn what there was.
  await begun.promise;
  clearTimeout(tells);
  tell();
  return seat;
}

/** A teacher's board. */
export interface BenchBoard {
  /** Gets how many steps a student has done, whenever a row comes. */
  onRow: (student: string, done: number) => void;
  /** Bytes that have come. */
  readonly bytes: number;
  close(): Promise<void>;
}

export async function openBoard(link: string): Promise<BenchBoard> {
  const socket = await openLine(link, "teacher");
  let bytes = 0;
  const board: BenchBoard = {
    onRow: () => {},
    get bytes() {
      return bytes;
    },
    close: () => closeLine(socket),
  };
  socket.on("message", (data: Buffer) => {
    bytes += data.length;
    const message = JSON.parse(data.toString()) as ToTeacher;
    if (message.type === "board") for (const { student, done } of message.rows) board.onRow(student, done);
  });
  return board;
}

/** A shell by plain ssh. @param command ssh's command line, without what is run */
export function openShell([program = "", ...args]: readonly string[]): BenchSeat {
  const { columns, rows } = TERMINAL;
  const shell = `stty sane cols ${columns} rows ${rows}; exec bash -l`;
  const child = spawn(program, [...args.slice(0, -1), "-tt", "-e", "none", args.at(-1) as string, shell], {
    env: { ...process.env, TERM: "xterm-256color" },
    detached: true,
  });
  return seatOf(child);
}

function seatOf(child: ChildProcessWithoutNullStreams): BenchSeat {
  const seat: BenchSeat = {
    onPrinted: () => {},
    keys: (text) => {
      child.stdin.write(text);
    },
    close: async () => {
      const closed = once(child, "close");
      child.kill();
      await closed;
    },
  };
  child.stdin.on("error", () => {});
  child.stderr.resume();
  child.stdout.on("data", (data: Uint8Array) => seat.onPrinted(data));
  return seat;
}
