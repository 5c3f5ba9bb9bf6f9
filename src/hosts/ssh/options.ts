import { join } from "node:path";
import type { Host } from "../host.ts";

/** The part of a host that a connection needs. */
export type SshTarget = Pick<Host, "name" | "address" | "sshPort" | "user" | "hostKey" | "loginKey" | "unreachable">;

/** Milliseconds until ssh itself gives up on an address that does not answer, and says so. */
const CONNECT_TIMEOUT = 15_000;

/** The name of every host on ssh's command line and in its known_hosts, in place of address and port. */
export const ALIAS = "labnote-host";

/** Keeps a client from connecting by itself: it fails when the master is gone. */
const ONLY_BY_MASTER = ["-o", "ControlMaster=no", "-o", "ProxyCommand=false"];

/** The socket at which the master connection takes clients. */
export const socketIn = (folder: string): string => join(folder, "mux");

const common = (folder: string): string[] => ["-F", "none", "-o", `ControlPath=${socketIn(folder)}`];

/** ssh's arguments for the master connection. Its files are in `folder`: the login key, the pinned host key, the socket. */
export function masterArguments(target: SshTarget, folder: string): string[] {
  const { address, sshPort, user, hostKey } = target;
  const options: Record<string, string | number> = {
    HostName: address,
    Port: sshPort,
    User: user,
    HostKeyAlias: ALIAS,
    HostKeyAlgorithms: hostKey.trim().split(/\s+/)[0] as string,
    StrictHostKeyChecking: "yes",
    UserKnownHostsFile: join(folder, "known_hosts"),
    GlobalKnownHostsFile: "/dev/null",
    UpdateHostKeys: "no",
    IdentityFile: join(folder, "login"),
    IdentitiesOnly: "yes",
    IdentityAgent: "none",
    PreferredAuthentications: "publickey",
    BatchMode: "yes",
    ControlMaster: "yes",
    ControlPersist: "no",
    ConnectTimeout: CONNECT_TIMEOUT / 1000,
    ServerAliveInterval: 5,
    ServerAliveCountMax: 3,
    PermitLocalCommand: "yes",
    LocalCommand: "echo connected",
  };
  return [
    ...common(folder),
    "-N",
    ...Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
    ALIAS,
  ];
}

/** ssh's arguments for a client of that connection. */
export const clientArguments = (folder: string): string[] => [...common(folder), ...ONLY_BY_MASTER];
