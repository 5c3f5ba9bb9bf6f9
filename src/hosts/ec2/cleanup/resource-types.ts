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

/** What EC2 says of a thing that it has. */
export interface FoundResource {
  id: string | undefined;
  /** In EC2's word, where it has one: `running`. */
  state?: string | undefined;
  /** The network that it is attached to, where deleting it takes that. */
  vpc?: string | undefined;
}

/** How a question is asked. */
export interface Asking {
  abortSignal: AbortSignal;
}

/** A kind of thing that EC2 may hold of a lab. */
export interface ResourceType {
  /** With which its ids begin, up to the hyphen. */
  prefix: string;
  noun: string;
  /** Whether it costs money while it is there. */
  billable: boolean;
  /** States in which it is there no more. */
  gone?: readonly string[];
  /** States that end by themselves, soon, and cost nothing. */
  going?: readonly string[];
  /** What `look` needs, in IAM's words. */
  permission: string;
  /** Of those ids, the things that EC2 has; what is made and removed with another thing is not counted beside it. */
  look(client: EC2Client, ids: string[], options: Asking): Promise<FoundResource[]>;
  /** What deletes one, as arguments of `aws ec2`, one list a call. */
  remove(id: string, vpc: string | undefined): string[][];
}

/** In an order in which they can be deleted: what uses a thing comes before it. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  {
    prefix: "i",
    noun: "instance",
    // A stopped one, too: its disk is paid for.
    billable: true,
    gone: ["terminated"],
    going: ["shutting-down"],
    permission: "ec2:DescribeInstances",
    async look(client, ids, options) {
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
    going: ["deleting"],
    permission: "ec2:DescribeNatGateways",
    async look(client, ids, options) {
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
    async look(client, ids, options) {
      const found = await client.send(new DescribeAddressesCommand({ Filters: having("allocation-id", ids) }), options);
      return (found.Addresses ?? []).map(({ AllocationId: id }) => ({ id }));
    },
    remove: (id) => [["release-address", "--allocation-id", id]],
  },
  {
    prefix: "vol",
    noun: "volume",
    billable: true,
    going: ["deleting"],
    permission: "ec2:DescribeVolumes",
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
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
    async look(client, ids, options) {
      const pages = paginateDescribeVpcs({ client }, { Filters: having("vpc-id", ids) }, options);
      return (await all(pages, (page) => page.Vpcs)).map(({ VpcId: id }) => ({ id }));
    },
    remove: (id) => [["delete-vpc", "--vpc-id", id]],
  },
];

/** Rules have ids and tags, but live and end with their group. */
const PARTS: readonly string[] = ["sgr"];

/** The kind of a thing, by its id; `"part"` for what ends with another thing, `undefined` for what labnote does not know. */
export function resourceTypeOf(id: string): ResourceType | "part" | undefined {
  const prefix = id.replace(/-[0-9a-f]+$/, "");
  return PARTS.includes(prefix) ? "part" : RESOURCE_TYPES.find((kind) => kind.prefix === prefix);
}
