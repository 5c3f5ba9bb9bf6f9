/**
 * Ctrl-C, and what else asks this process to stop, as a signal to the work at hand: it stops in good order. A second Ctrl-C ends the process at once.
 */
export function interruption(): { signal: AbortSignal } {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => controller.abort(new Error(`interrupted by ${name}`)));
  }
  return controller;
}
