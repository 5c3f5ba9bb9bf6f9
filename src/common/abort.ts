import { setTimeout } from "node:timers/promises";
import { Interrupted } from "./errors.ts";

/**
 * Ctrl-C, and every other signal that asks this process to stop, as an AbortSignal. The work stops in good order. A second Ctrl-C ends the
 * process at once.
 */
export function interruption(): { signal: AbortSignal } {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const stop = () => {
      controller.abort(new Interrupted(`Interrupted by ${name}`, { by: name }));
      // Stopping takes a while where a cloud is at work, so the user reads that it goes on.
      if (process.stderr.isTTY) process.stderr.write("\nStopping in good order; Ctrl-C again ends at once.\n");
      // Not `once`: the listener that restores the cursor (listr2's) exits at once if it sees no other listener. A terminal that closes, and a machine
      // that restarts, tell every process, and labnote's starter passes it on: those signals come twice by themselves.
      if (name === "SIGINT") setImmediate(() => process.off(name, stop));
    };
    process.on(name, stop);
  }
  return controller;
}

/**
 * A signal that aborts when `signal` does, or after so many milliseconds.
 *
 * Its timer keeps no process alive: the work that it limits must do that, as a socket or a child process does. Node frees the signal when its
 * time is over. Until then it takes at most 2 kB (Node 24), also where `signal` lives as long as the process.
 */
export function withTimeout(signal: AbortSignal | undefined, milliseconds: number): AbortSignal {
  const clock = AbortSignal.timeout(milliseconds);
  return signal === undefined ? clock : AbortSignal.any([signal, clock]);
}

/** How {@link poll} waits. */
export interface Polling<Value> {
  /** Whether a value is the one that is waited for. */
  until(value: Value): boolean;
  /** Milliseconds between the end of one look and the next; a function where that depends on what was seen. */
  every: number | ((value: Value) => number);
  /** Milliseconds for all of it. The first look is always taken; no pause begins that would end later. */
  within: number;
  /** Gets the first value that is not the one, once, before the first pause. */
  onWait?(value: Value): void;
  signal?: AbortSignal;
}

/**
 * Looks again and again until a value satisfies `until`, and returns that value. Returns the last value when the time is over: the caller says
 * what that means.
 *
 * @param look gets the milliseconds that are left, 0 at the least
 * @throws what `look` throws, and the signal's reason
 */
export async function poll<Value>(
  look: (left: number) => Promise<Value>,
  { until, every, within, onWait, signal }: Polling<Value>,
): Promise<Value> {
  const deadline = performance.now() + within;
  for (let first = true; ; first = false) {
    signal?.throwIfAborted();
    const value = await look(Math.max(0, deadline - performance.now()));
    const pause = typeof every === "number" ? every : every(value);
    if (until(value) || performance.now() + pause > deadline) return value;
    if (first) onWait?.(value);
    await setTimeout(pause, undefined, { signal }).catch(() => {});
  }
}
