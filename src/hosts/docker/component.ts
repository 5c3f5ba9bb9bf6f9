import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Note } from "../../note/note.ts";
import type { Host } from "../host.ts";
import type { Hosts } from "../kind.ts";
import { ContainerHost, HostImageResource, KeyPair, Lab, Lifetime } from "../pulumi-resources.ts";
import { keyNames, TYPES } from "../urns.ts";
import { bakedUserData, type Identity, plainUserData, SET_UP_FILE } from "../user-data.ts";
import { hostOf } from "./container.ts";
import type { DockerSettings } from "./settings.ts";

/** What a {@link ContainerComponent} is made from. */
export interface ContainerArgs {
  lab: pulumi.Input<string>;
  student: string;
  image: HostImageResource;
  baked: boolean;
  /** The set-up, as text. */
  setUp: string;
  /** Ports of the note. */
  ports: readonly number[];
  /** Hours until the host ends by itself, if it does. */
  hours: pulumi.Input<number | undefined>;
}

/** A student's host on the user's own Docker Engine, with its keys. */
export class ContainerComponent extends pulumi.ComponentResource {
  /** A secret, since it has the login key. */
  readonly host: pulumi.Output<Host>;

  constructor(name: string, args: ContainerArgs, options?: pulumi.ComponentResourceOptions) {
    super(TYPES.container, name, {}, options);
    const { lab, student, image, baked, setUp, ports } = args;
    const hours = pulumi.output(args.hours).apply((hours) => hours ?? null);
    const keys = keyNames(student);
    const hostKey = new KeyPair(keys.hostKey, { parent: this });
    const loginKey = new KeyPair(keys.loginKey, { parent: this });

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
        hostOf({ name: student, machine, hostKey, loginKey, base, standIns }),
      );
    this.host = pulumi.secret(host);
    this.registerOutputs({ host: this.host });
  }
}

/** A container host for each student. */
export function createContainers({ students, base, baked, hours }: DockerSettings, note: Note): Hosts {
  const setUp = readFileSync(SET_UP_FILE, "utf8");
  const ports = note.frontMatter.ports;
  const lab = new Lab("lab", { stack: pulumi.getStack() });
  const lifetime = new Lifetime("lifetime", { hours: hours ?? undefined });
  const image = new HostImageResource("image", { choice: base, baked, setUp });
  const hosts = students.map((student) => {
    const { host } = new ContainerComponent(student, {
      ...{ lab: lab.id, student, image, baked, setUp, ports },
      hours: lifetime.hours,
    });
    return { name: student, host };
  });
  return { id: lab.id, hosts };
}
