import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import { type Attempted, awsFailure, got, isForbidden, isNowhere } from "../aws/failures.ts";
import type { Caller } from "../aws/identity.ts";
import { DISK_GIB, zoneFor } from "../instance.ts";
import type { AccountFacts, Ec2Facts, Ec2Request, Running } from "./facts.ts";

const X86 = "x86_64";

/** How a lab is made anew. */
const ANEW = advice`${npm("down")}, then ${npm("start")}`;

/** Running On-Demand Standard instances (A, C, D, H, I, M, R, T, Z), in vCPUs; VPCs of a region. */
export const QUOTAS = { vcpus: ["ec2", "L-1216C47A"], networks: ["vpc", "L-F678F1CE"] } as const;

/** Whether a type counts against {@link QUOTAS}`.vcpus`: some families that begin with the same letters have quotas of their own. */
export const isStandard = (type: string): boolean => /^[acdhimrtz]/.test(type) && !/^(hpc|inf|dl|mac|trn)/.test(type);

/** What stands in the way before the region itself can be asked. Without credentials, that is all there is to say. */
export function accountProblems({ caller, regions }: AccountFacts, region: string): LabError[] {
  if ("failure" in caller) return [awsFailure("sts:GetCallerIdentity", caller.failure)];
  if ("failure" in regions) return [awsFailure("ec2:DescribeRegions", regions.failure)];
  const status = regions.got.get(region);
  const usable = [...regions.got].filter(([, status]) => status !== "not-opted-in").map(([name]) => name);
  if (status === undefined)
    return [
      new LabError(`AWS has no region ${region}`, {
        remedy: advice`choose one of ${usable.sort().join(", ")}: ${npm("start", "--set", "region=NAME")}`,
      }),
    ];
  if (status === "not-opted-in")
    return [
      new LabError(`The region ${region} is not enabled for the account ${caller.got.account}`, {
        remedy: advice`enable it (https://console.aws.amazon.com/billing/home#/account, AWS Regions), or choose another: ${npm("start", "--set", "region=NAME")}`,
      }),
    ];
  return [];
}

/** Everything that stands in the way in the region, in one order always. */
export const ec2Problems = (seen: Ec2Facts, wanted: Ec2Request): LabError[] => [
  ...typeProblems(seen, wanted),
  ...imageProblems(seen, wanted),
  ...vcpuProblems(seen, wanted),
  ...networkProblems(seen, wanted),
];

function typeProblems(
  { type, freeTypes, zones, ownZones }: Ec2Facts,
  { instanceType, region, freeTierOnly }: Ec2Request,
): LabError[] {
  if ("failure" in type) return [awsFailure("ec2:DescribeInstanceTypes", type.failure)];
  const choices = [...(got(freeTypes) ?? [])].sort().join(", ");
  const choose = advice`choose another${choices === "" ? "" : `, such as one that the free tier covers here: ${choices}`} (${npm("start", "--set", "instanceType=NAME")})`;
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
        remedy: advice`${choose}; or pay for it: ${npm("start", "--set", "freeTierOnly=false")}`,
      }),
    );
  if ("failure" in zones) problems.push(awsFailure("ec2:DescribeInstanceTypeOfferings", zones.failure));
  else if (zoneFor(region, zones.got) === undefined)
    problems.push(new LabError(`No zone of ${region} offers ${instanceType}`, { remedy: choose }));
  else if ("failure" in ownZones) problems.push(awsFailure("ec2:DescribeSubnets", ownZones.failure));
  else if (ownZones.got.length > 0 && !ownZones.got.some((zone) => zones.got.includes(zone)))
    problems.push(
      new LabError(`${instanceType} is not offered in ${ownZones.got.join(", ")}, where the lab's network is`, {
        remedy: advice`${choose}, or take the lab down and make it anew: ${ANEW}`,
      }),
    );
  return problems;
}

function imageProblems({ image }: Ec2Facts, { ami, region }: Ec2Request): LabError[] {
  if ("failure" in image) return [awsFailure("ec2:DescribeImages", image.failure)];
  const name = ami ?? "of Canonical's Ubuntu 20.04";
  const remedy =
    ami === null
      ? advice`name another image of Ubuntu for x86: ${npm("start", "--set", "ami=ami-…")}`
      : advice`name an image of this region, or none: ${npm("start", "--set", "ami=ami-…")}, or ${npm("start", "--unset", "ami")}`;
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

function vcpuProblems({ type, running, vcpuQuota }: Ec2Facts, wanted: Ec2Request): LabError[] {
  const { instanceType, students, region } = wanted;
  if ("failure" in running) return [awsFailure("ec2:DescribeInstances", running.failure)];
  const each = got(type)?.vcpus;
  const quota = got(vcpuQuota);
  if (each === undefined || quota === undefined || !isStandard(instanceType)) return unasked(vcpuQuota);
  const others = othersOf(running.got, wanted);
  const used = vcpusOf(others);
  const hosts = students.length;
  const needed = hosts * each;
  if (used + needed <= quota) return [];
  const leaving = vcpusOf(others.filter(({ student }) => student !== undefined));
  const room = Math.max(0, Math.floor((quota - used) / each));
  const more = `ask for more: https://${region}.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/${QUOTAS.vcpus[1]}`;
  const fewer =
    room === 0 ? more : advice`make ${String(room)} (${npm("start", "--set", `students=${room}`)}), or ${more}`;
  return [
    new LabError(
      `${count(hosts, "host")} of ${instanceType} need ${count(needed, "vCPU")}, and the account has ${quota} in ${region}${used === 0 ? "" : `, of which ${areOrIs(used)} in use`}`,
      {
        remedy:
          used - leaving + needed <= quota
            ? advice`take the lab down first, since ${areOrIs(leaving)} of hosts that it would lose only after the new ones are made: ${ANEW}`
            : fewer,
      },
    ),
  ];
}

function networkProblems({ networks, networkQuota }: Ec2Facts, { region }: Ec2Request): LabError[] {
  if ("failure" in networks) return [awsFailure("ec2:DescribeVpcs", networks.failure)];
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
const unasked = (quota: Attempted<number>): LabError[] =>
  "got" in quota || isUnknown(quota.failure) ? [] : [awsFailure("servicequotas:GetServiceQuota", quota.failure)];

const isUnknown = (failure: unknown): boolean => isForbidden(failure) || isNowhere(failure);

/**
 * The machines that are there beside the hosts that are wanted. A student who stays keeps the one host, or loses it before another is made;
 * whoever is dropped loses it after all others are made, and what no lab knows any more stays.
 */
function othersOf(running: readonly Running[], { students }: Ec2Request): Running[] {
  const kept = new Set(students.map((name) => running.find(({ student }) => student === name)));
  return running.filter((machine) => !kept.has(machine));
}

const vcpusOf = (machines: readonly Running[]): number => machines.reduce((sum, { vcpus }) => sum + vcpus, 0);

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const areOrIs = (number: number): string => `${number} ${number === 1 ? "is" : "are"}`;

/** Who and where, in one line. */
export const accountInWords = ({ account, arn }: Caller, region: string): string => `${account} (${arn}), ${region}`;

/** What was found in the region when nothing stands in the way, in one line. */
export function ec2InWords({ image, running, vcpuQuota, type }: Ec2Facts, wanted: Ec2Request): string {
  const { instanceType, region } = wanted;
  const quota = got(vcpuQuota);
  const parts = [
    `${instanceType}${got(type)?.freeTier ? " (the free tier may cover it)" : ""}`,
    `image ${got(image)?.id} (${got(image)?.name})`,
    got(image)?.freeTier === false ? "which an account on the free plan may not be let have" : "",
    quota === undefined || !isStandard(instanceType)
      ? "vCPU quota unknown"
      : `${vcpusOf(othersOf(got(running) ?? [], wanted))} of ${quota} vCPUs in use by others`,
  ];
  return `${parts.filter(Boolean).join(", ")}, ${region}`;
}
