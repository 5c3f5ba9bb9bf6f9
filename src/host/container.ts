import * as pulumi from "@pulumi/pulumi";
import { bakedUserData, type Identity, plainUserData } from "../userdata.ts";
import type { Host } from "./host.ts";
import { asHost } from "./machine.ts";
import { ContainerHost, type HostImage, KeyPair } from "./resources.ts";

/** What a {@link Container} is made from. */
export interface ContainerArgs {
  lab: pulumi.Input<string>;
  student: string;
  image: HostImage;
  baked: boolean;
  /** As text. */
  setUp: string;
  /** Ports of the note. */
  ports: readonly number[];
  /** Until it ends by itself, if it does. */
  hours: pulumi.Input<number | undefined>;
}

/** A student's host on the user's own Docker Engine, with its keys. */
export class Container extends pulumi.ComponentResource {
  /** Secret, since the login key is in it. */
  readonly host: pulumi.Output<Host>;

  constructor(name: string, args: ContainerArgs, options?: pulumi.ComponentResourceOptions) {
    super("labnote:host:Container", name, {}, options);
    const { lab, student, image, baked, setUp, ports } = args;
    const hours = pulumi.output(args.hours).apply((hours) => hours ?? null);
    const hostKey = new KeyPair(`${name}-host-key`, { parent: this });
    const loginKey = new KeyPair(`${name}-login-key`, { parent: this });

    const userData = pulumi
      .all([hostKey.privateKey, hostKey.publicKey, loginKey.publicKey, image.mirror, hours])
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
    const container = new ContainerHost(
      name,
      {
        ...{ lab, student, image: image.image, userData: pulumi.secret(userData), ports },
        ends: hours.apply((hours) => hours !== null),
      },
      { parent: this },
    );

    const { base, standIns } = image;
    const host = pulumi
      .all([container.machine, hostKey.publicKey, loginKey.privateKey, base, standIns])
      .apply(([machine, hostKey, loginKey, base, standIns]) =>
        asHost({ name: student, machine, hostKey, loginKey, base, standIns }),
      );
    this.host = pulumi.secret(host);
    this.registerOutputs({ host: this.host });
  }
}
