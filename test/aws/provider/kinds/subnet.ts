import {
  CreateSubnetCommand,
  DeleteSubnetCommand,
  DescribeSubnetsCommand,
  ModifySubnetAttributeCommand,
  waitUntilSubnetAvailable,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { fromTags, specification, type Tags, tags } from "../tags.ts";
import { patience, takeAway, unlessGone } from "../waiting.ts";

interface Inputs {
  vpcId?: string;
  cidrBlock?: string;
  availabilityZone?: string;
  mapPublicIpOnLaunch?: boolean;
  tags?: Tags;
}

async function setPublic(SubnetId: string, { mapPublicIpOnLaunch }: Inputs, { ec2 }: Context) {
  const MapPublicIpOnLaunch = { Value: mapPublicIpOnLaunch ?? false };
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
}

export const subnet: Kind<Inputs, Inputs> = {
  inputs: {
    vpcId: "replaces",
    cidrBlock: "replaces",
    availabilityZone: "replaces",
    mapPublicIpOnLaunch: ({ id, inputs }: Changing<Inputs, Inputs>, context) => setPublic(id, inputs, context),
    tags,
  },
  async create({ vpcId, cidrBlock, availabilityZone, tags }, { ec2 }) {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId: vpcId,
        CidrBlock: cidrBlock,
        AvailabilityZone: availabilityZone,
        TagSpecifications: specification("subnet", tags),
      }),
    );
    return Subnet?.SubnetId ?? "";
  },
  async settle(id, inputs, context) {
    await waitUntilSubnetAvailable(patience(context), { SubnetIds: [id] });
    if (inputs.mapPublicIpOnLaunch) await setPublic(id, inputs, context);
  },
  async read(id, { ec2 }) {
    const found = await unlessGone(ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] })));
    const subnet = found?.Subnets?.[0];
    if (subnet === undefined) return undefined;
    return {
      vpcId: subnet.VpcId,
      cidrBlock: subnet.CidrBlock,
      availabilityZone: subnet.AvailabilityZone,
      mapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
      tags: fromTags(subnet.Tags),
    };
  },
  delete: (SubnetId, context) => takeAway(() => context.ec2.send(new DeleteSubnetCommand({ SubnetId })), context),
};
