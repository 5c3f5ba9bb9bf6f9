import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import { type Attempted, awsFailure, got, isForbidden, isNowhere } from "../aws/failures.ts";
import type { Caller } from "../aws/identity.ts";
import { DISK_GIB, zoneFor } from "../instance.ts";
import type { AccountFacts, Ec2Facts, Ec2Request, Running } from "./facts.ts";

const X86 = "x86_64";

/** How a user replaces a lab. */
const REPLACE = advice`${npm("down")}, then ${npm("start")}`;

/** Running On-Demand Standard instances (A, C, D, H, I, M, R, T, Z), in vCPUs; VPCs of a region. */
export const QUOTAS = { vcpus: ["ec2", "L-1216C47A"], networks: ["vpc", "L-F678F1CE"] } as const;

/** Whether a type counts against {@link QUOTAS}`.vcpus`. Some families that begin with the same letters have quotas of their own. */
export const isStandard = (type: string): boolean => /^[acdhimrtz]/.test(type) && !/^(hpc|inf|dl|mac|trn)/.test(type);

/** What stands in the way before the region itself can be asked. Without credentials, that is the only problem. */
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

/** Everything that stands in the way in the region, always in the same order. */
export const ec2Problems = (facts: Ec2Facts, request: Ec2Request): LabError[] => [
  ...typeProblems(facts, request),
  ...imageProblems(facts, request),
  ...vcpuProblems(facts, request),
  ...networkProblems(facts, request),
];

function typeProblems(
  { type, freeTypes, zones, ownZones }: Ec2Facts,
  { instanceType, region, freeTierOnly }: Ec2Request,
): LabError[] {
  if ("failure" in type) return [awsFailure("ec2:DescribeInstanceTypes", type.failure)];
  const choices = [...(got(freeTypes) ?? [])].sort().join(", ");
  const choose = advice`choose another${choices === "" ? "" : `, such as one that the free tier covers here: ${choices}`} (${npm("start", "--set", "instanceType=NAME")})`;
  if (type.got === undefined)
    return [new LabError(`EC2 in ${region} has no instance type ${instanceType}`, { remedy: choose })];
  const { architectures, freeTier } = type.got;
  const problems: LabError[] = [];
  if (!architectures.includes(X86))
    problems.push(
      new LabError(
        `${instanceType} is an instance type for ${architectures.join(", ")}, but the exercises' images are for x86`,
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
        remedy: advice`${choose}, or replace the lab: ${REPLACE}`,
      }),
    );
  return problems;
}

function imageProblems({ image }: Ec2Facts, { ami, region }: Ec2Request): LabError[] {
  if ("failure" in image) return [awsFailure("ec2:DescribeImages", image.failure)];
  const name = ami ?? "of Canonical's Ubuntu 20.04";
  const remedy =
    ami === null
      ? advice`name another Ubuntu image for x86: ${npm("start", "--set", "ami=ami-…")}`
      : advice`name an image of this region, or none: ${npm("start", "--set", "ami=ami-…")}, or \`--unset ami\``;
  if (image.got === undefined) return [new LabError(`EC2 in ${region} has no image ${name}`, { remedy })];
  const { id, state, architecture, diskGib } = image.got;
  const wrong = [
    state === "available" ? "" : `is ${state}, and not available`,
    architecture === X86 ? "" : `is for ${architecture}, but the exercises' images are for x86`,
    // Canonical's images fit.
    ami === null || diskGib <= DISK_GIB ? "" : `needs a disk of ${diskGib} GiB, but a host has one of ${DISK_GIB}`,
  ];
  return wrong.filter(Boolean).map((what) => new LabError(`The image ${id} ${what}`, { remedy }));
}

function vcpuProblems({ type, running, vcpuQuota }: Ec2Facts, request: Ec2Request): LabError[] {
  const { instanceType, students, region } = request;
  if ("failure" in running) return [awsFailure("ec2:DescribeInstances", running.failure)];
  const each = got(type)?.vcpus;
  const quota = got(vcpuQuota);
  if (each === undefined || quota === undefined || !isStandard(instanceType)) return unasked(vcpuQuota);
  const others = othersOf(running.got, request);
  const used = vcpusOf(others);
  const hosts = students.length;
  const needed = hosts * each;
  if (used + needed <= quota) return [];
  const leaving = vcpusOf(others.filter(({ student }) => student !== undefined));
  const room = Math.max(0, Math.floor((quota - used) / each));
  const more = `ask AWS for more: https://${region}.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/${QUOTAS.vcpus[1]}`;
  const fewer =
    room === 0 ? more : advice`make ${String(room)} (${npm("start", "--set", `students=${room}`)}), or ${more}`;
  return [
    new LabError(
      `${count(hosts, "host")} of ${instanceType} need ${count(needed, "vCPU")}, and the account has ${quota} in ${region}${used === 0 ? "" : `, with ${used} in use`}`,
      {
        remedy:
          used - leaving + needed <= quota
            ? advice`take the lab down first: ${areOrIs(leaving)} used by hosts that ${npm("start")} removes only after it has made the new ones: ${REPLACE}`
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
    new LabError(`The account has ${count} networks (VPCs) in ${region}, and may not have more than ${quota}`, {
      remedy: `delete one that is not used, or ask AWS for more: https://${region}.console.aws.amazon.com/servicequotas/home/services/vpc/quotas/${QUOTAS.networks[1]}`,
    }),
  ];
}

/** A quota that the caller may not see, or that has no value, is no problem; any other failure is one. */
const unasked = (quota: Attempted<number>): LabError[] =>
  "got" in quota || isUnknown(quota.failure) ? [] : [awsFailure("servicequotas:GetServiceQuota", quota.failure)];

const isUnknown = (failure: unknown): boolean => isForbidden(failure) || isNowhere(failure);

/**
 * The running instances that count beside the hosts that are wanted. A student who stays has one host at a time: an old one is removed before a
 * new one is made. A student who leaves loses the host only after all others are made. Instances that no lab knows stay.
 */
function othersOf(running: readonly Running[], { students }: Ec2Request): Running[] {
  const kept = new Set(students.map((name) => running.find(({ student }) => student === name)));
  return running.filter((instance) => !kept.has(instance));
}

const vcpusOf = (instances: readonly Running[]): number => instances.reduce((sum, { vcpus }) => sum + vcpus, 0);

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const areOrIs = (number: number): string => `${number} ${number === 1 ? "is" : "are"}`;

/** Account, caller and region, in one line. */
export const accountInWords = ({ account, arn }: Caller, region: string): string => `${account} (${arn}), ${region}`;

/** What was found in the region when nothing stands in the way, in one line. */
export function ec2InWords({ image, running, vcpuQuota, type }: Ec2Facts, request: Ec2Request): string {
  const { instanceType, region } = request;
  const quota = got(vcpuQuota);
  const parts = [
    `${instanceType}${got(type)?.freeTier ? " (the free tier may cover it)" : ""}`,
    `image ${got(image)?.id} (${got(image)?.name})`,
    got(image)?.freeTier === false ? "which may not be available on the free plan" : "",
    quota === undefined || !isStandard(instanceType)
      ? "vCPU quota unknown"
      : `${vcpusOf(othersOf(got(running) ?? [], request))} of ${quota} vCPUs in use by others`,
  ];
  return `${parts.filter(Boolean).join(", ")}, ${region}`;
}
