import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteVpcCommand,
  DescribeTagsCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  type Tag,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { tagExpiry } from "../../src/hosts/ec2/cleanup/expiry-tags.ts";
import { studentsWhoseHostStays } from "../../src/hosts/ec2/preflight/existing-hosts.ts";
import { gatherEc2 } from "../../src/hosts/ec2/preflight/gather.ts";
import type { KnownResource } from "../../src/hosts/inventory.ts";
import type { Site } from "../../src/hosts/labels.ts";
import { VCPUS } from "./cloud/account.ts";
import { type Cloud, startCloud } from "./cloud/cloud.ts";

jest.setTimeout(5 * 60_000);

const region = "eu-central-1";
const wanted = { region, instanceType: "t3.micro", ami: null, freeTierOnly: true, students: ["mina"] };
const site: Site = { checkout: "/home/mina/labnote", machine: "laptop", stack: "lab" };
const neighbour: Site = { ...site, stack: "other" };
const { signal } = new AbortController();

let cloud: Cloud;
let network: string;
/** Instances by their student. */
const ids: { [student: string]: string } = {};

const tagsOf = ({ checkout, machine, stack }: Site, student?: string): Tag[] =>
  Object.entries({
    labnote: `${stack}-01234567`,
    "labnote.checkout": checkout,
    "labnote.machine": machine,
    "labnote.stack": stack,
    ...(student === undefined ? {} : { "labnote.student": student }),
  }).map(([Key, Value]) => ({ Key, Value }));

beforeAll(async () => {
  cloud = await startCloud({ boots: false });
  // The look's own clients find it as a user's would find AWS.
  for (const [name, value] of Object.entries(cloud.env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const ec2 = cloud.client(region);
  const made = await ec2.send(
    new CreateVpcCommand({
      CidrBlock: "10.0.0.0/16",
      TagSpecifications: [{ ResourceType: "vpc", Tags: tagsOf(site) }],
    }),
  );
  network = made.Vpc?.VpcId ?? "";
  await ec2.send(
    new CreateSubnetCommand({
      ...{ VpcId: network, CidrBlock: "10.0.0.0/24", AvailabilityZone: "eu-central-1c" },
      TagSpecifications: [{ ResourceType: "subnet", Tags: tagsOf(site) }],
    }),
  );
  const run = async (student: string, of: Site, InstanceType: "t3.micro" | "t3.small" = "t3.micro") => {
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({
        ...{ ImageId: "ami-0a0000000000f0ca1", InstanceType, MinCount: 1, MaxCount: 1 },
        TagSpecifications: [{ ResourceType: "instance", Tags: tagsOf(of, student) }],
      }),
    );
    ids[student] = Instances[0]?.InstanceId ?? "";
  };
  for (const student of ["mina", "jun"]) await run(student, site);
  await run("small", site, "t3.small");
  await run("theirs", neighbour);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [ids.jun as string] }));
});
afterAll(async () => await cloud?.[Symbol.asyncDispose]());

test("finds Canonical's newest image, the type, its zones and what the free tier covers", async () => {
  const { type, freeTypes, zones, image, vcpuQuota } = await gatherEc2(wanted, site, signal);
  expect(type).toEqual({ got: { architectures: expect.arrayContaining(["x86_64"]), vcpus: 2, freeTier: true } });
  expect(freeTypes).toEqual({ got: expect.arrayContaining(["t3.micro"]) });
  expect(freeTypes).toEqual({ got: expect.not.arrayContaining(["t4g.micro"]) });
  expect(zones).toEqual({ got: expect.arrayContaining([expect.stringMatching(/^eu-central-1[a-c]$/)]) });
  expect(image).toEqual({ got: expect.objectContaining({ id: "ami-0a0000000000f0ca1", state: "available" }) });
  expect(vcpuQuota).toEqual({ got: 32 });
});

test("tells the lab's own machines and network from others", async () => {
  const { running, networks } = await gatherEc2(wanted, site, signal);
  expect("got" in running && running.got.map(({ student }) => student).sort()).toEqual(["mina", "small", undefined]);
  expect(networks).toEqual({ got: { count: 2, own: true } });
  const { networks: neighbours } = await gatherEc2(wanted, neighbour, signal);
  expect(neighbours).toEqual({ got: { count: 2, own: false } });
});

test("tells the quota of all accounts where AWS has none for this one, and none where it has none at all", async () => {
  const { quotas, defaultQuotas } = cloud.account;
  try {
    cloud.account.quotas = {};
    cloud.account.defaultQuotas = { [VCPUS]: 5 };
    const { vcpuQuota, networkQuota } = await gatherEc2(wanted, site, signal);
    expect(vcpuQuota).toEqual({ got: 5 });
    expect(networkQuota).toEqual({ failure: expect.objectContaining({ name: "NoSuchResourceException" }) });
  } finally {
    Object.assign(cloud.account, { quotas, defaultQuotas });
  }
});

test("tells in which zone the lab's own network is", async () => {
  expect(await gatherEc2(wanted, site, signal)).toMatchObject({ ownZones: { got: ["eu-central-1c"] } });
  expect(await gatherEc2(wanted, neighbour, signal)).toMatchObject({ ownZones: { got: [] } });
});

test("a student's host stays when the state knows it, it runs, and is of the type and the image that are wanted", async () => {
  const known = Object.entries({ ...ids, lost: "i-0123456789abcdef0" }).map(([student, id]): KnownResource => {
    const type = "aws:ec2/instance:Instance";
    return { type, id, urn: `urn:pulumi:lab::labnote::${type}::${student}`, inputs: {}, outputs: {} };
  });
  const students = (changes: { ami?: string } = {}, of = known) =>
    studentsWhoseHostStays(of, { ...wanted, ...changes }, signal);
  expect(await students()).toEqual(new Set(["mina", "theirs"]));
  expect(await students({ ami: "ami-0a0000000000f0ca1" })).toEqual(new Set(["mina", "theirs"]));
  expect(await students({ ami: "ami-0a0000000000f0ca0" })).toEqual(new Set());
  const leaving = known.map((each) => (each.id === ids.mina ? { ...each, leaving: true as const } : each));
  expect(await students({}, leaving)).toEqual(new Set(["theirs"]));
  const asked = cloud.requests.length;
  expect(await students({}, [])).toEqual(new Set());
  expect(cloud.requests).toHaveLength(asked);
});

test("a new end is written on everything of the lab, and on nothing of others", async () => {
  const end = new Date(Date.now() + 3_600_000);
  await tagExpiry(region, site, end, signal);
  const { Tags = [] } = await cloud
    .client(region)
    .send(new DescribeTagsCommand({ Filters: [{ Name: "key", Values: ["labnote.expires"] }] }));
  const told = Tags.map(({ ResourceId, Value }) => [ResourceId, Value]);
  expect(told).toEqual(expect.arrayContaining([network, ids.mina, ids.small].map((id) => [id, end.toISOString()])));
  expect(told.map(([id]) => id)).not.toContain(ids.theirs);
});

test("the end is written on the resources that exist, though EC2 still lists tags of some that have just gone", async () => {
  const ec2 = cloud.client(region);
  const Tags = tagsOf(site);
  const made = await ec2.send(
    new CreateVpcCommand({ CidrBlock: "10.1.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] }),
  );
  const VpcId = made.Vpc?.VpcId ?? "";
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: "g", Description: "g" }));
  const rules = await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: ["203.0.113.7/32", "203.0.113.8/32"].map((CidrIp) => ({
        ...{ IpProtocol: "tcp", FromPort: 22, ToPort: 22 },
        IpRanges: [{ CidrIp }],
      })),
      TagSpecifications: [{ ResourceType: "security-group-rule", Tags }],
    }),
  );
  const SecurityGroupRuleIds =
    rules.SecurityGroupRules?.map(({ SecurityGroupRuleId = "" }) => SecurityGroupRuleId) ?? [];
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds }));
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
  await ec2.send(new DeleteVpcCommand({ VpcId }));
  const gone = [VpcId, ...SecurityGroupRuleIds];
  const remembered = await ec2.send(
    new DescribeTagsCommand({
      Filters: [
        { Name: "resource-id", Values: gone },
        { Name: "key", Values: ["labnote"] },
      ],
    }),
  );
  expect(remembered.Tags?.map(({ ResourceId }) => ResourceId)).toEqual(expect.arrayContaining(gone));
  const end = new Date(Date.now() + 7_200_000);
  await tagExpiry(region, site, end, signal);
  const Filters = [
    { Name: "key", Values: ["labnote.expires"] },
    { Name: "value", Values: [end.toISOString()] },
  ];
  const found = await ec2.send(new DescribeTagsCommand({ Filters }));
  const told = (found.Tags ?? []).map(({ ResourceId }) => ResourceId);
  expect(told).toEqual(expect.arrayContaining([network, ids.mina, ids.small]));
  for (const id of gone) expect(told).not.toContain(id);
});

test("what EC2 refuses for another reason is no thing that has gone", async () => {
  cloud.fail({ action: "CreateTags", status: 403, code: "UnauthorizedOperation", message: `Not on ${network}.` });
  await expect(tagExpiry(region, site, new Date(Date.now() + 7_200_000), signal)).rejects.toThrow(network);
  cloud.mend();
});
