import type { Advice } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";

/** How labnote reaches a host. OpenSSH is the only implementation; its users do not know how a command gets to the host. */

/** The result of a script that ended by itself. */
export interface ScriptResult {
  exit: number;
  stdout: string;
  stderr: string;
}

/** How long a script may take. */
export interface ScriptOptions {
  /** Milliseconds; a script that takes longer is ended on the host, too. */
  timeout: number;
  signal?: AbortSignal;
}

/** How a channel ended: with a status, or without one when its connection was lost or never made. */
export interface Closed {
  exit: number | undefined;
  why: string;
}

/** The size of a terminal, in characters. */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** The size of every terminal into which a run types. */
export const TERMINAL = { columns: 120, rows: 40 } as const satisfies TerminalSize;

/** Bytes to and from a program that runs on the host until the channel is closed. */
export interface Channel {
  write(data: string | Uint8Array): void;
  /** How many bytes that were written still wait here, since the host's side does not read. */
  readonly waiting: number;
  /** Takes no more from the program until {@link resume}: it stops when what lies between is full, and other channels go on. */
  pause(): void;
  resume(): void;
  /** Resolves when the host's side has ended. */
  readonly closed: Promise<Closed>;
  /** Ends the channel, and what runs in it. */
  close(): Promise<void>;
}

/** A connection to a host, and what can be done over it. */
export interface Connection {
  /**
   * Runs a bash script, sent on standard input. A status other than 0 is not an error. When `signal` aborts, the script ends on the host, too.
   * @throws {ConnectError} when the connection fails
   * @throws {ScriptTimeout} when the script takes too long
   * @throws {LabError} when the script prints more than anything that labnote asks for; it is ended then
   */
  run(script: string, options: ScriptOptions): Promise<ScriptResult>;
  /** Starts a bash script that runs until the channel is closed; what is written is its standard input. */
  hold(script: string, onData: (data: Uint8Array) => void): Channel;
  /**
   * Opens bash on a real terminal, of that size or as large as {@link TERMINAL}. bash starts when `rc`, its rc file, is known; the channel
   * opens in the meantime.
   */
  terminal(rc: string | Promise<string>, onData: (data: Uint8Array) => void, size?: TerminalSize): Channel;
  /** Opens a login shell on the host in this process's own terminal; resolves to the shell's status. */
  login(): Promise<number>;
  /** Makes a new connection with a new login, which has the groups that the user has joined since. The channels of the old one end. */
  reconnect(signal?: AbortSignal): Promise<void>;
  /** Ends the connection and everything that was started over it. */
  close(): Promise<void>;
}

/**
 * Why a connection could not be made, or ended.
 * - `unreachable`: nothing answers at the address.
 * - `not-yet`: something answers, but no SSH server that is ready.
 * - `host-key`: the server's key is not the pinned one.
 * - `login`: the server's key is right, but the server refuses the login.
 * - `lost`: there was a connection, and it broke.
 */
export type ConnectFault = "unreachable" | "not-yet" | "host-key" | "login" | "lost";

/** A connection that could not be made or was lost. `cause` has the words of the SSH client. */
export class ConnectError extends LabError {
  readonly fault: ConnectFault;

  constructor(fault: ConnectFault, what: string, options: { remedy?: Advice | string; cause?: unknown } = {}) {
    super(what, { ...options, failure: "connection" });
    this.fault = fault;
  }
}

/** A script that did not end in time. */
export class ScriptTimeout extends LabError {
  /** What it had printed until then. */
  readonly stdout: string;

  constructor(what: string, stdout: string, options: { cause?: unknown } = {}) {
    super(what, { ...options, failure: "timeout" });
    this.stdout = stdout;
  }
}
