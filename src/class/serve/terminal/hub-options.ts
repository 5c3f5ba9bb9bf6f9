import type { Connection } from "../../../hosts/ssh/connection.ts";
import type { Observation } from "../../progress/observe/observation.ts";
import type { Bucket, Rate } from "./bucket.ts";
import { WINDOW } from "./viewer.ts";

/**
 * What a terminal may print: bytes at once, and a second. What people start on purpose is shown at once. What goes on behind that is a flood that
 * nobody reads, and each of its bytes takes the host, ssh, the server and the page some of the machine on which the others type.
 */
export const OWN: Rate = { burst: 8 * 1024 * 1024, second: 256 * 1024 };
/** What all terminals of a class may print together; only those that print much wait for it. */
export const CLASS_RATE: Rate = { burst: 16 * 1024 * 1024, second: 10 * 1024 * 1024 };
/** So many bytes are kept for a page that comes again. */
export const REPLAYED = 2 * WINDOW;
/** So many bytes may wait to be drawn here: what is on the way is what an interrupt has to wait for. */
export const UNDRAWN = 128 * 1024;
/** So many may wait to be observed. Nobody waits for that, and of a command that printed much it takes a moment: its next output is shown meanwhile. */
export const UNOBSERVED = 1024 * 1024;
/** So many bytes of keys may wait for a host that does not read. */
export const UNSENT = 1024 * 1024;

/** What a hub is given. */
export interface HubOptions {
  connection: Pick<Connection, "terminal">;
  terminal: number;
  /** The bytes of all terminals of the class. */
  all: Bucket;
  /** How many commands the terminal has had before. */
  before: number;
  observed(observation: Observation): void;
  /** {@link Hub.view} has changed. */
  changed(): void;
  /** A defect in what reads the terminal. */
  failed(error: unknown): void;
  /** The shell's rc file, where it is not a student's, and who gets its bytes with its marks. */
  shell?: { nonce: string; rc: string | Promise<string>; onData(data: Uint8Array): void };
}
