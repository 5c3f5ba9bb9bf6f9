import { LabError } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Channel, Connection } from "../hosts/ssh/connection.ts";

/** Milliseconds between two signs of life; the host waits for three of them. */
const HEARTBEAT = 20_000;
/** Milliseconds in which the host says whether the lockHost is had. */
const LIMIT = 30_000;

/**
 * A lockHost on the home folder, held by a process that lives as long as the channel and its signs of life. A run that was killed
 * a moment ago may not have been noticed yet, so it is waited for.
 */
const HOLD = `exec 9<"$HOME"
flock -w 5 9 || { echo taken; exit; }
echo held
while read -r -t ${(3 * HEARTBEAT) / 1000} _; do :; done`;

/**
 * Makes sure that one run at a time types on a host. It is free again when the channel closes, whatever closes it.
 * @throws {LabError} when another run has it, or when it cannot be had at all
 */
export async function lockHost(remote: Connection, host: Host): Promise<Channel> {
  const said = Promise.withResolvers<string>();
  const channel = remote.hold(HOLD, (data) => said.resolve(Buffer.from(data).toString().trim()));
  const timer = setTimeout(said.resolve, LIMIT, `no answer came within ${LIMIT / 1000} s`);
  const answer = await Promise.race([said.promise, channel.closed.then(({ why }) => why)]);
  clearTimeout(timer);
  if (answer !== "held") {
    await channel.close();
    if (answer !== "taken")
      throw new LabError(`${host.name} cannot be locked: ${answer}`, { remedy: host.unreachable });
    throw new LabError(`Another run is at work on ${host.name}`, {
      remedy: "wait for it to end, or stop it with Ctrl-C where it was started",
    });
  }
  const heart = setInterval(() => channel.write("\n"), HEARTBEAT);
  channel.closed.finally(() => clearInterval(heart));
  return channel;
}
