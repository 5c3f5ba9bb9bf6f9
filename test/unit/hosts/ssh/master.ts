// Stands for a master connection of OpenSSH, and for the host behind it: takes sessions at its socket, the value of ControlPath, and runs their
// commands here. With OLD, it cannot be a proxy, as before OpenSSH 7.4. With STUBBORN, it ends only when it is killed; with ENDED, it misses the first
// signal, and says in that file when it has ended on another.

import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { boolean, MESSAGE, Packets, string, uint32, Values } from "../../../../src/hosts/ssh/packets.ts";

const { OLD, STUBBORN, ENDED } = process.env;
const [HELLO, PROXY, IS_PROXY, FAILURE] = [1, 0x1000000f, 0x8000000f, 0x80000003];
/** What a session may send before it gets more room. */
const ROOM = 1000;

const path = process.argv.find((each) => each.startsWith("ControlPath="))?.slice("ControlPath=".length);
let signals = 0;
process.on("SIGTERM", () => {
  signals += 1;
  if (STUBBORN !== undefined || (ENDED !== undefined && signals === 1)) return;
  if (ENDED !== undefined) writeFileSync(ENDED, "in order\n");
  process.exit();
});
createServer(serve).listen(path, () => console.log("connected"));

interface Session {
  theirs: Buffer;
  /** How much may be sent to labnote. */
  window: number;
  child?: ChildProcess;
  taken: number;
}

function serve(socket: Socket): void {
  const packets = new Packets();
  const sessions = new Map<number, Session>();
  const write = (...values: Uint8Array[]) => socket.write(string(Buffer.concat(values)));
  const send = (message: number, ...values: Uint8Array[]) => write(Buffer.from([0, message]), ...values);
  let proxied = false;
  socket.on("error", () => {});
  socket.on("close", () => {
    for (const { child } of sessions.values()) child?.kill("SIGKILL");
  });
  socket.on("data", (data) => {
    for (const packet of packets.push(data)) {
      if (proxied) take(packet[1] as number, new Values(packet.subarray(2)));
      else if (packet.readUInt32BE(0) === HELLO) write(uint32(HELLO), uint32(4));
      else if (packet.readUInt32BE(0) === PROXY) {
        proxied = OLD === undefined;
        write(uint32(proxied ? IS_PROXY : FAILURE), uint32(0));
      }
    }
  });

  function take(message: number, values: Values): void {
    if (message === MESSAGE.open) {
      values.bytes();
      const id = sessions.size;
      const session: Session = { theirs: uint32(values.uint32()), window: values.uint32(), taken: 0 };
      sessions.set(id, session);
      send(MESSAGE.confirmed, session.theirs, uint32(id), uint32(ROOM), uint32(100));
      return;
    }
    const session = sessions.get(values.uint32()) as Session;
    const { child, theirs } = session;
    if (message === MESSAGE.request) asked(session, values);
    else if (message === MESSAGE.window) {
      session.window += values.uint32();
      child?.stdout?.resume();
    } else if (message === MESSAGE.data) {
      const bytes = values.bytes();
      session.taken += bytes.length;
      if (session.taken > ROOM || bytes.length > 100) throw new Error("more was sent than there is room for");
      child?.stdin?.write(bytes, () => {
        session.taken -= bytes.length;
        send(MESSAGE.window, theirs, uint32(bytes.length));
      });
    } else if (message === MESSAGE.close) {
      child?.kill("SIGKILL");
      send(MESSAGE.close, theirs);
    }
  }

  function asked(session: Session, values: Values): void {
    const { theirs } = session;
    const request = values.bytes().toString();
    values.boolean();
    if (request !== "exec") return;
    send(MESSAGE.request, theirs, string("keepalive@openssh.com"), boolean(true));
    const child = spawn("sh", ["-c", values.bytes().toString()], { env: { ...process.env, MASTER: `${process.pid}` } });
    session.child = child;
    child.stdin.on("error", () => {});
    child.stdout.on("data", (data: Buffer) => {
      session.window -= data.length;
      // It sends a part more than it may.
      if (session.window < data.length) child.stdout.pause();
      send(MESSAGE.data, theirs, string(data));
    });
    child.once("close", (status, signal) => {
      if (signal === null)
        send(MESSAGE.request, theirs, string("exit-status"), boolean(false), uint32(status as number));
      else send(MESSAGE.request, theirs, string("exit-signal"), boolean(false), string(signal.slice(3)));
      send(MESSAGE.close, theirs);
    });
  }
}
