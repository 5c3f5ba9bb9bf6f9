import { join } from "node:path";
import { parse, stringify } from "yaml";

/** The set-up of a host, the same for every host of every kind. */
export const SET_UP_FILE = join(import.meta.dirname, "../userdata/cloud-config.yaml");

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

function identityConfig({ hostname, hostKey, loginKey, mirror }: Identity): CloudConfig {
  return {
    hostname,
    ssh_keys: { ed25519_private: hostKey.private, ed25519_public: hostKey.public },
    users: [{ name: LOGIN_USER, ssh_authorized_keys: [loginKey] }],
    ...(mirror === null ? {} : { write_files: [daemonSettings(mirror)] }),
  };
}

const daemonSettings = (mirror: string) => ({
  path: "/etc/docker/daemon.json",
  content: `${JSON.stringify({ "registry-mirrors": [mirror] })}\n`,
});

/** Both as one: a user of both has the attributes of both, files of both are written, and else each brings keys of its own. */
function merge(setUp: CloudConfig, identity: CloudConfig): CloudConfig {
  const users = new Map<string, User>();
  for (const user of [...(setUp.users ?? []), ...(identity.users ?? [])]) {
    users.set(user.name, { ...users.get(user.name), ...user });
  }
  return {
    ...setUp,
    ...identity,
    users: [...users.values()],
    write_files: [...(setUp.write_files ?? []), ...(identity.write_files ?? [])],
  };
}
