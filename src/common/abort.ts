import { Interrupted } from "./errors.ts";

/**
 * Ctrl-C, and what else asks this process to stop, as a signal to the work at hand: it stops in good order. A second Ctrl-C ends the process at once.
 */
export function interruption(): { signal: AbortSignal } {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const stop = () => {
      controller.abort(new Interrupted(`Interrupted by ${name}`));
      // Stopping takes a while where a cloud is at work; whoever waits at a terminal is told that it goes on.
      if (process.stderr.isTTY) process.stderr.write("\nStopping in good order; Ctrl-C again ends at once.\n");
      // Not `once`: whoever else listens, to put a terminal right, ends the process at once if nobody else seems to.
      setImmediate(() => process.off(name, stop));
    };
    process.on(name, stop);
  }
  return controller;
}
