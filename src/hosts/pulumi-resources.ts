import * as pulumi from "@pulumi/pulumi";
import type { ContainerState } from "./host.ts";
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

export class HostImageResource extends pulumi.CustomResource {
  declare readonly image: pulumi.Output<string>;
  /** The system's name, for people. */
  declare readonly base: pulumi.Output<string>;
  declare readonly mirror: pulumi.Output<string | undefined>;
  declare readonly standIns: pulumi.Output<string[]>;

  constructor(name: string, args: HostImageArgs, options?: pulumi.CustomResourceOptions) {
    super(TYPES.hostImage, name, { ...args, ...unknown("image", "base", "mirror", "standIns") }, options);
  }
}

export interface ContainerHostArgs {
  lab: pulumi.Input<string>;
  student: pulumi.Input<string>;
  image: pulumi.Input<string>;
  userData: pulumi.Input<string>;
  ports: pulumi.Input<readonly number[]>;
  ends: pulumi.Input<boolean>;
}

export class ContainerHost extends pulumi.CustomResource {
  declare readonly machine: pulumi.Output<ContainerState>;

  constructor(name: string, args: ContainerHostArgs, options?: pulumi.CustomResourceOptions) {
    super(TYPES.containerHost, name, { ...args, ...unknown("machine") }, options);
  }
}

/** Outputs that the provider sets. They exist only when they are named here. */
const unknown = (...names: string[]) => Object.fromEntries(names.map((name) => [name, undefined]));
