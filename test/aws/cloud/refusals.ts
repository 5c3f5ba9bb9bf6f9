import type { EC2Client, Filter } from "@aws-sdk/client-ec2";
import { DescribeInternetGatewaysCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { groupsOf, liveInstances } from "./instances.ts";
import { type ApiError, type Call, type Params, tagsOf } from "./wire.ts";

const USER_DATA_LIMIT = 16_384;

/**
 * What EC2 refuses and moto does not, with EC2's own codes
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html), and what labnote must never ask for.
 *
 * @param ec2 sees what is there.
 */
export async function refusal({ service, action, params }: Call, ec2: EC2Client): Promise<ApiError | undefined> {
  if (service !== "ec2") return undefined;
  return expiryInThePast(params) ?? (await rules[action]?.(params, ec2));
}

type Rule = (params: Params, ec2: EC2Client) => ApiError | undefined | Promise<ApiError | undefined>;

const rules: { [action: string]: Rule } = {
  RunInstances: ({ UserData = "", InstanceType = "", ...params }) => {
    if (Buffer.from(UserData, "base64").length > USER_DATA_LIMIT)
      return invalid(`User data is limited to ${USER_DATA_LIMIT} bytes`);
    if (/^t\d/.test(InstanceType) && params["CreditSpecification.CpuCredits"] === undefined)
      return invalid(`A rule of labnote's: without a credit specification ${InstanceType} is unlimited, and can cost`);
    return undefined;
  },
  DeleteSecurityGroup: async ({ GroupId = "" }, ec2) =>
    (await liveInstances(ec2)).some((instance) => groupsOf(instance).includes(GroupId))
      ? inUse(`resource ${GroupId} has a dependent object`)
      : undefined,
  DeleteSubnet: async ({ SubnetId = "" }, ec2) =>
    (await liveInstances(ec2)).some((instance) => instance.SubnetId === SubnetId)
      ? inUse(`The subnet '${SubnetId}' has dependencies and cannot be deleted.`)
      : undefined,
  DetachInternetGateway: async ({ VpcId = "" }, ec2) =>
    (await liveInstances(ec2)).some((instance) => instance.VpcId === VpcId && instance.PublicIpAddress !== undefined)
      ? inUse(
          `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
        )
      : undefined,
  DeleteVpc: async ({ VpcId = "" }, ec2) => {
    const of = (name: string): Filter[] => [{ Name: name, Values: [VpcId] }];
    const { InternetGateways = [] } = await ec2.send(
      new DescribeInternetGatewaysCommand({ Filters: of("attachment.vpc-id") }),
    );
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: of("vpc-id") }));
    const own = SecurityGroups.filter(({ GroupName }) => GroupName !== "default");
    return InternetGateways.length > 0 || own.length > 0
      ? inUse(`The vpc '${VpcId}' has dependencies and cannot be deleted.`)
      : undefined;
  },
};

/** A lab that has ended before it began is a mistake, whoever made it. */
function expiryInThePast(params: Params): ApiError | undefined {
  const expires = tagsOf(params)["labnote.expires"];
  return expires === undefined || Date.parse(expires) > Date.now()
    ? undefined
    : invalid(`A rule of labnote's: the tag labnote.expires must lie in the future, and is ${expires}`);
}

const invalid = (message: string): ApiError => ({ status: 400, code: "InvalidParameterValue", message });
const inUse = (message: string): ApiError => ({ status: 400, code: "DependencyViolation", message });
