import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { $ } from "zx";
import { poll } from "../../src/common/abort.ts";
import { LabError } from "../../src/common/errors.ts";
import { freePorts, isFree } from "../../src/hosts/local/ports.ts";
import { TERMINAL } from "../../src/hosts/ssh/connection.ts";
import type { BenchSeat } from "./seats.ts";
import type { UsersHost } from "./users-host.ts";

/** A server that others use for terminals in a browser, with an ssh for each, and no class around it. */
const WETTY = "wetty@3.2.0";
/** Milliseconds to install it, and until it listens. */
const [INSTALL, LISTENS] = [10 * 60_000, 30_000];

/** A program of wetty's that runs. */
export interface Wetty extends AsyncDisposable {
  pid: number;
  /** A terminal of that user, as wetty's page has it, without its emulator. */
  open(user: string): Promise<BenchSeat>;
}

/**
 * Installs it into a folder.
 * @throws {LabError} when npm cannot
 */
export async function installWetty(folder: string, signal: AbortSignal): Promise<void> {
  const npm = $({ cwd: folder, signal, timeout: INSTALL, nothrow: true, quiet: true });
  const done = await npm`npm install --prefix ${folder} --no-audit --no-fund ${WETTY}`;
  signal.throwIfAborted();
  if (done.exitCode !== 0)
    throw new LabError(`${WETTY} could not be installed to compare with`, {
      cause: done.stderr.trim().split("\n").slice(-10).join("\n"),
      remedy: "a compiler for C++, make and Python must be there, since it builds a part of itself",
    });
}

/** Starts what {@link installWetty} has installed. */
export async function startWetty(folder: string, { config, knownHosts, hosts }: UsersHost): Promise<Wetty> {
  const { port = 0 } = await freePorts("wetty", ["port"], new Set());
  const options = {
    ...{ host: "127.0.0.1", port, base: "/wetty", "log-level": "error", "force-ssh": "true" },
    ...{ "ssh-host": "bench", "ssh-port": hosts[0]?.sshPort, "ssh-auth": "publickey" },
    ...{ "ssh-config": config, "known-hosts": knownHosts },
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(process.execPath, [join(folder, "node_modules/wetty/build/main.js"), ...args], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: "ignore",
  });
  const closed = once(child, "close");
  const stop = async () => {
    child.kill();
    await closed;
  };
  const free = await poll(() => isFree(port), { until: (is) => !is, every: 100, within: LISTENS });
  if (free) {
    await stop();
    throw new LabError(`${WETTY} did not listen within ${LISTENS / 1000} s`);
  }
  const { io } = createRequire(join(folder, "package.json"))("socket.io-client") as { io: SocketIo };
  return {
    pid: child.pid as number,
    open: (user) => openWetty(io, `http://127.0.0.1:${port}`, user),
    [Symbol.asyncDispose]: stop,
  };
}

/** As far as it is used. */
type SocketIo = (address: string, options: object) => WettySocket;
interface WettySocket {
  on(event: string, listener: (data: string) => void): void;
  once(event: string, listener: () => void): void;
  emit(event: string, data: unknown): void;
  disconnect(): void;
}

async function openWetty(io: SocketIo, origin: string, user: string): Promise<BenchSeat> {
  const socket = io(origin, {
    ...{ path: "/wetty/socket.io", transports: ["websocket"], forceNew: true, reconnection: false },
    extraHeaders: { referer: `${origin}/wetty/ssh/${user}` },
  });
  const login = Promise.withResolvers<void>();
  socket.once("login", login.resolve);
  socket.once("connect_error", () => login.reject(new LabError(`${WETTY} refuses a page`)));
  const seat: BenchSeat = {
    onPrinted: () => {},
    keys: (text) => socket.emit("input", text),
    close: async () => socket.disconnect(),
  };
  socket.on("data", (text) => {
    socket.emit("commit", text.length);
    seat.onPrinted(Buffer.from(text));
  });
  await login.promise;
  socket.emit("resize", { cols: TERMINAL.columns, rows: TERMINAL.rows });
  return seat;
}
