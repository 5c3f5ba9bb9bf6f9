import { advice, npm, shellQuote } from "../common/advice.ts";
import { LabError } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Connection } from "../hosts/ssh/connection.ts";
import type { Note } from "../note/note.ts";

/**
 * Makes a host as it was when new, as far as a note of this kind changes it: removes containers, volumes, networks, images, build caches,
 * registry logins, section folders and what shells remember of commands. Installed packages stay.
 * @throws {LabError} when something cannot be removed
 */
export async function resetHost(
  remote: Pick<Connection, "run">,
  host: Host,
  note: Note,
  signal: AbortSignal,
): Promise<void> {
  const folders = note.sections.map(({ id }) => `~/${shellQuote(id)}`).join(" ");
  const script = `set -e -o pipefail
sudo -n rm -rf -- ~/.docker ~/.bash_history /root/.bash_history ${folders}
command -v docker > /dev/null || exit 0
as=; docker version > /dev/null 2>&1 || as="sudo -n"
containers=$($as docker ps -aq)
[ -z "$containers" ] || $as docker rm -fv $containers > /dev/null
$as docker system prune -af > /dev/null
volumes=$($as docker volume ls -q)
[ -z "$volumes" ] || $as docker volume rm -f $volumes > /dev/null`;
  const { exit, stderr } = await remote.run(script, { timeout: 120_000, signal });
  if (exit === 0) return;
  throw new LabError(`${host.name} could not be reset to its first state`, {
    cause: stderr.trim(),
    failure: "reset",
    remedy: advice`${npm("down")}, then ${npm("start")}: the next host is new`,
  });
}
