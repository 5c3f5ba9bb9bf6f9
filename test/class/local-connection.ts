import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Host } from "../../src/hosts/host.ts";
import type { Channel, Closed, Connection, ScriptOptions, ScriptResult } from "../../src/hosts/ssh/connection.ts";

/** As Ubuntu's, without a history of its own and without colours. */
const BASHRC = String.raw`HISTFILE=
HISTCONTROL=ignoreboth
PS1='\u@\h:\w\$ '
PATH=~/bin:$PATH
`;

/** In place of what would reach the engine of this machine, or its root. */
const NOTHING = "#!/bin/sh\nexit 0\n";

/** A student's host that is a folder of this machine: scripts and real shells on real terminals, as over a connection. */
export class LocalHost implements AsyncDisposable {
  readonly home: string;
  readonly host: Host;
  /** How many connections were made. */
  connections = 0;
  readonly #children = new Set<ChildProcess>();
  #files = 0;

  /** @param folder the folder in which its home folder is, which may be there */
  constructor(name: string, folder: string) {
    this.home = join(folder, name);
    mkdirSync(join(this.home, "bin"), { recursive: true });
    writeFileSync(join(this.home, ".profile"), ". ~/.bashrc\n");
    writeFileSync(join(this.home, ".bashrc"), BASHRC);
    for (const program of ["docker", "sudo"]) {
      writeFileSync(join(this.home, "bin", program), NOTHING);
      chmodSync(join(this.home, "bin", program), 0o755);
    }
    this.host = {
      ...{ name, address: "127.0.0.1", sshPort: 22, user: "ubuntu", hostKey: "", loginKey: "", ports: {} },
      ...{ kind: "folder", base: "this machine", images: [], facts: {}, unreachable: "look at the folder", id: name },
    };
  }

  /** As `connect` of OpenSSH does. */
  readonly connect = async (): Promise<Connection> => {
    this.connections += 1;
    return new LocalConnection(this);
  };

  get env(): NodeJS.ProcessEnv {
    const { PATH, LANG } = process.env;
    return { PATH: `${this.home}/bin:${PATH}`, LANG, HOME: this.home, TERM: "xterm-256color", SHELL: "/bin/bash" };
  }

  /** A process of the host, which ends with it. */
  start(command: string, args: readonly string[]): ChildProcess {
    const child = spawn(command, args, { env: this.env, cwd: this.home, stdio: "pipe", detached: true });
    child.stdin?.on("error", () => {});
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
    return child;
  }

  /** A new file with that text. @returns its path */
  file(text: string): string {
    this.#files += 1;
    const file = join(this.home, `.rc-${this.#files}`);
    writeFileSync(file, text);
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#children].map(end));
  }
}

class LocalConnection implements Connection {
  readonly #host: LocalHost;
  readonly #channels = new Set<Channel>();

  constructor(host: LocalHost) {
    this.#host = host;
  }

  async run(script: string, { signal }: ScriptOptions): Promise<ScriptResult> {
    signal?.throwIfAborted();
    const child = this.#host.start("bash", ["-s"]);
    const closed = closing(child);
    child.stdin?.end(script);
    const [stdout, stderr, { exit = 1 }] = await Promise.all([
      text(child.stdout as NodeJS.ReadableStream),
      text(child.stderr as NodeJS.ReadableStream),
      closed,
    ]);
    signal?.throwIfAborted();
    return { exit, stdout, stderr };
  }

  hold(script: string, onData: (data: Uint8Array) => void): Channel {
    const channel = this.#channel(async () => this.#host.start("bash", ["-s"]), onData);
    channel.write(`{\n${script}\nexit\n}\n`);
    return channel;
  }

  terminal(rc: string | Promise<string>, onData: (data: Uint8Array) => void): Channel {
    const begin = async () => {
      const shell = `stty cols 120 rows 40; exec bash --rcfile ${this.#host.file(await rc)} -i`;
      return this.#host.start("script", ["-qefc", shell, "/dev/null"]);
    };
    return this.#channel(begin, onData);
  }

  login(): Promise<number> {
    throw new Error("nobody logs in here");
  }

  async reconnect(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#channels].map((channel) => channel.close()));
  }

  #channel(begin: () => Promise<ChildProcess>, onData: (data: Uint8Array) => void): Channel {
    const early: (string | Uint8Array)[] = [];
    let child: ChildProcess | undefined;
    let over = false;
    const closed = begin().then((started): Promise<Closed> => {
      child = started;
      const end = closing(child);
      child.stdout?.on("data", onData);
      for (const data of early) child.stdin?.write(data);
      if (over) child.kill("SIGKILL");
      return end;
    });
    const channel: Channel = {
      closed: closed.catch((error): Closed => ({ exit: undefined, why: String(error) })),
      write: (data) => void (child === undefined ? early.push(data) : child.stdin?.write(data)),
      get waiting() {
        return child?.stdin?.writableLength ?? 0;
      },
      pause: () => void child?.stdout?.pause(),
      resume: () => void child?.stdout?.resume(),
      close: async () => {
        over = true;
        child?.stdout?.resume();
        child?.kill("SIGKILL");
        await channel.closed;
      },
    };
    this.#channels.add(channel);
    channel.closed.then(() => this.#channels.delete(channel));
    return channel;
  }
}

const closing = (child: ChildProcess): Promise<Closed> =>
  new Promise((resolve) => {
    child.once("error", (error) => resolve({ exit: undefined, why: error.message }));
    child.once("close", (code) => resolve({ exit: code ?? undefined, why: `it ended with status ${code}` }));
  });

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("close", resolve));
  child.stdout?.resume();
  child.kill("SIGKILL");
  await over;
}
