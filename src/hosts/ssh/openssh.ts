import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { withTimeout } from "../../common/abort.ts";
import { type Advice, advice, npm } from "../../common/advice.ts";
import { inOneLine, LabError } from "../../common/errors.ts";
import {
  type Channel,
  ConnectError,
  type ConnectFault,
  type Connection,
  type ScriptOptions,
  type ScriptResult,
  ScriptTimeout,
  TERMINAL,
  type TerminalSize,
} from "./connection.ts";
import { sshFaultOf } from "./faults.ts";
import { Multiplexer } from "./multiplexer.ts";
import { ALIAS, clientArguments, masterArguments, type SshTarget, socketIn } from "./options.ts";
import { ANSWER, closing, end, keepEnd, lastWords, noClient } from "./process.ts";
import { bounded, MASTER, shellOn } from "./remote-scripts.ts";
import type { SessionRequest } from "./session-channel.ts";

/** Milliseconds for one attempt to connect and log in. */
const LOGIN_TIMEOUT = 20_000;
/** Milliseconds beyond its own limit after which a script without an end means that the connection is dead. */
const GRACE = 15_000;
/** Bytes that a script may print: far more than any that labnote runs. Root on a host can put any program in the place of one that a script calls. */
const MOST_PRINTED = 4 * 1024 * 1024;
/** The statuses of `timeout` when a script takes too long; the script's own status may be the same. */
const OUTLASTED: readonly (number | undefined)[] = [124, 137];
/** A script with such a status has taken too long if this part of its time is over; not all of it, since two clocks differ a little. */
const NEARLY = 0.9;

/**
 * Connects to a host over OpenSSH: one master connection carries everything else. ssh checks the host's pinned key.
 * @throws {ConnectError} when the connection fails; nothing is tried twice
 */
export async function connect(target: SshTarget, signal?: AbortSignal): Promise<Connection> {
  const folder = await mkdtemp(join(shortTemporaryFolder(), "labnote-"));
  const remote = new OpenSsh(target, folder);
  try {
    await writeFile(join(folder, "login"), target.loginKey.trimEnd().concat("\n"), { mode: 0o600 });
    await writeFile(join(folder, "known_hosts"), `${ALIAS} ${target.hostKey.trim()}\n`, { mode: 0o600 });
    await remote.reconnect(signal);
    return remote;
  } catch (error) {
    await remote.close();
    throw error;
  }
}

/** A socket's path may have about 104 bytes, and ssh adds 17 to it while it makes the socket. */
const shortTemporaryFolder = (): string => (tmpdir().length < 60 ? tmpdir() : "/tmp");

class OpenSsh implements Connection {
  readonly #target: SshTarget;
  readonly #folder: string;
  #master: ChildProcessWithoutNullStreams | undefined;
  /** Why the master connection ended; `undefined` while it lives. */
  #ended: Promise<string> = Promise.resolve("there is no connection");
  #multiplexer: Multiplexer | undefined;
  readonly #channels = new Set<Channel>();

  constructor(target: SshTarget, folder: string) {
    this.#target = target;
    this.#folder = folder;
  }

  async reconnect(signal?: AbortSignal): Promise<void> {
    await this.#disconnect();
    signal?.throwIfAborted();
    // A master that was killed leaves its socket, and another one would not listen there.
    await rm(socketIn(this.#folder), { force: true });
    const master = spawn("sh", ["-c", MASTER, this.#folder, "ssh", ...masterArguments(this.#target, this.#folder)], {
      detached: true,
      stdio: "pipe",
    });
    this.#master = master;
    const said = keepEnd(master.stderr);
    master.stdin.on("error", () => {});
    const ended = new Promise<string>((resolve, reject) => {
      master.once("error", (error) => reject(noClient(error)));
      master.once("close", () => resolve(lastWords(said())));
    });
    ended.catch(() => {});
    this.#ended = ended;
    const limited = withTimeout(signal, LOGIN_TIMEOUT);
    const stop = () => endMaster(master);
    limited.addEventListener("abort", stop);
    try {
      // LocalCommand prints once the connection is logged in and takes clients.
      const connected = await Promise.race([new Promise((resolve) => master.stdout.once("data", resolve)), ended]);
      if (typeof connected !== "string") return;
      signal?.throwIfAborted();
      throw this.#error(sshFaultOf(said()), limited.aborted ? `no login within ${LOGIN_TIMEOUT / 1000} s` : said());
    } finally {
      limited.removeEventListener("abort", stop);
    }
  }

  #error(fault: ConnectFault, said: string): ConnectError {
    const { name, address, sshPort, user, unreachable } = this.#target;
    const where = `${name} (${address}, port ${sshPort})`;
    const messages: Record<ConnectFault, string> = {
      unreachable: `The host ${where} cannot be reached`,
      "not-yet": `The host ${where} does not answer as an SSH server`,
      "host-key": `What answers at ${where} is not the host that was made: it has another key`,
      login: `The host ${where} refuses the login of ${user}`,
      lost: `The connection to the host ${where} was lost`,
    };
    const remedies: Record<ConnectFault, Advice | string | undefined> = {
      ...{ unreachable, "not-yet": unreachable, lost: unreachable, login: undefined },
      "host-key":
        "find out what answers there, and who has changed the host's key: labnote does not log in until the host has its own key again",
    };
    return new ConnectError(fault, messages[fault], {
      cause: lastWords(said),
      remedy: remedies[fault],
    });
  }

  async run(script: string, { timeout, signal }: ScriptOptions): Promise<ScriptResult> {
    signal?.throwIfAborted();
    const seconds = Math.max(1, Math.ceil(timeout / 1000));
    const started = performance.now();
    const child = this.#client(["-T", ALIAS, `timeout -k 5 ${seconds} bash -s`]);
    const flood = new AbortController();
    const either = signal === undefined ? flood.signal : AbortSignal.any([signal, flood.signal]);
    const limited = withTimeout(either, seconds * 1000 + GRACE);
    const stop = () => end(child, () => child.kill());
    limited.addEventListener("abort", stop);
    let size = 0;
    const kept = (stream: Readable): Buffer[] => {
      const parts: Buffer[] = [];
      stream.on("data", (data: Buffer) => {
        size += data.length;
        if (size <= MOST_PRINTED) parts.push(data);
        else flood.abort();
      });
      return parts;
    };
    const [stdout, stderr] = [kept(child.stdout), kept(child.stderr)];
    child.stdin.write(bounded(script));
    const { exit, failed } = await closing(child);
    limited.removeEventListener("abort", stop);
    signal?.throwIfAborted();
    if (flood.signal.aborted) throw printedTooMuch(this.#target);
    const said = Buffer.concat(stderr).toString();
    const lost = failed ?? (await this.#lost(exit, said));
    if (lost !== undefined) throw lost;
    const printed = Buffer.concat(stdout).toString();
    const late = performance.now() - started >= NEARLY * seconds * 1000;
    if (exit === undefined || (late && OUTLASTED.includes(exit)))
      throw new ScriptTimeout(`A script on ${this.#target.name} did not end within ${seconds} s`, printed, {
        cause: said,
      });
    return { exit, stdout: printed, stderr: said };
  }

  hold(script: string, onData: (data: Uint8Array) => void): Channel {
    const channel = this.#session({ command: "exec bash -s" }, onData);
    channel.write(`{\n${script}\nexit\n}\n`);
    return channel;
  }

  terminal(rc: string | Promise<string>, onData: (data: Uint8Array) => void, size: TerminalSize = TERMINAL): Channel {
    const channel = this.#session({ command: shellOn(size), terminal: size }, onData);
    Promise.resolve(rc).then(
      (text) => channel.write(`${text}\n.\n`),
      () => channel.close(),
    );
    return channel;
  }

  login(): Promise<number> {
    const args = [...clientArguments(this.#folder), "-t", ALIAS];
    return new Promise((resolve, reject) => {
      const child = spawn("ssh", args, { stdio: "inherit" });
      child.once("error", (error) => reject(noClient(error)));
      child.once("close", (code) => resolve(code ?? 1));
    });
  }

  async close(): Promise<void> {
    await this.#disconnect();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #disconnect(): Promise<void> {
    await Promise.all([...this.#channels].map((channel) => channel.close()));
    this.#multiplexer?.end();
    this.#multiplexer = undefined;
    if (this.#master === undefined) return;
    endMaster(this.#master);
    await this.#ended.catch(() => {});
    this.#master = undefined;
  }

  #session(request: SessionRequest, onData: (data: Uint8Array) => void): Channel {
    const ended = this.#ended;
    this.#multiplexer ??= new Multiplexer(socketIn(this.#folder), async () => {
      const said = Promise.race([ended.catch(inOneLine), pause(ANSWER, "", { ref: false })]);
      return inOneLine(this.#error("lost", await said));
    });
    const channel = this.#multiplexer.open(request, onData);
    this.#channels.add(channel);
    channel.closed.then(() => this.#channels.delete(channel));
    return channel;
  }

  /** A client of the master connection. */
  #client(args: string[], timeout?: number): ChildProcessWithoutNullStreams {
    const child = spawn("ssh", [...clientArguments(this.#folder), "-o", "LogLevel=ERROR", ...args], {
      detached: true,
      stdio: "pipe",
      timeout,
      killSignal: "SIGKILL",
      env: { ...process.env, TERM: "xterm-256color" },
    });
    // A failed write needs no report of its own: the end of the process is reported.
    child.stdin.on("error", () => {});
    return child;
  }

  /** Why the connection was lost; `undefined` if it was not. 255 is ssh's own status but may be the script's: ssh asks the master. */
  async #lost(exit: number | undefined, said: string): Promise<LabError | undefined> {
    if (exit !== undefined && exit !== 255) return undefined;
    const check = await closing(this.#client(["-O", "check", ALIAS], ANSWER));
    return check.failed ?? (check.exit === 0 ? undefined : this.#error("lost", said));
  }
}

const endMaster = (master: ChildProcessWithoutNullStreams): void => end(master, () => master.stdin.end("\n"));

const printedTooMuch = ({ name }: SshTarget): LabError =>
  new LabError(`A script on ${name} printed more than ${MOST_PRINTED / 1024 / 1024} MB, so labnote ended it`, {
    remedy: advice`find out on the host which program prints so much, and put the right one in its place: ${npm("ssh", name)}`,
  });
