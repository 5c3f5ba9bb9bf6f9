import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabError } from "../../src/common/errors.ts";
import type { Host } from "../../src/hosts/host.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import { startHost } from "../../test/lab/fixtures/host.ts";
import { planBenchHost, READY } from "../hosts.ts";

/** In MiB: each user has a few processes, and both sides are on it in turn. */
const MEMORY = 6144;
/** Milliseconds for the users to be made. */
const SET_UP = 120_000;

/** A container host on which each student is a user, with a home folder and so a lock of their own. */
export interface UsersHost extends AsyncDisposable {
  /** One for each student. */
  hosts: readonly Host[];
  /** ssh's command line for a shell of that user. */
  ssh(user: string): readonly string[];
  /** The file with ssh's options, and that with the host's key; the host is `bench` in both. */
  config: string;
  knownHosts: string;
}

/** @param students the names of the users */
export async function startUsersHost(students: readonly string[], signal: AbortSignal): Promise<UsersHost> {
  await using made = new AsyncDisposableStack();
  const plan = await planBenchHost({ baked: true, ports: [] });
  const host = made.use(await startHost({ ...plan, spec: { ...plan.spec, memory: MEMORY } }, signal));
  const remote = await waitUntilReady(host, { within: READY, images: [], signal });
  try {
    const { exit, stderr } = await remote.run(setUp(students), { timeout: SET_UP, signal });
    if (exit !== 0) throw new LabError("The users of the bench's host could not be made", { cause: stderr });
  } finally {
    await remote.close();
  }
  const folder = await mkdtemp(join(tmpdir(), "labnote-bench-"));
  made.defer(() => rm(folder, { recursive: true, force: true }));
  const [config, knownHosts] = [join(folder, "config"), join(folder, "known_hosts")];
  await writeFile(join(folder, "login"), `${host.loginKey.trimEnd()}\n`, { mode: 0o600 });
  await writeFile(knownHosts, `bench ${host.hostKey.trim()}\n`);
  await writeFile(config, clientConfig(host, folder));
  const kept = made.move();
  return {
    hosts: students.map((student) => ({ ...host, name: student, user: student, id: `${host.id}-${student}` })),
    ...{ config, knownHosts },
    ssh: (user) => ["ssh", "-F", config, `${user}@bench`],
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** The client's options as far as labnote has them, too; but without a master. */
const clientConfig = ({ address, sshPort }: Host, folder: string): string => `Host bench
  HostName ${address}
  Port ${sshPort}
  HostKeyAlias bench
  UserKnownHostsFile ${join(folder, "known_hosts")}
  IdentityFile ${join(folder, "login")}
  IdentitiesOnly yes
  BatchMode yes
  ServerAliveInterval 5
  LogLevel ERROR
`;

/**
 * Makes the users, with the key and the rights of the host's own. They have no Docker: what a class removes at its beginning is the engine's, and
 * theirs is one. sshd takes as many logins at once as there are users.
 */
const setUp = (students: readonly string[]): string => `set -e
sudo mv "$(command -v docker)" /root/
echo 'MaxStartups 500' | sudo tee /etc/ssh/sshd_config.d/bench.conf > /dev/null
sudo systemctl reload ssh
for name in ${students.join(" ")}; do
  sudo useradd --create-home --shell /bin/bash "$name"
  echo "$name ALL=(ALL) NOPASSWD:ALL" | sudo tee "/etc/sudoers.d/$name" > /dev/null
  sudo install -d -m 700 -o "$name" -g "$name" "/home/$name/.ssh"
  sudo install -m 600 -o "$name" -g "$name" ~/.ssh/authorized_keys "/home/$name/.ssh/authorized_keys"
done`;
