import { advice, npm } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Channel, Connection } from "../hosts/ssh/connection.ts";

/** Milliseconds between two signs of life. The host unlocks itself when three are missing. */
const HEARTBEAT = 20_000;
/** Milliseconds within which the host must say whether it is locked now. */
const LIMIT = 30_000;

/**
 * Locks the home folder. A process holds the lock for as long as the channel is open and signs of life come. `flock` waits 5 s, since the host
 * may not have noticed yet that another run was killed.
 */
const hold = (shared: boolean): string => `exec 9<"$HOME"
flock -w 5 ${shared ? "-s " : ""}9 || { echo taken; exit; }
echo held
while read -r -t ${(3 * HEARTBEAT) / 1000} _; do :; done`;

/**
 * Locks a host, so that only one run at a time types on it. The host is unlocked when the channel closes.
 *
 * @param shared people type, in several terminals at once: the lock keeps off runs alone
 * @throws {LabError} when others have locked it, or when it cannot be locked
 */
export async function lockHost(remote: Connection, host: Host, shared = false): Promise<Channel> {
  const said = Promise.withResolvers<string>();
  const channel = remote.hold(hold(shared), (data) => said.resolve(Buffer.from(data).toString().trim()));
  const timer = setTimeout(said.resolve, LIMIT, `no answer came within ${LIMIT / 1000} s`);
  const answer = await Promise.race([said.promise, channel.closed.then(({ why }) => why)]);
  clearTimeout(timer);
  if (answer !== "held") {
    await channel.close();
    if (answer !== "taken")
      throw new LabError(`${host.name} cannot be locked: ${answer}`, { remedy: host.unreachable });
    throw new LabError(`${host.name} is in use: a run, a class or a recording is at work on it`, {
      remedy: advice`wait for the end, or stop it where it was started: Ctrl-C ends a run and ${npm("class")}, exit a shell of ${npm("record")}`,
    });
  }
  const heart = setInterval(() => channel.write("\n"), HEARTBEAT);
  channel.closed.finally(() => clearInterval(heart));
  return channel;
}
