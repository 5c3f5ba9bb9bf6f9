import {
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupEgressCommand,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import type { Context, Kind } from "../kind.ts";
import { nameOf, refusalOfName } from "../names.ts";
import { fromTags, specification, type Tags, tags } from "../tags.ts";
import { takeAway, unlessGone } from "../waiting.ts";

interface Inputs {
  name?: string;
  namePrefix?: string;
  description?: string;
  vpcId?: string;
  tags?: Tags;
}
interface State extends Inputs {
  ownerId?: string;
}

async function find(id: string, { ec2 }: Context): Promise<SecurityGroup | undefined> {
  const found = await unlessGone(ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] })));
  return found?.SecurityGroups?.[0];
}

export const securityGroup: Kind<Inputs, State> = {
  inputs: { name: "replaces", namePrefix: "replaces", description: "replaces", vpcId: "replaces", tags },
  refusal: ({ name, namePrefix }) => refusalOfName(name, namePrefix),
  async create({ name, namePrefix, description, vpcId, tags }, { ec2 }) {
    const { GroupId = "" } = await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: nameOf(name, namePrefix),
        Description: description,
        VpcId: vpcId,
        TagSpecifications: specification("security-group", tags),
      }),
    );
    return GroupId;
  },
  /** EC2 lets everything out of a new group; the official provider takes that rule away. */
  async settle(id, _, context) {
    const IpPermissions = (await find(id, context))?.IpPermissionsEgress ?? [];
    if (IpPermissions.length > 0)
      await context.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: id, IpPermissions }));
  },
  async read(id, context) {
    const group = await find(id, context);
    return (
      group && {
        name: group.GroupName,
        description: group.Description,
        vpcId: group.VpcId,
        ownerId: group.OwnerId,
        tags: fromTags(group.Tags),
      }
    );
  },
  delete: (GroupId, context) => takeAway(() => context.ec2.send(new DeleteSecurityGroupCommand({ GroupId })), context),
};
