import {
  DescribeAddressesCommand,
  DescribeKeyPairsCommand,
  type EC2Client,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSnapshots,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { all, having } from "../aws/queries.ts";

/** A thing, as EC2 describes it. */
export interface FoundResource {
  id: string | undefined;
  /** In EC2's own word, where it has one: `running`. */
  state?: string | undefined;
  /** The network that it is attached to, where the command that deletes it needs that. */
  vpc?: string | undefined;
}

/** Options of a call. */
export interface CallOptions {
  abortSignal: AbortSignal;
}

/** A type of thing that a lab may leave on EC2. */
export interface ResourceType {
  /** What its ids begin with, up to the hyphen. */
  prefix: string;
  noun: string;
  /** Whether it costs money while it is there. */
  billable: boolean;
  /** States in which it no longer exists. */
  gone?: readonly string[];
  /** States that end by themselves, soon, and cost nothing. */
  ending?: readonly string[];
  /** What `describe` needs, in IAM's words. */
  permission: string;
  /** The things of those ids that exist. What is made and removed together with another thing is left out. */
  describe(client: EC2Client, ids: string[], options: CallOptions): Promise<FoundResource[]>;
  /** The calls that delete one, each as arguments of `aws ec2`. */
  remove(id: string, vpc: string | undefined): string[][];
}

/** In an order in which they can be deleted: a thing stands before what it uses. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  {
    prefix: "i",
    noun: "instance",
    // A stopped one costs money, too: its disk.
    billable: true,
    gone: ["terminated"],
    ending: ["shutting-down"],
    permission: "ec2:DescribeInstances",
    async describe(client, ids, options) {
      const pages = paginateDescribeInstances({ client }, { Filters: having("instance-id", ids) }, options);
      const instances = (await all(pages, (page) => page.Reservations)).flatMap(({ Instances = [] }) => Instances);
      return instances.map(({ InstanceId: id, State }) => ({ id, state: State?.Name }));
    },
    remove: (id) => [
      ["terminate-instances", "--instance-ids", id],
      ["wait instance-terminated", "--instance-ids", id],
    ],
  },
  {
    prefix: "nat",
    noun: "NAT gateway",
    billable: true,
    gone: ["deleted"],
    ending: ["deleting"],
    permission: "ec2:DescribeNatGateways",
    async describe(client, ids, options) {
      const pages = paginateDescribeNatGateways({ client }, { Filter: having("nat-gateway-id", ids) }, options);
      return (await all(pages, (page) => page.NatGateways)).map(({ NatGatewayId: id, State: state }) => ({
        id,
        state,
      }));
    },
    remove: (id) => [
      ["delete-nat-gateway", "--nat-gateway-id", id],
      ["wait nat-gateway-deleted", "--nat-gateway-ids", id],
    ],
  },
  {
    prefix: "eipalloc",
    noun: "address",
    billable: true,
    permission: "ec2:DescribeAddresses",
    async describe(client, ids, options) {
      const found = await client.send(new DescribeAddressesCommand({ Filters: having("allocation-id", ids) }), options);
      return (found.Addresses ?? []).map(({ AllocationId: id }) => ({ id }));
    },
    remove: (id) => [["release-address", "--allocation-id", id]],
  },
  {
    prefix: "vol",
    noun: "volume",
    billable: true,
    ending: ["deleting"],
    permission: "ec2:DescribeVolumes",
    async describe(client, ids, options) {
      const pages = paginateDescribeVolumes({ client }, { Filters: having("volume-id", ids) }, options);
      return (await all(pages, (page) => page.Volumes)).map(({ VolumeId: id, State: state }) => ({ id, state }));
    },
    remove: (id) => [["delete-volume", "--volume-id", id]],
  },
  {
    prefix: "snap",
    noun: "snapshot",
    billable: true,
    permission: "ec2:DescribeSnapshots",
    async describe(client, ids, options) {
      const pages = paginateDescribeSnapshots(
        { client },
        { Filters: having("snapshot-id", ids), OwnerIds: ["self"] },
        options,
      );
      return (await all(pages, (page) => page.Snapshots)).map(({ SnapshotId: id, State: state }) => ({ id, state }));
    },
    remove: (id) => [["delete-snapshot", "--snapshot-id", id]],
  },
  {
    prefix: "eni",
    noun: "network interface",
    billable: false,
    permission: "ec2:DescribeNetworkInterfaces",
    async describe(client, ids, options) {
      const pages = paginateDescribeNetworkInterfaces(
        { client },
        { Filters: having("network-interface-id", ids) },
        options,
      );
      const interfaces = await all(pages, (page) => page.NetworkInterfaces);
      return interfaces.map(({ NetworkInterfaceId: id, Status: state }) => ({ id, state }));
    },
    remove: (id) => [["delete-network-interface", "--network-interface-id", id]],
  },
  {
    prefix: "subnet",
    noun: "subnet",
    billable: false,
    permission: "ec2:DescribeSubnets",
    async describe(client, ids, options) {
      const pages = paginateDescribeSubnets({ client }, { Filters: having("subnet-id", ids) }, options);
      return (await all(pages, (page) => page.Subnets)).map(({ SubnetId: id }) => ({ id }));
    },
    remove: (id) => [["delete-subnet", "--subnet-id", id]],
  },
  {
    prefix: "igw",
    noun: "internet gateway",
    billable: false,
    permission: "ec2:DescribeInternetGateways",
    async describe(client, ids, options) {
      const pages = paginateDescribeInternetGateways(
        { client },
        { Filters: having("internet-gateway-id", ids) },
        options,
      );
      const gateways = await all(pages, (page) => page.InternetGateways);
      return gateways.map(({ InternetGatewayId: id, Attachments = [] }) => ({ id, vpc: Attachments[0]?.VpcId }));
    },
    remove: (id, vpc) => [
      ...(vpc === undefined ? [] : [["detach-internet-gateway", "--internet-gateway-id", id, "--vpc-id", vpc]]),
      ["delete-internet-gateway", "--internet-gateway-id", id],
    ],
  },
  {
    prefix: "rtb",
    noun: "route table",
    billable: false,
    permission: "ec2:DescribeRouteTables",
    async describe(client, ids, options) {
      const pages = paginateDescribeRouteTables({ client }, { Filters: having("route-table-id", ids) }, options);
      const tables = await all(pages, (page) => page.RouteTables);
      // A network's main one is a part of it.
      const own = tables.filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main));
      return own.map(({ RouteTableId: id }) => ({ id }));
    },
    remove: (id) => [["delete-route-table", "--route-table-id", id]],
  },
  {
    prefix: "sg",
    noun: "security group",
    billable: false,
    permission: "ec2:DescribeSecurityGroups",
    async describe(client, ids, options) {
      const pages = paginateDescribeSecurityGroups({ client }, { Filters: having("group-id", ids) }, options);
      const groups = await all(pages, (page) => page.SecurityGroups);
      // A network's default one is a part of it.
      return groups.filter(({ GroupName }) => GroupName !== "default").map(({ GroupId: id }) => ({ id }));
    },
    remove: (id) => [["delete-security-group", "--group-id", id]],
  },
  {
    prefix: "key",
    noun: "key pair",
    billable: false,
    permission: "ec2:DescribeKeyPairs",
    async describe(client, ids, options) {
      const found = await client.send(new DescribeKeyPairsCommand({ Filters: having("key-pair-id", ids) }), options);
      return (found.KeyPairs ?? []).map(({ KeyPairId: id }) => ({ id }));
    },
    remove: (id) => [["delete-key-pair", "--key-pair-id", id]],
  },
  {
    prefix: "vpc",
    noun: "network (VPC)",
    billable: false,
    permission: "ec2:DescribeVpcs",
    async describe(client, ids, options) {
      const pages = paginateDescribeVpcs({ client }, { Filters: having("vpc-id", ids) }, options);
      return (await all(pages, (page) => page.Vpcs)).map(({ VpcId: id }) => ({ id }));
    },
    remove: (id) => [["delete-vpc", "--vpc-id", id]],
  },
];

/** Rules have ids and tags, but are made and deleted with their group. */
const PARTS: readonly string[] = ["sgr"];

/** The type of a thing, by its id; `"part"` for what is deleted with another thing, `undefined` for a type that labnote does not know. */
export function resourceTypeOf(id: string): ResourceType | "part" | undefined {
  const prefix = id.replace(/-[0-9a-f]+$/, "");
  return PARTS.includes(prefix) ? "part" : RESOURCE_TYPES.find((type) => type.prefix === prefix);
}
