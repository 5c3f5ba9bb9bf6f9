import type { Host } from "../host/host.ts";

/** What a runner is asked for. It gets this as JSON on standard input, since the host's login key is in it. */
export interface RunRequest {
  host: Host;
  /** The lab's name: what to do about a failure is a command for this lab. */
  stack: string;
  /** The note's file. */
  note: string;
  /** The folder in which each host has one for its record. */
  records: string;
  /** Milliseconds in which the host has to be ready. */
  readyWithin: number;
  /** The host's end is moved to so many hours from the run's start; `null`: as many as the host was last told, if it ends at all. */
  hours: number | null;
  /** One section, on what the host holds. */
  only?: string;
  /** The last section, on a host as it was when new. */
  until?: string;
}
