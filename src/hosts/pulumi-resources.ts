import * as pulumi from "@pulumi/pulumi";
import type { FoundAcceleration, MachineState } from "./host.ts";
import { TYPES } from "./urns.ts";

/** The resources of labnote's own provider, as the Pulumi program declares them; `provider/` implements them. */

export class Lab extends pulumi.CustomResource {
  constructor(name: string, args: { stack: string }, options?: pulumi.CustomResourceOptions) {
    super(TYPES.lab, name, args, options);
  }
}

export class KeyPair extends pulumi.CustomResource {
  declare readonly publicKey: pulumi.Output<string>;
  declare readonly privateKey: pulumi.Output<string>;

  constructor(name: string, options?: pulumi.CustomResourceOptions) {
    super(
      TYPES.keyPair,
      name,
      { publicKey: undefined, privateKey: undefined },
      {
        ...options,
        additionalSecretOutputs: ["privateKey"],
      },
    );
  }
}

export class Lifetime extends pulumi.CustomResource {
  /** The number that the lab's hosts were first made with; `undefined` for hosts that do not end by themselves. */
  declare readonly hours: pulumi.Output<number | undefined>;

  constructor(name: string, args: { hours: number | undefined }, options?: pulumi.CustomResourceOptions) {
    super(TYPES.lifetime, name, args, options);
  }
}

export interface HostImageArgs {
  choice: pulumi.Input<string>;
  baked: pulumi.Input<boolean>;
  setUp: pulumi.Input<string>;
}

/** What a lab's hosts on the user's own machine start from. */
class HostSource extends pulumi.CustomResource {
  /** An image's name on the engine, or the folder of a disk. */
  declare readonly image: pulumi.Output<string>;
  /** The system's name, for people. */
  declare readonly base: pulumi.Output<string>;
  declare readonly mirror: pulumi.Output<string | undefined>;
  declare readonly standIns: pulumi.Output<string[]>;

  constructor(type: string, name: string, args: HostImageArgs, options?: pulumi.CustomResourceOptions) {
    super(type, name, { ...args, ...unknown("image", "base", "mirror", "standIns") }, options);
  }
}

export class HostImageResource extends HostSource {
  constructor(name: string, args: HostImageArgs, options?: pulumi.CustomResourceOptions) {
    super(TYPES.hostImage, name, args, options);
  }
}

/** The disk that a lab's machines are laid over. */
export class VmDisk extends HostSource {
  constructor(name: string, args: HostImageArgs, options?: pulumi.CustomResourceOptions) {
    super(TYPES.vmDisk, name, args, options);
  }
}

export interface ContainerHostArgs {
  lab: pulumi.Input<string>;
  student: pulumi.Input<string>;
  image: pulumi.Input<string>;
  userData: pulumi.Input<string>;
  ports: pulumi.Input<readonly number[]>;
  ends: pulumi.Input<boolean>;
  /** MiB. */
  memory: pulumi.Input<number>;
  cpus: pulumi.Input<number>;
}

export class ContainerHost extends pulumi.CustomResource {
  declare readonly machine: pulumi.Output<MachineState>;

  constructor(name: string, args: ContainerHostArgs, options?: pulumi.CustomResourceOptions) {
    super(TYPES.containerHost, name, { ...args, ...unknown("machine") }, options);
  }
}

export interface VmHostArgs {
  lab: pulumi.Input<string>;
  student: pulumi.Input<string>;
  image: pulumi.Input<string>;
  userData: pulumi.Input<string>;
  ports: pulumi.Input<readonly number[]>;
  /** In MiB. */
  memory: pulumi.Input<number>;
  cpus: pulumi.Input<number>;
  /** In GiB. */
  disk: pulumi.Input<number>;
  ends: pulumi.Input<boolean>;
}

/** A virtual machine that is a host. */
export class VmHost extends pulumi.CustomResource {
  declare readonly machine: pulumi.Output<MachineState>;
  /** How its processors are run, in words. */
  declare readonly acceleration: pulumi.Output<FoundAcceleration>;

  constructor(name: string, args: VmHostArgs, options?: pulumi.CustomResourceOptions) {
    super(TYPES.vmHost, name, { ...args, ...unknown("machine", "acceleration") }, options);
  }
}

/** Outputs that the provider sets. They exist only when they are named here. */
const unknown = (...names: string[]) => Object.fromEntries(names.map((name) => [name, undefined]));
