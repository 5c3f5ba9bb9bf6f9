import {
  DescribeImagesCommand,
  DescribeRegionsCommand,
  type EC2Client,
  type Instance,
  paginateDescribeInstances,
  paginateDescribeInstanceTypeOfferings,
  paginateDescribeInstanceTypes,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type Tag,
} from "@aws-sdk/client-ec2";
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  type ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { withTimeout } from "../../../common/abort.ts";
import { labelOf, type Site } from "../../labels.ts";
import { ec2Client, serviceQuotasClient } from "../aws/clients.ts";
import { attempt, isNowhere } from "../aws/failures.ts";
import { whoAmI } from "../aws/identity.ts";
import { homeOf } from "../aws/partitions.ts";
import { all } from "../aws/queries.ts";
import { imageQuery } from "../machine-image.ts";
import { isStandard, QUOTAS } from "./checks.ts";
import type { AccountFacts, Ec2Facts, Ec2Request, Image, InstanceType, Running } from "./facts.ts";

/** Milliseconds for all questions together, with the SDK's own retries. */
const LIMIT = 60_000;

/** Asks which account the credentials are of, and which regions there are. */
export async function gatherAccount(region: string, signal: AbortSignal): Promise<AccountFacts> {
  // A region that certainly exists: the chosen one may not.
  const home = homeOf(region);
  const soon = withTimeout(signal, LIMIT);
  const [caller, regions] = await Promise.all([attempt(whoAmI(region, soon)), attempt(regionsOf(home, soon))]);
  signal.throwIfAborted();
  return { caller, regions };
}

/** Asks EC2 in the region, side by side, for all that a lab there depends on. */
export async function gatherEc2(request: Ec2Request, site: Site, signal: AbortSignal): Promise<Ec2Facts> {
  const { region, instanceType, ami } = request;
  const client = ec2Client(region);
  const soon = withTimeout(signal, LIMIT);
  const quotas = serviceQuotasClient(region);
  const [type, freeTypes, zones, ownZones, image, running, networks, vcpuQuota, networkQuota] = await Promise.all([
    attempt(typeNamed(client, instanceType, soon)),
    attempt(freeTypesOf(client, soon)),
    attempt(zonesOffering(client, instanceType, soon)),
    attempt(zonesOf(client, site, soon)),
    attempt(newestImage(client, ami, soon)),
    attempt(runningInstances(client, site, soon)),
    attempt(networksOf(client, site, soon)),
    attempt(quotaOf(quotas, QUOTAS.vcpus, soon)),
    attempt(quotaOf(quotas, QUOTAS.networks, soon)),
  ]);
  client.destroy();
  quotas.destroy();
  signal.throwIfAborted();
  return { type, freeTypes, zones, ownZones, image, running, networks, vcpuQuota, networkQuota };
}

async function regionsOf(region: string, abortSignal: AbortSignal): Promise<Map<string, string>> {
  const client = ec2Client(region);
  try {
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({ AllRegions: true }), { abortSignal });
    return new Map(Regions.map(({ RegionName = "", OptInStatus = "" }) => [RegionName, OptInStatus]));
  } finally {
    client.destroy();
  }
}

async function typeNamed(client: EC2Client, name: string, abortSignal: AbortSignal): Promise<InstanceType | undefined> {
  // By a filter: for a name that it does not know, EC2 would answer with an error.
  const pages = paginateDescribeInstanceTypes(
    { client },
    { Filters: [{ Name: "instance-type", Values: [name] }] },
    { abortSignal },
  );
  const [type] = await all(pages, ({ InstanceTypes }) => InstanceTypes);
  if (type === undefined) return undefined;
  return {
    architectures: type.ProcessorInfo?.SupportedArchitectures ?? [],
    vcpus: type.VCpuInfo?.DefaultVCpus ?? 0,
    freeTier: type.FreeTierEligible ?? false,
  };
}

async function freeTypesOf(client: EC2Client, abortSignal: AbortSignal): Promise<string[]> {
  const pages = paginateDescribeInstanceTypes(
    { client },
    {
      Filters: [
        { Name: "free-tier-eligible", Values: ["true"] },
        { Name: "processor-info.supported-architecture", Values: ["x86_64"] },
      ],
    },
    { abortSignal },
  );
  return (await all(pages, ({ InstanceTypes }) => InstanceTypes)).map(({ InstanceType }) => InstanceType ?? "");
}

async function zonesOffering(client: EC2Client, type: string, abortSignal: AbortSignal): Promise<string[]> {
  const pages = paginateDescribeInstanceTypeOfferings(
    { client },
    { LocationType: "availability-zone", Filters: [{ Name: "instance-type", Values: [type] }] },
    { abortSignal },
  );
  return (await all(pages, ({ InstanceTypeOfferings }) => InstanceTypeOfferings)).map(({ Location = "" }) => Location);
}

async function zonesOf(client: EC2Client, site: Site, abortSignal: AbortSignal): Promise<string[]> {
  const pages = paginateDescribeSubnets({ client }, {}, { abortSignal });
  const own = (await all(pages, ({ Subnets }) => Subnets)).filter(({ Tags }) => isOfSite(Tags, site));
  return [...new Set(own.map(({ AvailabilityZone = "" }) => AvailabilityZone))];
}

async function newestImage(
  client: EC2Client,
  ami: string | null,
  abortSignal: AbortSignal,
): Promise<Image | undefined> {
  const { owners, filters } = imageQuery(ami);
  const { Images = [] } = await client.send(
    new DescribeImagesCommand({
      Owners: owners,
      Filters: filters.map(({ name, values }) => ({ Name: name, Values: values })),
      IncludeDeprecated: true,
    }),
    { abortSignal },
  );
  const [newest] = Images.sort((a, b) => (b.CreationDate ?? "").localeCompare(a.CreationDate ?? ""));
  if (newest === undefined) return undefined;
  const root = newest.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === newest.RootDeviceName);
  return {
    id: newest.ImageId ?? "",
    name: newest.Name ?? "",
    state: newest.State ?? "unknown",
    architecture: newest.Architecture ?? "unknown",
    diskGib: root?.Ebs?.VolumeSize ?? 0,
    freeTier: newest.FreeTierEligible,
  };
}

async function runningInstances(client: EC2Client, site: Site, abortSignal: AbortSignal): Promise<Running[]> {
  const counted = (await liveInstances(client, abortSignal)).filter(
    ({ InstanceType, InstanceLifecycle }) => InstanceLifecycle === undefined && isStandard(InstanceType ?? ""),
  );
  return counted.map(({ CpuOptions, Tags }) => ({
    vcpus: (CpuOptions?.CoreCount ?? 1) * (CpuOptions?.ThreadsPerCore ?? 1),
    student: isOfSite(Tags, site) ? tagOf(Tags, labelOf("student")) : undefined,
  }));
}

async function liveInstances(client: EC2Client, abortSignal: AbortSignal): Promise<Instance[]> {
  const pages = paginateDescribeInstances(
    { client },
    { Filters: [{ Name: "instance-state-name", Values: ["pending", "running"] }] },
    { abortSignal },
  );
  return (await all(pages, ({ Reservations }) => Reservations)).flatMap(({ Instances = [] }) => Instances);
}

async function networksOf(
  client: EC2Client,
  site: Site,
  abortSignal: AbortSignal,
): Promise<{ count: number; own: boolean }> {
  const vpcs = await all(paginateDescribeVpcs({ client }, {}, { abortSignal }), ({ Vpcs }) => Vpcs);
  return { count: vpcs.length, own: vpcs.some(({ Tags }) => isOfSite(Tags, site)) };
}

/** The account's own quota, or AWS's default: an account has its own only after somebody asked for another value. */
async function quotaOf(
  client: ServiceQuotasClient,
  [ServiceCode, QuotaCode]: readonly [string, string],
  abortSignal: AbortSignal,
): Promise<number> {
  const [which, options] = [{ ServiceCode, QuotaCode }, { abortSignal }];
  const { Quota } = await client.send(new GetServiceQuotaCommand(which), options).catch((failure: unknown) => {
    if (!isNowhere(failure)) throw failure;
    return client.send(new GetAWSDefaultServiceQuotaCommand(which), options);
  });
  return Quota?.Value ?? Number.POSITIVE_INFINITY;
}

const tagOf = (tags: readonly Tag[] | undefined, key: string): string | undefined =>
  tags?.find(({ Key }) => Key === key)?.Value;

const isOfSite = (tags: readonly Tag[] | undefined, { checkout, machine, stack }: Site): boolean =>
  Object.entries({ checkout, machine, stack }).every(
    ([word, value]) => tagOf(tags, labelOf(word as keyof Site)) === value,
  );
