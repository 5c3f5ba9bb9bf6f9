import {
  DefaultRouteTable,
  getInstanceTypeOfferingsOutput,
  InternetGateway,
  SecurityGroup,
  Subnet,
  Vpc,
} from "@pulumi/aws/ec2/index.js";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc/index.js";
import * as pulumi from "@pulumi/pulumi";
import { TYPES } from "../urns.ts";
import { zoneFor } from "./instance.ts";
import { EXPIRES, type TagsOf } from "./tags.ts";

/** What a {@link Network} is made from. */
export interface NetworkArgs {
  region: string;
  /** The hosts' type: not every zone offers every type. */
  instanceType: string;
  /** TCP ports that are open to the outside. */
  ports: readonly number[];
  /** IPv4 ranges that reach them. */
  allowFrom: readonly string[];
  tagsOf: TagsOf;
}

/** A lab's own network on EC2, since not every account has a default one, and the rules of who may reach into it. */
export class Network extends pulumi.ComponentResource {
  readonly subnetId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** What a host depends on to have the internet from its first second to its last. */
  readonly paths: pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, options: pulumi.ComponentResourceOptions) {
    super(TYPES.network, name, {}, options);
    const { region, instanceType, ports, allowFrom, tagsOf } = args;
    const kept: pulumi.CustomResourceOptions = { parent: this, ignoreChanges: EXPIRES };

    const vpc = new Vpc(name, { cidrBlock: "10.0.0.0/16", tags: tagsOf(name) }, kept);
    const offerings = getInstanceTypeOfferingsOutput(
      { locationType: "availability-zone", filters: [{ name: "instance-type", values: [instanceType] }] },
      { parent: this },
    );
    const subnet = new Subnet(
      name,
      {
        vpcId: vpc.id,
        cidrBlock: "10.0.0.0/24",
        availabilityZone: offerings.apply(({ locations }) => zoneFor(region, locations) as string),
        tags: tagsOf(name),
      },
      // Another zone may begin to offer the type; that must not replace the subnet.
      { ...kept, ignoreChanges: [...EXPIRES, "availabilityZone"] },
    );
    const gateway = new InternetGateway(name, { vpcId: vpc.id, tags: tagsOf(name) }, kept);
    const routes = new DefaultRouteTable(
      name,
      {
        defaultRouteTableId: vpc.defaultRouteTableId,
        routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
        tags: tagsOf(name),
      },
      kept,
    );

    // A changed description would replace the group.
    const group = new SecurityGroup(
      name,
      { vpcId: vpc.id, namePrefix: "labnote-", description: "Hosts of a lab", tags: tagsOf(name) },
      kept,
    );
    // A rule is named after what it lets in. So a changed address is a new rule, and no other rule changes.
    const ingress = allowFrom.flatMap((range) =>
      ports.map((port) => {
        const rule = `${name}-${port}-from-${range}`;
        return new SecurityGroupIngressRule(
          rule,
          {
            securityGroupId: group.id,
            ipProtocol: "tcp",
            fromPort: port,
            toPort: port,
            cidrIpv4: range,
            tags: tagsOf(rule),
          },
          kept,
        );
      }),
    );
    // The provider removes the egress rule that AWS makes.
    const egress = new SecurityGroupEgressRule(
      `${name}-out`,
      { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags: tagsOf(`${name}-out`) },
      kept,
    );

    this.subnetId = subnet.id;
    this.securityGroupId = group.id;
    this.paths = [routes, egress, ...ingress];
    this.registerOutputs({ subnetId: this.subnetId, securityGroupId: this.securityGroupId });
  }
}
