import type { ConnectFault } from "./connection.ts";

/** What OpenSSH's client says when a connection fails, and what it means; the first row that matches counts. */
const SAID: readonly [RegExp, Exclude<ConnectFault, "lost">][] = [
  [/host key verification failed|identification has changed|no matching host key type/i, "host-key"],
  // pam_nologin, while the machine boots or shuts down: https://www.freedesktop.org/software/systemd/man/systemd-user-sessions.service.html
  [/system is (booting up|going down)|unprivileged users are not permitted/i, "not-yet"],
  [/permission denied|too many authentication failures/i, "login"],
  [/connection (refused|reset|closed)|kex_exchange_identification|banner exchange|broken pipe/i, "not-yet"],
];

/** Why a connection could not be made, from the words of the SSH client; no words and unknown ones mean `unreachable`. */
export const sshFaultOf = (stderr: string): Exclude<ConnectFault, "lost"> =>
  SAID.find(([words]) => words.test(stderr))?.[1] ?? "unreachable";
