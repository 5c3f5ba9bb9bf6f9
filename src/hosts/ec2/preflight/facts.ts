import type { Attempted } from "../aws/failures.ts";
import type { Caller } from "../aws/identity.ts";
import type { Ec2Settings } from "../settings.ts";

/** What is asked of an account first: without it, nothing else can be asked. */
export interface AccountFacts {
  caller: Attempted<Caller>;
  /** All regions by name, each with EC2's word for whether the account may use it. */
  regions: Attempted<ReadonlyMap<string, string>>;
}

/** A type of instance, as far as it matters here. */
export interface InstanceType {
  architectures: readonly string[];
  vcpus: number;
  freeTier: boolean;
}

/** An image, as far as it matters here. */
export interface Image {
  id: string;
  name: string;
  state: string;
  architecture: string;
  /** The least GiB that its disk needs. */
  diskGib: number;
  /** `undefined` where EC2 does not tell. */
  freeTier: boolean | undefined;
}

/** An instance that runs, or is about to, and counts against a quota. */
export interface Running {
  vcpus: number;
  /** The student whose host it is, in this lab; `undefined` for all other instances. */
  student: string | undefined;
}

/** What is known of EC2 in the region. */
export interface Ec2Facts {
  type: Attempted<InstanceType | undefined>;
  /** Names of all x86 types that the free tier covers here. */
  freeTypes: Attempted<readonly string[]>;
  /** Zones that offer the type. */
  zones: Attempted<readonly string[]>;
  /** Zones in which this lab has its network already. */
  ownZones: Attempted<readonly string[]>;
  image: Attempted<Image | undefined>;
  running: Attempted<readonly Running[]>;
  /** How many networks there are, and whether the lab's own is among them. */
  networks: Attempted<{ count: number; own: boolean }>;
  vcpuQuota: Attempted<number>;
  networkQuota: Attempted<number>;
}

/** What is wanted of EC2. */
export type Ec2Request = Pick<Ec2Settings, "region" | "instanceType" | "ami" | "freeTierOnly" | "students">;
