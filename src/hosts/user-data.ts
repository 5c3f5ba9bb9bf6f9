import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

const FOLDER = join(import.meta.dirname, "../../userdata");

/** The set-up of a host, the same for every host of every kind. */
export const SET_UP_FILE = join(FOLDER, "cloud-config.yaml");

/** On the host: what moves its end, as root. It prints the new one. */
export const EXTEND_COMMAND = "/usr/local/sbin/labnote-extend";
/** On the host: the timer of its end. */
export const END_TIMER = "/etc/systemd/system/labnote-end.timer";
const EXTEND_SCRIPT = readFileSync(join(FOLDER, "labnote-extend"), "utf8");

const SWAP = "/etc/systemd/system/labnote-swap@.service";
const SWAP_UNIT = readFileSync(join(FOLDER, "labnote-swap@.service"), "utf8");

/** Who a host is: all that differs from one host to the next. */
export interface Identity {
  hostname: string;
  /** The host's own SSH key, made before it, so that its first connection can be verified. The private half is a secret. */
  hostKey: { private: string; public: string };
  /** The public half of the key that logs in. */
  loginKey: string;
  /** Where the host's Docker daemon asks first for images of Docker Hub; `null` without such a mirror. */
  mirror: string | null;
  /** Hours from the first boot after which the host ends by itself; `null` for never. */
  hours: number | null;
  /** Swap that the host makes for itself, in MiB; 0 where it cannot, or has memory enough. */
  swap: number;
}

/** A cloud-init configuration, as far as labnote looks into one. */
interface CloudConfig {
  users?: User[];
  write_files?: unknown[];
  bootcmd?: unknown[];
  [key: string]: unknown;
}

interface User {
  name: string;
  [key: string]: unknown;
}

/** The user that a note is typed as; the set-up makes it. */
export const LOGIN_USER = "ubuntu";

/** All user data of a host that has had no set-up yet: the set-up (cloud-config as text) and who the host is. */
export const plainUserData = (setUp: string, identity: Identity): string =>
  render(merge(parse(setUp) as CloudConfig, identityConfig(identity)));

/** The user data of a host made from a baked image, which has the set-up already: who it is, alone. */
export const bakedUserData = (identity: Identity): string => render(identityConfig(identity));

const render = (config: CloudConfig): string => `#cloud-config\n${stringify(config)}`;

function identityConfig({ hostname, hostKey, loginKey, mirror, hours, swap }: Identity): CloudConfig {
  return {
    bootcmd: joined(hours === null ? [] : endsIn(hours), swap === 0 ? [] : hasSwap(swap)),
    hostname,
    // Without it sudo says at every command that it cannot resolve the host's name, where no network's resolver knows that.
    manage_etc_hosts: "localhost",
    ssh_keys: { ed25519_private: hostKey.private, ed25519_public: hostKey.public },
    users: [{ name: LOGIN_USER, ssh_authorized_keys: [loginKey] }],
    write_files: joined(mirror === null ? [] : [daemonSettings(mirror)]),
  };
}

/** Before all else, packages above all: a host that cannot be set up ends, too. And one that would not end is not set up. */
const endsIn = (hours: number): unknown[] => [
  "set -e",
  atFirstBoot(
    "labnote-end",
    `printf %s "$1" >${EXTEND_COMMAND}; chmod 755 ${EXTEND_COMMAND}; ${EXTEND_COMMAND} "$2"`,
    EXTEND_SCRIPT,
    `${hours}`,
  ),
];

/** By a unit of ours, as cloud-init's own `swap` fails in a container. */
const hasSwap = (size: number): unknown[] => {
  const unit = `labnote-swap@${size}.service`;
  const script = `printf %s "$1" >${SWAP}; systemctl --quiet enable ${unit}; systemctl --no-block start ${unit}`;
  return [atFirstBoot("labnote-swap", script, SWAP_UNIT)];
};

/** A command of bootcmd, which runs at every boot, that is done at the first one only. */
const atFirstBoot = (name: string, script: string, ...args: string[]) => [
  "cloud-init-per",
  "instance",
  name,
  "sh",
  "-ec",
  script,
  "sh",
  ...args,
];

const daemonSettings = (mirror: string) => ({
  path: "/etc/docker/daemon.json",
  content: `${JSON.stringify({ "registry-mirrors": [mirror] })}\n`,
});

/**
 * Both as one: a user of both has the attributes of both, files of both are written, and the identity's commands come first; else each
 * brings keys of its own.
 */
function merge(setUp: CloudConfig, identity: CloudConfig): CloudConfig {
  const users = new Map<string, User>();
  for (const user of [...(setUp.users ?? []), ...(identity.users ?? [])]) {
    users.set(user.name, { ...users.get(user.name), ...user });
  }
  return {
    ...setUp,
    ...identity,
    users: [...users.values()],
    write_files: joined(setUp.write_files, identity.write_files),
    bootcmd: joined(identity.bootcmd, setUp.bootcmd),
  };
}

/** No list where there is nothing in it: cloud-init takes an empty one for a mistake. */
function joined(...lists: (unknown[] | undefined)[]): unknown[] | undefined {
  const all = lists.flatMap((list) => list ?? []);
  return all.length === 0 ? undefined : all;
}
