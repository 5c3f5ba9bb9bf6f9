import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { WebSocket } from "ws";
import { encodeFrame, FRAME_KIND } from "../../src/class/messages/frames.ts";
import type { Origin } from "./door.ts";
import { versionOf } from "./door.ts";

/** A flood of one student's: so many lines one after the other, and so many frames on each. */
export interface Flood {
  origin: Origin;
  cookie: string;
  lines: number;
  frames: number;
  /** Milliseconds in which it is to be done; on a busy machine it takes longer. */
  within: number;
}

/** How many lines were closed with which status, or were refused with which status of HTTP. */
export type Ends = { [status: string]: number };

/** Begins it in a thread of its own, so that who types in this one is held up by the server alone. Resolves when no line is left. */
export function flood(asked: Flood): Promise<Ends> {
  const worker = new Worker(new URL(import.meta.url), { workerData: asked });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the flood ended without a word")));
  });
}

/** Lines that are open at once: more than a student may have. */
const AT_ONCE = 20;
/** Milliseconds for a line to be closed that floods. */
const PATIENCE = 60_000;

async function begin({ origin, cookie, lines, frames, within }: Flood): Promise<Ends> {
  const keys = encodeFrame({ kind: FRAME_KIND.keys, terminal: 9, sequence: 0, bytes: Buffer.alloc(1024, "x") });
  const said = [
    JSON.stringify({ type: "hand", up: true, text: "" }),
    "no JSON",
    JSON.stringify({ type: "ack", terminal: 1, bytes: 1 }),
    keys,
  ];
  const ends: Ends = {};
  const version = await versionOf(origin, cookie, "student");
  const address = `${origin.replace(/^http/, "ws")}/line`;
  const line = (number: number): Promise<number | string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(address, { origin, headers: { cookie }, perMessageDeflate: false });
      const late = setTimeout(() => resolve("open"), PATIENCE);
      const end = (status: number | string) => {
        clearTimeout(late);
        resolve(status);
      };
      socket.once("open", () => {
        socket.send(JSON.stringify({ type: "hello", version, have: {} }));
        for (let frame = 0; frame < frames; frame += 1) socket.send(said[number % said.length] as string);
      });
      socket.once("unexpected-response", (_, { statusCode }) => end(`HTTP ${statusCode}`));
      socket.once("error", () => {});
      socket.once("close", end);
    });
  const began = performance.now();
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < lines) {
      const number = next;
      next += 1;
      const wait = began + (number * within) / lines - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const status = await line(number);
      ends[status] = (ends[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return ends;
}

if (!isMainThread && parentPort !== null) parentPort.postMessage(await begin(workerData as Flood));
