import {
  DescribeImagesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  DescribeInternetGatewaysCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Filter,
  type _InstanceType as InstanceType,
} from "@aws-sdk/client-ec2";
import { type Account, VCPUS, VPCS } from "./account.ts";
import { groupsOf, liveInstances } from "./instances.ts";
import { type ApiError, type Call, listOf, type Params, tagsOf } from "./wire.ts";

/** What a refusal is decided by: the call, and what is there. */
type Rule = (params: Params, ec2: EC2Client, account: Account) => Promise<ApiError | undefined>;

/**
 * What EC2 refuses and moto does not, with EC2's own codes
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html), and what labnote must never ask for.
 */
export async function refusal(
  { service, action, params }: Call,
  ec2: EC2Client,
  account: Account,
): Promise<ApiError | undefined> {
  if (service !== "ec2") return undefined;
  for (const rule of [expiryInThePast, ...(rules[action] ?? [])]) {
    const error = await rule(params, ec2, account);
    if (error !== undefined) return error;
  }
  return undefined;
}

const USER_DATA_LIMIT = 16_384;

/** A lab that has ended before it began is a mistake. */
const expiryInThePast: Rule = async (params) => {
  const expires = tagsOf(params)["labnote.expires"];
  return expires === undefined || Date.parse(expires) > Date.now()
    ? undefined
    : invalid(`A rule of labnote's: the tag labnote.expires must lie in the future, and is ${expires}`);
};

const userDataTooLong: Rule = async ({ UserData = "" }) =>
  Buffer.from(UserData, "base64").length > USER_DATA_LIMIT
    ? invalid(`User data is limited to ${USER_DATA_LIMIT} bytes`)
    : undefined;

const unlimitedCredits: Rule = async ({ InstanceType = "", ...params }) =>
  /^t\d/.test(InstanceType) && params["CreditSpecification.CpuCredits"] === undefined
    ? invalid(`A rule of labnote's: without a credit specification ${InstanceType} is unlimited, and can cost`)
    : undefined;

const otherArchitecture: Rule = async ({ InstanceType = "", ImageId = "" }, ec2) => {
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Filters: one("image-id", ImageId) }));
  const type = await typeOf(ec2, InstanceType);
  const [image, runs] = [Images[0]?.Architecture, type?.ProcessorInfo?.SupportedArchitectures ?? []];
  return image === undefined || type === undefined || runs.includes(image)
    ? undefined
    : invalid(
        `The architecture '${runs}' of the specified instance type does not match the architecture '${image}' of the specified AMI.`,
      );
};

const notInZone: Rule = async ({ InstanceType = "", ...params }, ec2) => {
  const SubnetId = params.SubnetId ?? params["NetworkInterface.1.SubnetId"];
  if (SubnetId === undefined) return undefined;
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: one("subnet-id", SubnetId) }));
  const zone = Subnets[0]?.AvailabilityZone ?? "";
  const { InstanceTypeOfferings = [] } = await ec2.send(
    new DescribeInstanceTypeOfferingsCommand({
      LocationType: "availability-zone",
      Filters: one("instance-type", InstanceType),
    }),
  );
  return zone === "" || InstanceTypeOfferings.some(({ Location }) => Location === zone)
    ? undefined
    : {
        status: 400,
        code: "Unsupported",
        message: `Your requested instance type (${InstanceType}) is not supported in your requested Availability Zone (${zone}).`,
      };
};

const overVcpuQuota: Rule = async ({ InstanceType = "", MaxCount = "1" }, ec2, { quotas }) => {
  const limit = quotas[VCPUS] ?? 0;
  const live = (await liveInstances(ec2)).map(({ InstanceType = "" }) => InstanceType);
  const all = [...live, ...Array<string>(Number(MaxCount)).fill(InstanceType)];
  const vcpus = await Promise.all(all.map(async (type) => (await typeOf(ec2, type))?.VCpuInfo?.DefaultVCpus ?? 0));
  return vcpus.reduce((sum, each) => sum + each, 0) <= limit
    ? undefined
    : {
        status: 400,
        code: "VcpuLimitExceeded",
        message: `You have requested more vCPU capacity than your current vCPU limit of ${limit} allows for the instance bucket that the specified instance type belongs to.`,
      };
};

const overVpcQuota: Rule = async (_, ec2, { quotas }) => {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  return Vpcs.length < (quotas[VPCS] ?? 0)
    ? undefined
    : { status: 400, code: "VpcLimitExceeded", message: "The maximum number of VPCs has been reached." };
};

const groupInUse: Rule = async ({ GroupId = "" }, ec2) =>
  (await liveInstances(ec2)).some((instance) => groupsOf(instance).includes(GroupId))
    ? inUse(`resource ${GroupId} has a dependent object`)
    : undefined;

const subnetInUse: Rule = async ({ SubnetId = "" }, ec2) =>
  (await liveInstances(ec2)).some((instance) => instance.SubnetId === SubnetId)
    ? inUse(`The subnet '${SubnetId}' has dependencies and cannot be deleted.`)
    : undefined;

const addressesInUse: Rule = async ({ VpcId = "" }, ec2) =>
  (await liveInstances(ec2)).some((instance) => instance.VpcId === VpcId && instance.PublicIpAddress !== undefined)
    ? inUse(
        `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      )
    : undefined;

const vpcInUse: Rule = async ({ VpcId = "" }, ec2) => {
  const { InternetGateways = [] } = await ec2.send(
    new DescribeInternetGatewaysCommand({ Filters: one("attachment.vpc-id", VpcId) }),
  );
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: one("vpc-id", VpcId) }));
  const own = SecurityGroups.filter(({ GroupName }) => GroupName !== "default");
  return InternetGateways.length > 0 || own.length > 0
    ? inUse(`The vpc '${VpcId}' has dependencies and cannot be deleted.`)
    : undefined;
};

/** How EC2 names a thing that is gone, by the beginning of its id, and how it is asked for. */
const things: { readonly [prefix: string]: { code: string; known(ec2: EC2Client, id: string): Promise<unknown[]> } } = {
  vpc: {
    code: "InvalidVpcID.NotFound",
    known: async (ec2, id) => (await ec2.send(new DescribeVpcsCommand({ Filters: one("vpc-id", id) }))).Vpcs ?? [],
  },
  sgr: {
    code: "InvalidSecurityGroupRuleId.NotFound",
    async known(ec2, id) {
      const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
      return SecurityGroupRules.filter(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id);
    },
  },
};

/** None of the things is tagged when one of them is gone. The answer names only those of the first kind in the list. */
const goneThings: Rule = async (params, ec2) => {
  const ids = listOf(params, "ResourceId");
  for (const [prefix, { code, known }] of Object.entries(things)) {
    const those = ids.filter((id) => id.startsWith(`${prefix}-`));
    const found = await Promise.all(those.map((id) => known(ec2, id)));
    const gone = those.filter((_, at) => found[at]?.length === 0);
    if (gone.length > 0) return { status: 400, code, message: `The ID '${gone.join(", ")}' does not exist` };
  }
  return undefined;
};

/** By the call; the first rule that refuses counts. */
const rules: { readonly [action: string]: readonly Rule[] } = {
  RunInstances: [userDataTooLong, unlimitedCredits, otherArchitecture, notInZone, overVcpuQuota],
  CreateVpc: [overVpcQuota],
  CreateTags: [goneThings],
  DeleteSecurityGroup: [groupInUse],
  DeleteSubnet: [subnetInUse],
  DetachInternetGateway: [addressesInUse],
  DeleteVpc: [vpcInUse],
};

const one = (name: string, value: string): Filter[] => [{ Name: name, Values: [value] }];

async function typeOf(ec2: EC2Client, name: string) {
  const { InstanceTypes = [] } = await ec2.send(
    new DescribeInstanceTypesCommand({ InstanceTypes: [name as InstanceType] }),
  );
  return InstanceTypes[0];
}

const invalid = (message: string): ApiError => ({ status: 400, code: "InvalidParameterValue", message });
const inUse = (message: string): ApiError => ({ status: 400, code: "DependencyViolation", message });
