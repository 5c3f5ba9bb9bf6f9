import type { ConnectFault } from "./connection.ts";

/** What OpenSSH's client says when a connection fails, and what that means; the first that matches counts. */
const SAID: readonly [RegExp, Exclude<ConnectFault, "lost">][] = [
  [/host key verification failed|identification has changed|no matching host key type/i, "host-key"],
  // pam_nologin, while the machine comes up or goes down: https://www.freedesktop.org/software/systemd/man/systemd-user-sessions.service.html
  [/system is (booting up|going down)|unprivileged users are not permitted/i, "not-yet"],
  [/permission denied|too many authentication failures/i, "login"],
  [/connection (refused|reset|closed)|kex_exchange_identification|banner exchange|broken pipe/i, "not-yet"],
];

/** What kept a connection from being made, from the words of the SSH client; silence and the unknown are `unreachable`. */
export const sshFaultOf = (stderr: string): Exclude<ConnectFault, "lost"> =>
  SAID.find(([words]) => words.test(stderr))?.[1] ?? "unreachable";
