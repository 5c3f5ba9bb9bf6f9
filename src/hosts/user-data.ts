import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

const FOLDER = join(import.meta.dirname, "../../userdata");

/** The set-up of a host, the same for every host of every kind. */
export const SET_UP_FILE = join(FOLDER, "cloud-config.yaml");

/** On the host: the command, for root, that moves its end and prints the new one. */
export const EXTEND_COMMAND = "/usr/local/sbin/labnote-extend";
/** On the host: the timer that ends it. */
export const END_TIMER = "/etc/systemd/system/labnote-end.timer";
const EXTEND_SCRIPT = readFileSync(join(FOLDER, "labnote-extend"), "utf8");

const SWAP = "/etc/systemd/system/labnote-swap@.service";
const SWAP_UNIT = readFileSync(join(FOLDER, "labnote-swap@.service"), "utf8");

/** Who a host is: everything that differs between hosts. */
export interface Identity {
  hostname: string;
  /** The host's own SSH key. It is made before the host, so that the first connection can be verified. The private half is a secret. */
  hostKey: { private: string; public: string };
  /** The public half of the key that logs in. */
  loginKey: string;
  /** The mirror that the host's Docker daemon asks before Docker Hub; `null` for none. */
  mirror: string | null;
  /** The host ends by itself so many hours after its first boot; `null` for never. */
  hours: number | null;
  /** Swap that the host makes for itself, in MiB; 0 where it cannot, or has enough memory. */
  swap: number;
}

/** On a throw-away host: the script that ends its set-up. */
const BAKE_COMMAND = "/usr/local/sbin/labnote-bake";
const BAKE_SCRIPT = readFileSync(join(FOLDER, "labnote-bake"), "utf8");

/** What a throw-away host writes to its console before it switches itself off. */
export const BAKED = "labnote-bake: done";

/** The parts of a cloud-init configuration that labnote reads. */
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

/** The user as whom labnote types a note; the set-up creates it. */
export const LOGIN_USER = "ubuntu";

/** The user data of a host without a set-up yet: the set-up (cloud-config as text) and the identity. */
export const plainUserData = (setUp: string, identity: Identity): string =>
  render(merge(parse(setUp) as CloudConfig, identityConfig(identity)));

/** The user data of a host from a baked image, which has the set-up already: the identity alone. */
export const bakedUserData = (identity: Identity): string => render(identityConfig(identity));

/**
 * The user data of a throw-away host without an identity. It does the set-up, runs a script of sh as root, and switches itself off. The last
 * line on its console is {@link BAKED} if all went well.
 */
export const bakingUserData = (setUp: string, script: string): string => {
  const begin = `printf %s "$1" >${BAKE_COMMAND}; chmod 700 ${BAKE_COMMAND}; systemd-run --no-block ${BAKE_COMMAND} "$2"`;
  return render(
    merge(parse(setUp) as CloudConfig, { bootcmd: [atFirstBoot("labnote-bake", begin, BAKE_SCRIPT, script)] }),
  );
};

const render = (config: CloudConfig): string => `#cloud-config\n${stringify(config)}`;

function identityConfig({ hostname, hostKey, loginKey, mirror, hours, swap }: Identity): CloudConfig {
  return {
    bootcmd: joined(hours === null ? [] : endsIn(hours), swap === 0 ? [] : hasSwap(swap)),
    hostname,
    // Without it, sudo warns at every command that it cannot resolve the host's name, unless the network's resolver knows the name.
    manage_etc_hosts: "localhost",
    ssh_keys: { ed25519_private: hostKey.private, ed25519_public: hostKey.public },
    users: [{ name: LOGIN_USER, ssh_authorized_keys: [loginKey] }],
    write_files: joined(mirror === null ? [] : [daemonSettings(mirror)]),
  };
}

/** Comes before everything else, packages included, so that a host whose set-up fails ends, too. If this fails, the set-up does not begin. */
const endsIn = (hours: number): unknown[] => [
  "set -e",
  atFirstBoot(
    "labnote-end",
    `printf %s "$1" >${EXTEND_COMMAND}; chmod 755 ${EXTEND_COMMAND}; ${EXTEND_COMMAND} "$2"`,
    EXTEND_SCRIPT,
    `${hours}`,
  ),
];

/** Uses a unit of labnote's own: cloud-init's `swap` fails in a container. */
const hasSwap = (size: number): unknown[] => {
  const unit = `labnote-swap@${size}.service`;
  const script = `printf %s "$1" >${SWAP}; systemctl --quiet enable ${unit}; systemctl --no-block start ${unit}`;
  return [atFirstBoot("labnote-swap", script, SWAP_UNIT)];
};

/** A command of bootcmd that runs at the first boot only; bootcmd itself runs at every boot. */
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
 * Merges both: a user that is in both gets the attributes of both, the files of both are written, and the identity's commands come first.
 * No other key is in both.
 */
function merge(setUp: CloudConfig, identity: CloudConfig): CloudConfig {
  const users = new Map<string, User>();
  for (const user of [...(setUp.users ?? []), ...(identity.users ?? [])]) {
    users.set(user.name, { ...users.get(user.name), ...user });
  }
  return {
    ...setUp,
    ...identity,
    users: joined([...users.values()]),
    write_files: joined(setUp.write_files, identity.write_files),
    bootcmd: joined(identity.bootcmd, setUp.bootcmd),
  };
}

/** `undefined` in place of an empty list, which cloud-init rejects. */
function joined<T>(...lists: (T[] | undefined)[]): T[] | undefined {
  const all = lists.flatMap((list) => list ?? []);
  return all.length === 0 ? undefined : all;
}
