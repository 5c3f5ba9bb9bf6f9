import { release } from "node:os";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";
import { docker } from "../engine/cli.ts";

/** Linux's limit on a user's instances of inotify, in all containers together. Most systems allow 128. */
const LIMIT = "/proc/sys/fs/inotify/max_user_instances";
/** Instances that a host takes: its systemd, udev and engine watch files. Up to 5 were counted, and more for moments of its boot. */
const EACH = 5;

/**
 * Checks that this machine's kernel has instances for so many hosts. Without them, a host would stop in the middle of its boot, and other
 * programs would fail, too.
 *
 * @returns what was found, in a few words
 * @throws {LabError} when there are too few, with the setting that allows more
 */
export async function ensureInotify(hosts: number): Promise<string> {
  const lacking = inotifyShortage(hosts, Number((await readIfExists(LIMIT)) ?? Number.POSITIVE_INFINITY));
  if (lacking === undefined) return `room for ${hosts} hosts`;
  // An engine in a virtual machine, as Docker Desktop's is, has a kernel and limits of its own.
  if ((await docker(["info", "--format", "{{.KernelVersion}}"])) !== release())
    return "the engine has a kernel of its own";
  throw lacking;
}

/** The error for too many hosts on a kernel that allows so many instances of inotify; `undefined` when they are enough. */
export function inotifyShortage(hosts: number, allowed: number): LabError | undefined {
  if (allowed >= hosts * EACH) return undefined;
  return new LabError(
    `${hosts} hosts cannot boot on this machine: its kernel allows ${allowed} instances of inotify, and each host takes ${EACH}`,
    {
      remedy: `allow more until the next boot (sudo sysctl fs.inotify.max_user_instances=${2 * EACH * hosts}), and run this again`,
    },
  );
}
