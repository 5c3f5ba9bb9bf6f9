import {
  AuthorizeSecurityGroupEgressCommand,
  type AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupRulesCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  type RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroupRule,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { fromTags, specification, type Tags, tags } from "../tags.ts";
import { takeAway, unlessGone } from "../waiting.ts";

interface Inputs {
  securityGroupId: string;
  ipProtocol?: string;
  fromPort?: number;
  toPort?: number;
  cidrIpv4?: string;
  description?: string;
  tags?: Tags;
}
interface State extends Inputs {
  securityGroupRuleId?: string;
}

async function find(id: string, { ec2 }: Context): Promise<SecurityGroupRule | undefined> {
  const found = await unlessGone(ec2.send(new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [id] })));
  return found?.SecurityGroupRules?.[0];
}

const modify = ({ id, inputs }: Changing<Inputs, State>, { ec2 }: Context) =>
  ec2.send(
    new ModifySecurityGroupRulesCommand({
      GroupId: inputs.securityGroupId,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: id,
          SecurityGroupRule: {
            IpProtocol: inputs.ipProtocol,
            FromPort: inputs.fromPort,
            ToPort: inputs.toPort,
            CidrIpv4: inputs.cidrIpv4,
            Description: inputs.description,
          },
        },
      ],
    }),
  );

/** In which the two directions differ: both take and answer the same. */
interface Direction {
  authorize(
    input: AuthorizeSecurityGroupEgressCommandInput,
    context: Context,
  ): Promise<{ SecurityGroupRules?: SecurityGroupRule[] }>;
  revoke(input: RevokeSecurityGroupEgressCommandInput, context: Context): Promise<unknown>;
}

/** A group's rules, one CIDR each. */
function ruleKind({ authorize, revoke }: Direction): Kind<Inputs, State> {
  return {
    inputs: {
      securityGroupId: "replaces",
      ipProtocol: modify,
      fromPort: modify,
      toPort: modify,
      cidrIpv4: modify,
      description: modify,
      tags,
    },
    async create({ securityGroupId, ipProtocol, fromPort, toPort, cidrIpv4, description, tags }, context) {
      const IpRanges = [{ CidrIp: cidrIpv4, Description: description }];
      const { SecurityGroupRules } = await authorize(
        {
          GroupId: securityGroupId,
          IpPermissions: [{ IpProtocol: ipProtocol, FromPort: fromPort, ToPort: toPort, IpRanges }],
          TagSpecifications: specification("security-group-rule", tags),
        },
        context,
      );
      return SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? "";
    },
    async read(id, context) {
      const rule = await find(id, context);
      if (rule === undefined) return undefined;
      // EC2 says -1 where a protocol has no ports.
      const port = (number: number | undefined) => (number === -1 && rule.IpProtocol === "-1" ? undefined : number);
      return {
        securityGroupId: rule.GroupId ?? "",
        securityGroupRuleId: id,
        ipProtocol: rule.IpProtocol,
        fromPort: port(rule.FromPort),
        toPort: port(rule.ToPort),
        cidrIpv4: rule.CidrIpv4,
        description: rule.Description,
        tags: fromTags(rule.Tags),
      };
    },
    async delete(id, context) {
      const rule = await find(id, context);
      if (rule === undefined) return;
      await takeAway(() => revoke({ GroupId: rule.GroupId, SecurityGroupRuleIds: [id] }, context), context);
    },
  };
}

export const ingressRule = ruleKind({
  authorize: (input, { ec2 }) => ec2.send(new AuthorizeSecurityGroupIngressCommand(input)),
  revoke: (input, { ec2 }) => ec2.send(new RevokeSecurityGroupIngressCommand(input)),
});
export const egressRule = ruleKind({
  authorize: (input, { ec2 }) => ec2.send(new AuthorizeSecurityGroupEgressCommand(input)),
  revoke: (input, { ec2 }) => ec2.send(new RevokeSecurityGroupEgressCommand(input)),
});
