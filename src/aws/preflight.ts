import { LabError } from "../errors.ts";
import { type Answer, got, isForbidden, refusal } from "./answers.ts";
import { zoneFor } from "./instance-type.ts";
import { DISK_GIB } from "./machine.ts";

/** Who asks. */
export interface Caller {
  account: string;
  arn: string;
}

/** What is known of an account before anything else can be asked. */
export interface AccountSight {
  caller: Answer<Caller>;
  /** Of every region there is, by name: EC2's word for whether the account may use it. */
  regions: Answer<ReadonlyMap<string, string>>;
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
  /** Whether it is of this very lab. */
  own: boolean;
}

/** What is known of EC2 in the region. */
export interface Ec2Sight {
  type: Answer<MachineType | undefined>;
  /** Names of all types of x86 that the free tier covers here. */
  freeTypes: Answer<readonly string[]>;
  /** Zones that offer the type. */
  zones: Answer<readonly string[]>;
  image: Answer<Image | undefined>;
  running: Answer<readonly Running[]>;
  /** Networks, this lab's own among them or not. */
  networks: Answer<{ count: number; own: boolean }>;
  vcpuQuota: Answer<number>;
  networkQuota: Answer<number>;
}

/** What is wanted of EC2. */
export interface Wanted {
  region: string;
  instanceType: string;
  ami: string | null;
  freeTierOnly: boolean;
  /** How many hosts. */
  hosts: number;
}

const X86 = "x86_64";

/** Running On-Demand Standard instances (A, C, D, H, I, M, R, T, Z), in vCPUs; VPCs of a region. */
export const QUOTAS = { vcpus: ["ec2", "L-1216C47A"], networks: ["vpc", "L-F678F1CE"] } as const;

/** Whether a type counts against {@link QUOTAS}`.vcpus`: some families that begin with the same letters have quotas of their own. */
export const isStandard = (type: string): boolean => /^[acdhimrtz]/.test(type) && !/^(hpc|inf|dl|mac|trn)/.test(type);

/** What stands in the way before the region itself can be asked. Without credentials, that is all there is to say. */
export function accountProblems({ caller, regions }: AccountSight, region: string): LabError[] {
  if ("failure" in caller) return [refusal("sts:GetCallerIdentity", caller.failure)];
  if ("failure" in regions) return [refusal("ec2:DescribeRegions", regions.failure)];
  const status = regions.got.get(region);
  const usable = [...regions.got].filter(([, status]) => status !== "not-opted-in").map(([name]) => name);
  if (status === undefined)
    return [
      new LabError(`AWS has no region ${region}`, {
        remedy: `choose one of ${usable.sort().join(", ")}: \`npm start -- --set region=NAME\``,
      }),
    ];
  if (status === "not-opted-in")
    return [
      new LabError(`The region ${region} is not enabled for the account ${caller.got.account}`, {
        remedy: `enable it (https://console.aws.amazon.com/billing/home#/account, AWS Regions), or choose another: \`npm start -- --set region=NAME\``,
      }),
    ];
  return [];
}

/** Everything that stands in the way in the region, in one order always. */
export const ec2Problems = (seen: Ec2Sight, wanted: Wanted): LabError[] => [
  ...typeProblems(seen, wanted),
  ...imageProblems(seen, wanted),
  ...vcpuProblems(seen, wanted),
  ...networkProblems(seen, wanted),
];

function typeProblems(
  { type, freeTypes, zones }: Ec2Sight,
  { instanceType, region, freeTierOnly }: Wanted,
): LabError[] {
  if ("failure" in type) return [refusal("ec2:DescribeInstanceTypes", type.failure)];
  const choices = [...(got(freeTypes) ?? [])].sort().join(", ");
  const choose = `choose another${choices === "" ? "" : `, such as one that the free tier covers here: ${choices}`} (\`npm start -- --set instanceType=NAME\`)`;
  if (type.got === undefined)
    return [new LabError(`EC2 in ${region} has no type of machine ${instanceType}`, { remedy: choose })];
  const { architectures, freeTier } = type.got;
  const problems: LabError[] = [];
  if (!architectures.includes(X86))
    problems.push(
      new LabError(
        `${instanceType} is a machine of ${architectures.join(", ")}, and the exercises' images are for x86`,
        {
          remedy: choose,
        },
      ),
    );
  if (freeTierOnly && !freeTier)
    problems.push(
      new LabError(`${instanceType} is never covered by the free tier in ${region}`, {
        remedy: `${choose}; or pay for it: \`npm start -- --set freeTierOnly=false\``,
      }),
    );
  if ("failure" in zones) problems.push(refusal("ec2:DescribeInstanceTypeOfferings", zones.failure));
  else if (zoneFor(region, zones.got) === undefined)
    problems.push(new LabError(`No zone of ${region} offers ${instanceType}`, { remedy: choose }));
  return problems;
}

function imageProblems({ image }: Ec2Sight, { ami, region }: Wanted): LabError[] {
  if ("failure" in image) return [refusal("ec2:DescribeImages", image.failure)];
  const name = ami ?? "of Canonical's Ubuntu 20.04";
  const remedy =
    ami === null
      ? "name another image of Ubuntu for x86: `npm start -- --set ami=ami-…`"
      : `name an image of this region, or none: \`npm start -- --set ami=ami-…\`, or \`--unset ami\``;
  if (image.got === undefined) return [new LabError(`EC2 in ${region} has no image ${name}`, { remedy })];
  const { id, state, architecture, diskGib } = image.got;
  const wrong = [
    state === "available" ? "" : `is ${state}, and not available`,
    architecture === X86 ? "" : `is for ${architecture}, and the exercises' images are for x86`,
    // Canonical's are known to fit.
    ami === null || diskGib <= DISK_GIB ? "" : `needs a disk of ${diskGib} GiB, and a host has one of ${DISK_GIB}`,
  ];
  return wrong.filter(Boolean).map((what) => new LabError(`The image ${id} ${what}`, { remedy }));
}

function vcpuProblems({ type, running, vcpuQuota }: Ec2Sight, { instanceType, hosts, region }: Wanted): LabError[] {
  if ("failure" in running) return [refusal("ec2:DescribeInstances", running.failure)];
  const each = got(type)?.vcpus;
  const quota = got(vcpuQuota);
  if (each === undefined || quota === undefined || !isStandard(instanceType)) return unasked(vcpuQuota);
  const used = vcpusOfOthers(running.got);
  const needed = hosts * each;
  if (used + needed <= quota) return [];
  const room = Math.max(0, Math.floor((quota - used) / each));
  return [
    new LabError(
      `${count(hosts, "host")} of ${instanceType} need ${count(needed, "vCPU")}, and the account has ${quota} in ${region}${used === 0 ? "" : `, of which ${used} ${used === 1 ? "is" : "are"} in use`}`,
      {
        remedy: `${room === 0 ? "ask for more" : `make ${room} (\`npm start -- --set students=${room}\`), or ask for more`}: https://${region}.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/${QUOTAS.vcpus[1]}`,
      },
    ),
  ];
}

function networkProblems({ networks, networkQuota }: Ec2Sight, { region }: Wanted): LabError[] {
  if ("failure" in networks) return [refusal("ec2:DescribeVpcs", networks.failure)];
  const quota = got(networkQuota);
  if (quota === undefined) return unasked(networkQuota);
  const { count, own } = networks.got;
  if (own || count < quota) return [];
  return [
    new LabError(`The account has ${count} networks (VPCs) in ${region}, and may have no more than ${quota}`, {
      remedy: `delete one that is not used, or ask for more: https://${region}.console.aws.amazon.com/servicequotas/home/services/vpc/quotas/${QUOTAS.networks[1]}`,
    }),
  ];
}

/** A quota that one may not see hinders nobody, nor does one that has no value; whatever else went wrong is told. */
const unasked = (quota: Answer<number>): LabError[] =>
  "got" in quota || isUnknown(quota.failure) ? [] : [refusal("servicequotas:GetServiceQuota", quota.failure)];

const isUnknown = (failure: unknown): boolean =>
  isForbidden(failure) || (failure instanceof Error && failure.name === "NoSuchResourceException");

const vcpusOfOthers = (running: readonly Running[]): number =>
  running.filter(({ own }) => !own).reduce((sum, { vcpus }) => sum + vcpus, 0);

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Who and where, in one line. */
export const accountInWords = ({ account, arn }: Caller, region: string): string => `${account} (${arn}), ${region}`;

/** What was found in the region when nothing stands in the way, in one line. */
export function ec2InWords({ image, running, vcpuQuota, type }: Ec2Sight, { instanceType, region }: Wanted): string {
  const quota = got(vcpuQuota);
  const parts = [
    `${instanceType}${got(type)?.freeTier ? " (the free tier may cover it)" : ""}`,
    `image ${got(image)?.id} (${got(image)?.name})`,
    got(image)?.freeTier === false ? "which an account on the free plan may not be let have" : "",
    quota === undefined || !isStandard(instanceType)
      ? "vCPU quota unknown"
      : `${vcpusOfOthers(got(running) ?? [])} of ${quota} vCPUs in use by others`,
  ];
  return `${parts.filter(Boolean).join(", ")}, ${region}`;
}
