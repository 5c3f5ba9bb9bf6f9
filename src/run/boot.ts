import { poll } from "../common/abort.ts";
import { LabError } from "../common/errors.ts";
import { ConnectError, type Connection, ScriptTimeout } from "../hosts/ssh/connection.ts";

/** Milliseconds between two looks at a host that is going down or coming up. */
const INTERVAL = 200;
/** Milliseconds that one look may take. */
const LOOK = 10_000;

const SILENT = "does not say which boot it is";

/**
 * Identifies a boot: the kernel's boot id and the start time of process 1. When a container reboots, only the second is new; when a machine
 * reboots, sometimes only the first.
 * @throws {LabError} when the host does not say both
 */
export async function bootOf(remote: Connection, signal: AbortSignal): Promise<string> {
  const boot = await look(remote, LOOK, signal);
  if (boot === undefined) throw new LabError(`The host ${SILENT}`, { remedy: "try again: it may be going down" });
  return boot;
}

/** `undefined` from a host that goes down, and so kills its shells. */
async function look(remote: Connection, within: number, signal: AbortSignal): Promise<string | undefined> {
  const script = "cat /proc/sys/kernel/random/boot_id; cut -d ' ' -f 22 /proc/1/stat";
  const { exit, stdout } = await remote.run(script, { timeout: Math.min(LOOK, within), signal });
  return exit === 0 && /^\S+\n\d+\n$/.test(stdout) ? stdout.trim() : undefined;
}

/**
 * Connects again until the host answers with another boot than that one.
 * @throws {LabError} when it does not within so many milliseconds
 */
export async function newBoot(
  remote: Connection,
  before: string,
  within: number,
  signal: AbortSignal,
): Promise<string> {
  const seen = await poll(
    async (left): Promise<{ boot: string } | { cause: unknown }> => {
      try {
        await remote.reconnect(signal);
        const boot = await look(remote, left, signal);
        if (boot === before) return { cause: "it is still up" };
        return boot === undefined ? { cause: `it ${SILENT}` } : { boot };
      } catch (cause) {
        const passing = cause instanceof ScriptTimeout || (cause instanceof ConnectError && cause.fault !== "host-key");
        if (!passing) throw cause;
        return { cause };
      }
    },
    { until: (look) => "boot" in look, every: INTERVAL, within, signal },
  );
  if ("boot" in seen) return seen.boot;
  throw new LabError(`The host did not come back as a new boot within ${within / 1000} s`, {
    ...seen,
    failure: "boot",
  });
}
