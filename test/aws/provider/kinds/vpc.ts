import {
  CreateVpcCommand,
  DeleteVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  ModifyVpcAttributeCommand,
  waitUntilVpcAvailable,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { fromTags, specification, type Tags, tags } from "../tags.ts";
import { patience, takeAway, unlessGone } from "../waiting.ts";

interface Inputs {
  cidrBlock?: string;
  enableDnsSupport?: boolean;
  enableDnsHostnames?: boolean;
  tags?: Tags;
}
interface State extends Inputs {
  defaultRouteTableId?: string;
  mainRouteTableId?: string;
  defaultSecurityGroupId?: string;
  ownerId?: string;
}

/** EC2 takes one attribute a call. */
async function setAttributes(VpcId: string, { enableDnsSupport, enableDnsHostnames }: Inputs, { ec2 }: Context) {
  if (enableDnsSupport !== undefined)
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: enableDnsSupport } }));
  if (enableDnsHostnames !== undefined)
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: enableDnsHostnames } }));
}
const attributes = ({ id, inputs }: Changing<Inputs, State>, context: Context) => setAttributes(id, inputs, context);

export const vpc: Kind<Inputs, State> = {
  inputs: { cidrBlock: "replaces", enableDnsSupport: attributes, enableDnsHostnames: attributes, tags },
  async create({ cidrBlock, tags }, { ec2 }) {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: cidrBlock, TagSpecifications: specification("vpc", tags) }),
    );
    return Vpc?.VpcId ?? "";
  },
  async settle(id, inputs, context) {
    await waitUntilVpcAvailable(patience(context), { VpcIds: [id] });
    await setAttributes(id, inputs, context);
  },
  async read(VpcId, { ec2 }) {
    const found = await unlessGone(ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] })));
    const vpc = found?.Vpcs?.[0];
    if (vpc === undefined) return undefined;
    const ofVpc = { Name: "vpc-id", Values: [VpcId] };
    const [support, hostnames, tables, groups] = await Promise.all([
      ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsSupport" })),
      ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsHostnames" })),
      ec2.send(new DescribeRouteTablesCommand({ Filters: [ofVpc, { Name: "association.main", Values: ["true"] }] })),
      ec2.send(new DescribeSecurityGroupsCommand({ Filters: [ofVpc, { Name: "group-name", Values: ["default"] }] })),
    ]);
    const table = tables.RouteTables?.[0]?.RouteTableId;
    return {
      cidrBlock: vpc.CidrBlock,
      enableDnsSupport: support.EnableDnsSupport?.Value,
      enableDnsHostnames: hostnames.EnableDnsHostnames?.Value,
      defaultRouteTableId: table,
      mainRouteTableId: table,
      defaultSecurityGroupId: groups.SecurityGroups?.[0]?.GroupId,
      ownerId: vpc.OwnerId,
      tags: fromTags(vpc.Tags),
    };
  },
  delete: (VpcId, context) => takeAway(() => context.ec2.send(new DeleteVpcCommand({ VpcId })), context),
};
