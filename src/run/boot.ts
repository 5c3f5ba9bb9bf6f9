import { setTimeout as pause } from "node:timers/promises";
import { LabError } from "../errors.ts";
import { ConnectError, type Remote } from "../remote/remote.ts";

/** Milliseconds between two looks at a host that is going down or coming up. */
const INTERVAL = 200;

/**
 * What tells one boot from another: the kernel's boot id and the start of process 1. Of a container only the second is new, of a
 * machine sometimes only the first.
 */
export async function bootOf(remote: Remote, signal: AbortSignal): Promise<string> {
  const script = "cat /proc/sys/kernel/random/boot_id; cut -d ' ' -f 22 /proc/1/stat";
  const { stdout } = await remote.run(script, { timeout: 10_000, signal });
  return stdout.trim();
}

/**
 * Connects anew until the host answers as another boot than that one.
 * @throws {LabError} when it does not within so many milliseconds
 */
export async function newBoot(remote: Remote, before: string, within: number, signal: AbortSignal): Promise<string> {
  const deadline = performance.now() + within;
  for (;;) {
    let cause: unknown = "it is still up";
    try {
      await remote.reconnect(signal);
      const boot = await bootOf(remote, signal);
      if (boot !== before) return boot;
    } catch (error) {
      if (!(error instanceof ConnectError) || error.fault === "host-key") throw error;
      cause = error.message;
    }
    if (performance.now() >= deadline)
      throw new LabError(`The host did not come back as a new boot within ${within / 1000} s`, { cause });
    await pause(INTERVAL, undefined, { signal });
  }
}
