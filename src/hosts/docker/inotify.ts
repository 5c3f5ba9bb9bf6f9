import { release } from "node:os";
import { LabError } from "../../common/errors.ts";
import { readIfExists } from "../../common/files.ts";
import { docker } from "./cli.ts";

/** Where Linux has how many instances of inotify a user may have, in all containers together. Most systems allow 128. */
const LIMIT = "/proc/sys/fs/inotify/max_user_instances";
/** How many a host takes: its systemd, udev and engine each watch files. Up to 5 were counted, and more for moments of its boot. */
const EACH = 5;

/**
 * Sees that this machine's kernel has room for so many hosts: the first one too many would stop in the middle of its boot, and so would
 * whatever else is begun.
 *
 * @returns what was found, in a few words
 * @throws {LabError} when there is no room, with the setting that makes it
 */
export async function ensureInotify(hosts: number): Promise<string> {
  const lacking = inotifyShortage(hosts, Number((await readIfExists(LIMIT)) ?? Number.POSITIVE_INFINITY));
  if (lacking === undefined) return `room for ${hosts} hosts`;
  // An engine in a virtual machine, as Docker Desktop's is, has a kernel and limits of its own.
  if ((await docker(["info", "--format", "{{.KernelVersion}}"])) !== release()) return "the engine's own";
  throw lacking;
}

/** What there is to say against so many hosts on a kernel that allows a user so many instances of inotify. */
export function inotifyShortage(hosts: number, allowed: number): LabError | undefined {
  if (allowed >= hosts * EACH) return undefined;
  return new LabError(
    `${hosts} hosts do not boot on this machine: its kernel allows ${allowed} instances of inotify, and each host takes ${EACH}`,
    {
      remedy: `allow more until the next boot (sudo sysctl fs.inotify.max_user_instances=${2 * EACH * hosts}), and run this again`,
    },
  );
}
