import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabError } from "../errors.ts";
import type { Host } from "../host/host.ts";
import { faultOf } from "./faults.ts";
import {
  type Channel,
  type Closed,
  ConnectError,
  type Fault,
  type Finished,
  type Remote,
  type RunOptions,
  ScriptTimeout,
} from "./remote.ts";
import { bounded, MASTER, SHELL } from "./scripts.ts";

/** What a connection needs to know of a host. */
export type Target = Pick<Host, "name" | "address" | "sshPort" | "user" | "hostKey" | "loginKey" | "unreachable">;

/** Milliseconds until ssh itself gives up an address that does not answer, and says so. */
const CONNECT_TIMEOUT = 15_000;
/** Milliseconds for one attempt to connect and log in. */
const LOGIN_TIMEOUT = 20_000;
/** Milliseconds in which the master connection, a process beside us, answers whether it lives. */
const ANSWER = 5_000;
/** Milliseconds that a script may take beyond its own limit until the connection is taken for dead. */
const GRACE = 15_000;

/** The name that stands for the host on ssh's command line and in its known_hosts, whatever its address and port. */
const ALIAS = "labnote-host";

/** A client never connects by itself: where the master is gone, so is the connection. */
const ONLY_BY_MASTER = ["-o", "ControlMaster=no", "-o", "ProxyCommand=false"];

/**
 * Connects to a host over OpenSSH: one connection, over which everything else travels. The host is held to its pinned key.
 * @throws {ConnectError} when no connection comes about; nothing is tried twice.
 */
export async function connect(target: Target, signal?: AbortSignal): Promise<Remote> {
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

/** A socket's path is at most about 104 bytes long, and ssh adds 17 to it while it makes one. */
const shortTemporaryFolder = (): string => (tmpdir().length < 60 ? tmpdir() : "/tmp");

class OpenSsh implements Remote {
  readonly #target: Target;
  readonly #folder: string;
  #master: ChildProcessWithoutNullStreams | undefined;
  /** Why the master connection ended; `undefined` while it lives. */
  #ended: Promise<string> = Promise.resolve("there is no connection");
  readonly #channels = new Set<Channel>();

  constructor(target: Target, folder: string) {
    this.#target = target;
    this.#folder = folder;
  }

  async reconnect(signal?: AbortSignal): Promise<void> {
    await this.#disconnect();
    signal?.throwIfAborted();
    const master = spawn("sh", ["-c", MASTER, "sh", this.#folder, ...this.#masterArguments()], {
      detached: true,
      stdio: "pipe",
    });
    this.#master = master;
    let said = "";
    master.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4096);
    });
    master.stdin.on("error", () => {});
    const ended = new Promise<string>((resolve, reject) => {
      master.once("error", (error) => reject(noClient(error)));
      master.once("close", () => resolve(lastWords(said)));
    });
    ended.catch(() => {});
    this.#ended = ended;
    const limit = AbortSignal.timeout(LOGIN_TIMEOUT);
    const stop = () => master.stdin.end("\n");
    for (const each of [limit, signal]) each?.addEventListener("abort", stop);
    try {
      // LocalCommand speaks once the connection is logged in and takes others.
      const connected = await Promise.race([new Promise((resolve) => master.stdout.once("data", resolve)), ended]);
      if (typeof connected !== "string") return;
      signal?.throwIfAborted();
      throw this.#error(faultOf(said), limit.aborted ? `no login within ${LOGIN_TIMEOUT / 1000} s` : said);
    } finally {
      for (const each of [limit, signal]) each?.removeEventListener("abort", stop);
    }
  }

  #error(fault: Fault, said: string): ConnectError {
    const { name, address, sshPort, user, unreachable } = this.#target;
    const where = `${name} (${address}, port ${sshPort})`;
    const messages: Record<Fault, string> = {
      unreachable: `The host ${where} cannot be reached`,
      "not-yet": `The host ${where} does not talk SSH`,
      "host-key": `What answers at ${where} is not the host that was made: its key is another one`,
      login: `The host ${where} refuses the login of ${user}`,
      lost: `The connection to the host ${where} was lost`,
    };
    const answers = fault === "host-key" || fault === "login";
    return new ConnectError(fault, messages[fault], {
      cause: lastWords(said),
      remedy: answers ? undefined : unreachable,
    });
  }

  async run(script: string, { timeout, signal }: RunOptions): Promise<Finished> {
    signal?.throwIfAborted();
    const seconds = Math.max(1, Math.ceil(timeout / 1000));
    const child = this.#client(["-T", ALIAS, `timeout -k 5 ${seconds} bash -s`]);
    const limit = AbortSignal.timeout(seconds * 1000 + GRACE);
    const stop = () => child.kill();
    for (const each of [limit, signal]) each?.addEventListener("abort", stop);
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (data: Buffer) => stdout.push(data));
    child.stderr.on("data", (data: Buffer) => stderr.push(data));
    child.stdin.write(bounded(script));
    const exit = await closing(child);
    for (const each of [limit, signal]) each?.removeEventListener("abort", stop);
    signal?.throwIfAborted();
    const said = Buffer.concat(stderr).toString();
    if (exit === undefined || exit === 255) await this.#lostOrNot(said);
    const printed = Buffer.concat(stdout).toString();
    if (exit === undefined || exit === 124 || exit === 137)
      throw new ScriptTimeout(`A script on ${this.#target.name} did not end within ${seconds} s`, printed, {
        cause: said,
      });
    return { exit, stdout: printed, stderr: said };
  }

  hold(script: string, onData: (data: Uint8Array) => void): Channel {
    const channel = this.#channel(this.#client(["-T", ALIAS, "exec bash -s"]), onData);
    channel.write(`{\n${script}\nexit\n}\n`);
    return channel;
  }

  terminal(rc: string | Promise<string>, onData: (data: Uint8Array) => void): Channel {
    const channel = this.#channel(this.#client(["-tt", ALIAS, SHELL]), onData);
    Promise.resolve(rc).then(
      (text) => channel.write(`${text}\n.\n`),
      () => channel.close(),
    );
    return channel;
  }

  login(): Promise<number> {
    const args = [...this.#common(), ...ONLY_BY_MASTER, "-t", ALIAS];
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
    if (this.#master === undefined) return;
    this.#master.stdin.end("\n");
    await this.#ended.catch(() => {});
    this.#master = undefined;
  }

  #channel(child: ChildProcessWithoutNullStreams, onData: (data: Uint8Array) => void): Channel {
    let said = "";
    child.stdout.on("data", onData);
    child.stderr.on("data", (data: Buffer) => {
      said = (said + data.toString()).slice(-4096);
    });
    const closed = closing(child).then(async (exit): Promise<Closed> => {
      this.#channels.delete(channel);
      if (exit !== undefined && exit !== 255) return { exit, why: `it ended with status ${exit}` };
      const lost = await this.#lostOrNot(said).catch((error: unknown) => error);
      return lost instanceof ConnectError ? { exit: undefined, why: lost.message } : { exit, why: lastWords(said) };
    });
    const channel: Channel = {
      closed,
      write: (data) => {
        child.stdin.write(data);
      },
      close: async () => {
        child.kill();
        await closed;
      },
    };
    this.#channels.add(channel);
    return channel;
  }

  /** A client of the master connection. */
  #client(args: string[], timeout?: number): ChildProcessWithoutNullStreams {
    const child = spawn("ssh", [...this.#common(), ...ONLY_BY_MASTER, "-o", "LogLevel=ERROR", ...args], {
      detached: true,
      stdio: "pipe",
      timeout,
      env: { ...process.env, TERM: "xterm-256color" },
    });
    // A write to what has ended is told by the end itself.
    child.stdin.on("error", () => {});
    return child;
  }

  /** 255 is ssh's own status and may also be the script's: the master knows whether there still is a connection. */
  async #lostOrNot(said: string): Promise<void> {
    const check = this.#client(["-O", "check", ALIAS], ANSWER);
    if ((await closing(check)) === 0) return;
    throw this.#error("lost", said);
  }

  #common(): string[] {
    return ["-F", "none", "-o", `ControlPath=${join(this.#folder, "mux")}`];
  }

  #masterArguments(): string[] {
    const { address, sshPort, user, hostKey } = this.#target;
    const options: Record<string, string | number> = {
      HostName: address,
      Port: sshPort,
      User: user,
      HostKeyAlias: ALIAS,
      HostKeyAlgorithms: hostKey.trim().split(/\s+/)[0] as string,
      StrictHostKeyChecking: "yes",
      UserKnownHostsFile: join(this.#folder, "known_hosts"),
      GlobalKnownHostsFile: "/dev/null",
      UpdateHostKeys: "no",
      IdentityFile: join(this.#folder, "login"),
      IdentitiesOnly: "yes",
      IdentityAgent: "none",
      PreferredAuthentications: "publickey",
      BatchMode: "yes",
      ControlMaster: "yes",
      ControlPersist: "no",
      ConnectTimeout: CONNECT_TIMEOUT / 1000,
      ServerAliveInterval: 5,
      ServerAliveCountMax: 3,
      PermitLocalCommand: "yes",
      LocalCommand: "echo connected",
    };
    return [
      ...this.#common(),
      "-N",
      ...Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
      ALIAS,
    ];
  }
}

/** The status of a process once all of its output is there; `undefined` when a signal ended it. */
const closing = (child: ChildProcessWithoutNullStreams): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    child.once("error", (error) => reject(noClient(error)));
    child.once("close", (code) => resolve(code ?? undefined));
  });

const noClient = (cause: Error): LabError =>
  new LabError("The SSH client could not be started", {
    cause,
    remedy: "install OpenSSH's client, so that `ssh -V` works",
  });

/** The last lines that ssh said, without its banner of a changed key and its advice on it. */
const lastWords = (said: string): string =>
  said
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^@|^ssh-keygen /.test(line))
    .slice(-2)
    .join(" ") || "it said nothing";
