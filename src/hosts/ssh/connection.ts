import type { Advice } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";

/** How labnote reaches a host. OpenSSH is the one implementation; nothing behind it knows how a command travels. */

/** What came of a script that ended by itself. */
export interface ScriptResult {
  exit: number;
  stdout: string;
  stderr: string;
}

/** How long a script may take. */
export interface ScriptOptions {
  /** Milliseconds; a script that outlasts it is ended on the host, too. */
  timeout: number;
  signal?: AbortSignal;
}

/** How a channel came to its end: with a status, or without one, because the connection went away or there never was one for it. */
export interface Closed {
  exit: number | undefined;
  why: string;
}

/** The size of every terminal on a host, in characters. */
export const TERMINAL = { columns: 120, rows: 40 } as const;

/** Bytes to and from something that runs on the host for as long as the channel is held. */
export interface Channel {
  write(data: string | Uint8Array): void;
  /** Resolves when the host's side is gone. */
  readonly closed: Promise<Closed>;
  /** Ends it, and what runs in it. */
  close(): Promise<void>;
}

/** A connection to a host, and what can be done over it. */
export interface Connection {
  /**
   * Runs a bash script, sent on standard input. A status other than 0 is no error; a connection that fails is
   * ({@link ConnectError}), and so is a script that outlasts its time ({@link ScriptTimeout}). It ends on the host when `signal` aborts.
   */
  run(script: string, options: ScriptOptions): Promise<ScriptResult>;
  /** Starts a bash script that goes on for as long as the channel is held; what is written is its standard input. */
  hold(script: string, onData: (data: Uint8Array) => void): Channel;
  /**
   * Opens bash on a real terminal of that size ({@link TERMINAL}). It starts when its rc file is there: opening the channel and
   * finding out what it shall do first go side by side.
   */
  terminal(rc: string | Promise<string>, onData: (data: Uint8Array) => void): Channel;
  /** Gives this process's own terminal a login shell on the host, until that ends; resolves to its status. */
  login(): Promise<number>;
  /** A new connection, as a new login: groups joined since are there. Channels of the old one are gone. */
  reconnect(signal?: AbortSignal): Promise<void>;
  /** Ends the connection and whatever was started over it. */
  close(): Promise<void>;
}

/**
 * What kept a connection from being made, or ended it.
 * - `unreachable`: nothing answers at the address.
 * - `not-yet`: something answers, but no SSH server that would talk.
 * - `host-key`: the server is not the pinned one.
 * - `login`: the server is the pinned one and refuses the login.
 * - `lost`: there was a connection; it broke.
 */
export type ConnectFault = "unreachable" | "not-yet" | "host-key" | "login" | "lost";

/** A connection that could not be made or was lost. `cause` holds the words of the SSH client. */
export class ConnectError extends LabError {
  readonly fault: ConnectFault;

  constructor(fault: ConnectFault, what: string, options: { remedy?: Advice | string; cause?: unknown } = {}) {
    super(what, options);
    this.fault = fault;
  }
}

/** A script that did not end in time. */
export class ScriptTimeout extends LabError {
  /** What it had printed. */
  readonly stdout: string;

  constructor(what: string, stdout: string, options: { cause?: unknown } = {}) {
    super(what, options);
    this.stdout = stdout;
  }
}
