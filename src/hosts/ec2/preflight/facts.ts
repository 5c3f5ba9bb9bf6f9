import type { Attempted } from "../aws/failures.ts";
import type { Caller } from "../aws/identity.ts";

/** What is known of an account before anything else can be asked. */
export interface AccountFacts {
  caller: Attempted<Caller>;
  /** Of every region there is, by name: EC2's word for whether the account may use it. */
  regions: Attempted<ReadonlyMap<string, string>>;
}

/** A type of machine, as far as it matters here. */
export interface MachineType {
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
  /** GiB that its disk has at the least. */
  diskGib: number;
  /** `undefined` where EC2 does not tell. */
  freeTier: boolean | undefined;
}

/** A machine that runs, or is about to, and counts against a quota. */
export interface Running {
  vcpus: number;
  /** Whose host it is, of this very lab; `undefined` for all others. */
  student: string | undefined;
}

/** What is known of EC2 in the region. */
export interface Ec2Facts {
  type: Attempted<MachineType | undefined>;
  /** Names of all types of x86 that the free tier covers here. */
  freeTypes: Attempted<readonly string[]>;
  /** Zones that offer the type. */
  zones: Attempted<readonly string[]>;
  /** Zones in which this lab has its network already. */
  ownZones: Attempted<readonly string[]>;
  image: Attempted<Image | undefined>;
  running: Attempted<readonly Running[]>;
  /** Networks, this lab's own among them or not. */
  networks: Attempted<{ count: number; own: boolean }>;
  vcpuQuota: Attempted<number>;
  networkQuota: Attempted<number>;
}

/** What is wanted of EC2. */
export interface Ec2Request {
  region: string;
  instanceType: string;
  ami: string | null;
  freeTierOnly: boolean;
  /** One host each. */
  students: readonly string[];
}
