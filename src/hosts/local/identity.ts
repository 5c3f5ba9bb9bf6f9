import * as pulumi from "@pulumi/pulumi";
import { KeyPair } from "../pulumi-resources.ts";
import { keyNames } from "../urns.ts";
import { bakedUserData, type Identity, plainUserData } from "../user-data.ts";

/** What the identity of a host on the user's own machine follows from. */
export interface LocalIdentityArgs {
  student: string;
  /** Whether the host starts from an image or a disk that has the set-up. */
  baked: boolean;
  /** The set-up, as text. */
  setUp: string;
  /** The mirror that the host's Docker daemon asks, if it asks one. */
  mirror: pulumi.Input<string | undefined>;
  /** Hours until the host ends by itself, if it does. */
  hours: pulumi.Input<number | undefined>;
}

/** What a program needs of a host's keys to log in to it. */
export interface LocalKeys {
  /** The public one. */
  hostKey: pulumi.Output<string>;
  /** The private one. */
  loginKey: pulumi.Output<string>;
}

/** In the Pulumi program: the keys of a host on the user's own machine, its user data, which are a secret, and whether it ends by itself. */
export function localIdentity(parent: pulumi.Resource, args: LocalIdentityArgs) {
  const { student, baked, setUp, mirror } = args;
  const hours = pulumi.output(args.hours).apply((hours) => hours ?? null);
  const names = keyNames(student);
  const hostKey = new KeyPair(names.hostKey, { parent });
  const loginKey = new KeyPair(names.loginKey, { parent });
  const userData = pulumi
    .all([hostKey.privateKey, hostKey.publicKey, loginKey.publicKey, mirror, hours])
    .apply(([hostSecret, hostPublic, login, mirror, hours]) => {
      const identity: Identity = {
        hostname: student,
        hostKey: { private: hostSecret, public: hostPublic },
        loginKey: login,
        mirror: mirror ?? null,
        hours,
        swap: 0,
      };
      return baked ? bakedUserData(identity) : plainUserData(setUp, identity);
    });
  const keys: LocalKeys = { hostKey: hostKey.publicKey, loginKey: loginKey.privateKey };
  return { keys, userData: pulumi.secret(userData), ends: hours.apply((hours) => hours !== null) };
}
