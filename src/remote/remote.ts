/** How labnote reaches a host. OpenSSH is the one implementation; nothing behind it knows how a command travels. */

export interface Finished {
  exit: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Milliseconds; a script that outlasts it is ended on the host, too. */
  timeout: number;
  signal?: AbortSignal;
}

/** An interactive terminal on the host. Bytes go both ways as they are. */
export interface TerminalChannel {
  write(data: string | Uint8Array): void;
  /** Resolves when the host's side is gone, with why. */
  readonly closed: Promise<string>;
  /** Ends it, and what runs in it. */
  close(): Promise<void>;
}

export interface Remote {
  /** Runs a bash script, sent on standard input. A status other than 0 is no error; a connection that fails is. */
  run(script: string, options: RunOptions): Promise<Finished>;
  /** Opens bash on a real terminal of 120 columns and 40 rows, with `rc` as its rc file. */
  terminal(rc: string, onData: (data: Uint8Array) => void): Promise<TerminalChannel>;
  /** A new connection, as a new login: groups joined since are there. Terminals of the old one are gone. */
  reconnect(signal?: AbortSignal): Promise<void>;
  /** Ends the connection and whatever was started over it. */
  close(): Promise<void>;
}
