import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Instance,
  type SecurityGroupRule,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { CHECKOUT } from "../../src/common/paths.ts";
import { makeKey } from "../../src/hosts/ssh-keys.ts";
import { ensurePulumi, type Pulumi } from "../../src/lab/pulumi/cli.ts";
import { pulumiCli } from "../lab/fixtures/pulumi.ts";
import { type Cloud, startCloud } from "./cloud/cloud.ts";
import { USER_AGENT } from "./provider/clients.ts";

jest.setTimeout(10 * 60_000);

const REGION = "eu-central-1";
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
const config = new pulumi.Config();
const settings = { region: config.require("region"), allowedAccountIds: config.getObject("accounts") };
const options = { provider: new aws.Provider("aws", settings) };
const tags = { lab: "one" };
const query = { owners: ["099720109477"], includeDeprecated: true, mostRecent: true,
  filters: [{ name: "name", values: ["ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-*"] }] };
const image = aws.ec2.getAmiOutput(query, options);
const zones = aws.ec2.getInstanceTypeOfferingsOutput(
  { locationType: "availability-zone", filters: [{ name: "instance-type", values: ["t3.micro"] }] }, options);
const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, tags }, options);
const subnet = new aws.ec2.Subnet("subnet",
  { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: zones.locations[0], tags }, options);
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id, tags }, options);
const table = new aws.ec2.DefaultRouteTable("table", { defaultRouteTableId: vpc.defaultRouteTableId, tags,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] }, options);
const group = new aws.ec2.SecurityGroup("group", { namePrefix: "lab-", vpcId: vpc.id, tags }, options);
const ssh = new aws.vpc.SecurityGroupIngressRule("ssh", { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 22,
  toPort: 22, cidrIpv4: config.get("from") ?? "192.0.2.1/32", tags }, options);
const out = new aws.vpc.SecurityGroupEgressRule("out",
  { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags }, options);
const key = new aws.ec2.KeyPair("key", { keyNamePrefix: "lab-", publicKey: config.requireSecret("key"), tags }, options);
const instance = new aws.ec2.Instance("instance", {
  ami: image.id, instanceType: "t3.micro", subnetId: subnet.id, vpcSecurityGroupIds: [group.id],
  associatePublicIpAddress: true, keyName: key.keyName,
  userDataBase64: config.requireSecret("data"), userDataReplaceOnChange: true,
  instanceInitiatedShutdownBehavior: "terminate",
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
  rootBlockDevice: { volumeType: "gp3", volumeSize: 10, encrypted: true, deleteOnTermination: true },
  creditSpecification: { cpuCredits: "standard" },
  tags: { ...tags, renewed: "at " + Date.now(), mood: config.get("mood") ?? "calm" }, volumeTags: tags,
  ...config.getObject("more"),
}, { ...options, dependsOn: [table, ssh, out], ignoreChanges: ["tags.renewed"] });
export const id = instance.id;
export const address = instance.publicIp;
`;
const PROJECT =
  "name: scratch\nruntime: {name: nodejs, options: {typescript: false}}\nmain: index.ts\noptions: {refresh: always}\n";
const SECRET = Buffer.from("#!/bin/sh\n: no one may read this").toString("base64");

let folder: string;
let key: string;
let pulumi: Pulumi;
let cloud: Cloud;
const { start, end, run, kill } = pulumiCli(() => ({ pulumi, folder, state: join(folder, "state"), env: cloud.env }));

/** A program of its own with labnote's modules and toolchain, a backend, and a stack. */
beforeEach(async () => {
  cloud = await startCloud({ boots: false });
  folder = await mkdtemp(join(tmpdir(), "labnote-provider-"));
  for (const name of ["node_modules", "toolchain", "test"]) await symlink(join(CHECKOUT, name), join(folder, name));
  await mkdir(join(folder, "state"));
  await writeFile(join(folder, "Pulumi.yaml"), PROJECT);
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  await writeFile(join(folder, "index.ts"), PROGRAM);
  pulumi = await ensurePulumi(() => {}, new AbortController().signal);
  await run("stack", "init", "dev");
  key = (await makeKey()).public;
  const settings = ["--plaintext", `region=${REGION}`, "--secret", `key=${key}`, "--secret", `data=${SECRET}`];
  await run("config", "set-all", ...settings);
});
afterEach(async () => {
  kill();
  await rm(folder, { recursive: true, force: true });
  await cloud[Symbol.asyncDispose]();
});

const ec2 = (): EC2Client => cloud.client(REGION);
const filter = (name: string, value: string) => ({ Filters: [{ Name: name, Values: [value] }] });
async function instances(region = REGION): Promise<Instance[]> {
  const { Reservations = [] } = await cloud.client(region).send(new DescribeInstancesCommand({}));
  return Reservations.flatMap(({ Instances = [] }) => Instances).filter(({ State }) => State?.Name !== "terminated");
}
async function onlyInstance(region = REGION): Promise<Instance & { InstanceId: string }> {
  const [instance, ...others] = await instances(region);
  expect(others).toEqual([]);
  return { ...instance, InstanceId: instance?.InstanceId ?? "no instance" };
}
async function rules(): Promise<SecurityGroupRule[]> {
  const { SecurityGroups = [] } = await ec2().send(new DescribeSecurityGroupsCommand(filter("tag:lab", "one")));
  const [group] = SecurityGroups.map(({ GroupId }) => GroupId ?? "");
  const { SecurityGroupRules = [] } = await ec2().send(
    new DescribeSecurityGroupRulesCommand(filter("group-id", group ?? "")),
  );
  return SecurityGroupRules;
}
/** The program's resources that EC2 has, independent of any state. */
async function left(region = REGION): Promise<(string | undefined)[]> {
  const client = cloud.client(region);
  const ours = filter("tag:lab", "one");
  const [vpcs, subnets, gateways, groups, keys, volumes] = await Promise.all([
    client.send(new DescribeVpcsCommand(ours)),
    client.send(new DescribeSubnetsCommand(ours)),
    client.send(new DescribeInternetGatewaysCommand(ours)),
    client.send(new DescribeSecurityGroupsCommand(ours)),
    client.send(new DescribeKeyPairsCommand(ours)),
    client.send(new DescribeVolumesCommand(ours)),
  ]);
  return [
    ...(vpcs.Vpcs ?? []).map(({ VpcId }) => VpcId),
    ...(subnets.Subnets ?? []).map(({ SubnetId }) => SubnetId),
    ...(gateways.InternetGateways ?? []).map(({ InternetGatewayId }) => InternetGatewayId),
    ...(groups.SecurityGroups ?? []).map(({ GroupId }) => GroupId),
    ...(keys.KeyPairs ?? []).map(({ KeyName }) => KeyName),
    ...(volumes.Volumes ?? []).map(({ VolumeId }) => VolumeId),
    ...(await instances(region)).map(({ InstanceId }) => InstanceId),
  ];
}
const tag = (instance: Instance, key: string) => instance.Tags?.find(({ Key }) => Key === key)?.Value;
const up = () => run("up", "--yes", "--skip-preview");
const changes = () => cloud.requests.filter(({ action }) => !action.startsWith("Describe")).map(({ action }) => action);

test("a program is previewed, made, found unchanged, and destroyed until nothing is left", async () => {
  expect(await run("preview")).toMatch(/\+ 11 to create/);
  expect(changes()).toEqual([]);
  await up();
  expect((await left()).length).toBe(7);
  const made = changes().length;
  expect(await run("up", "--yes")).toMatch(/11 unchanged/);
  expect(changes().length).toBe(made);
  await run("destroy", "--yes", "--skip-preview");
  expect(await left()).toEqual([]);
});

test("every property of an instance and every tag reaches EC2 in the call that makes it", async () => {
  await up();
  const [made, ...others] = cloud.requests.filter(({ action }) => action === "RunInstances");
  expect(others).toEqual([]);
  expect(made?.userAgent).toContain(USER_AGENT);
  const tagsOf = (resource: string, entries: object) =>
    Object.entries(entries).map(([key, value]) => `${resource} ${key}=${value}`);
  const { params = {} } = made ?? {};
  const sent = [1, 2].flatMap((spec) =>
    [1, 2, 3].flatMap((tag) => {
      const key = params[`TagSpecification.${spec}.Tag.${tag}.Key`];
      const value = params[`TagSpecification.${spec}.Tag.${tag}.Value`];
      return key === undefined ? [] : tagsOf(params[`TagSpecification.${spec}.ResourceType`] ?? "", { [key]: value });
    }),
  );
  expect(sent.sort()).toEqual([
    "instance lab=one",
    "instance mood=calm",
    expect.stringMatching(/^instance renewed=at \d+$/),
    "volume lab=one",
  ]);
  expect(params).toMatchObject({
    ImageId: "ami-0a0000000000f0ca1",
    InstanceType: "t3.micro",
    KeyName: expect.stringMatching(/^lab-/),
    UserData: SECRET,
    InstanceInitiatedShutdownBehavior: "terminate",
    "NetworkInterface.1.DeviceIndex": "0",
    "NetworkInterface.1.AssociatePublicIpAddress": "true",
    "NetworkInterface.1.SubnetId": expect.stringMatching(/^subnet-/),
    "NetworkInterface.1.SecurityGroupId.1": expect.stringMatching(/^sg-/),
    "MetadataOptions.HttpEndpoint": "enabled",
    "MetadataOptions.HttpTokens": "required",
    "MetadataOptions.HttpPutResponseHopLimit": "1",
    "CreditSpecification.CpuCredits": "standard",
    "BlockDeviceMapping.1.DeviceName": "/dev/sda1",
    "BlockDeviceMapping.1.Ebs.VolumeType": "gp3",
    "BlockDeviceMapping.1.Ebs.VolumeSize": "10",
    "BlockDeviceMapping.1.Ebs.Encrypted": "true",
    "BlockDeviceMapping.1.Ebs.DeleteOnTermination": "true",
  });
});

test("what is secret in the inputs is so in the state, also after a refresh", async () => {
  for (const change of [up, () => run("refresh", "--yes", "--skip-preview")]) {
    await change();
    const state = await run("stack", "export");
    for (const property of ["userDataBase64", "publicKey"]) expect(state).toContain(property);
    for (const value of [SECRET, key]) expect(state).not.toContain(value);
  }
});

test("a group has the rules of the program alone, and a changed one stays the same rule", async () => {
  await up();
  const ways = (list: SecurityGroupRule[]) =>
    list.map(({ IsEgress, IpProtocol, CidrIpv4 }) => `${IsEgress ? "out" : "in"} ${IpProtocol} ${CidrIpv4}`).sort();
  const before = await rules();
  expect(ways(before)).toEqual(["in tcp 192.0.2.1/32", "out -1 0.0.0.0/0"]);
  await run("config", "set", "from", "192.0.2.9/32");
  expect(await up()).toMatch(/~ 1 updated\n\s+10 unchanged/);
  const after = await rules();
  expect(ways(after)).toEqual(["in tcp 192.0.2.9/32", "out -1 0.0.0.0/0"]);
  const ids = (list: SecurityGroupRule[]) => list.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId).sort();
  expect(ids(after)).toEqual(ids(before));
});

test("a changed tag is changed on the instance; one that is ignored may be renewed by others", async () => {
  await up();
  const { InstanceId } = await onlyInstance();
  await run("config", "set", "mood", "merry");
  const renewed = { Resources: [InstanceId], Tags: [{ Key: "renewed", Value: "by others" }] };
  await ec2().send(new CreateTagsCommand(renewed));
  expect(await up()).toMatch(/~ 1 updated\n\s+10 unchanged/);
  const after = await onlyInstance();
  expect(after.InstanceId).toBe(InstanceId);
  expect([tag(after, "mood"), tag(after, "renewed")]).toEqual(["merry", "by others"]);
  expect(await up()).toMatch(/11 unchanged/);
});

test("a tag that others changed or added is put right", async () => {
  await up();
  const { InstanceId } = await onlyInstance();
  const Tags = ["mood", "strange"].map((Key) => ({ Key, Value: "by others" }));
  await ec2().send(new CreateTagsCommand({ Resources: [InstanceId], Tags }));
  expect(await up()).toMatch(/~ 1 updated\n\s+10 unchanged/);
  const after = await onlyInstance();
  expect([tag(after, "mood"), tag(after, "strange")]).toEqual(["calm", undefined]);
});

test("a terminated instance is made again, and one with other user data is made in place of the old", async () => {
  await up();
  const first = await onlyInstance();
  await ec2().send(new TerminateInstancesCommand({ InstanceIds: [first.InstanceId] }));
  expect(await up()).toMatch(/\+ 1 created\n\s+10 unchanged/);
  const second = await onlyInstance();
  expect(second.InstanceId).not.toBe(first.InstanceId);
  await run("config", "set", "--secret", "data", Buffer.from("#!/bin/sh\n: other").toString("base64"));
  expect(await up()).toMatch(/\+-1 replaced\n\s+10 unchanged/);
  expect((await onlyInstance()).InstanceId).not.toBe(second.InstanceId);
});

test("what EC2 lets change on an instance is changed on it", async () => {
  await up();
  const { InstanceId } = await onlyInstance();
  await run(
    ...["config", "set", "more"],
    JSON.stringify({
      instanceType: "t3.small",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: 12, encrypted: true, deleteOnTermination: true },
      volumeTags: { lab: "one", size: "12" },
    }),
  );
  expect(await up()).toMatch(/~ 1 updated\n\s+10 unchanged/);
  expect(await onlyInstance()).toMatchObject({
    ...{ InstanceId, InstanceType: "t3.small", State: { Name: "running" } },
    MetadataOptions: { HttpPutResponseHopLimit: 2 },
  });
  const { Volumes } = await ec2().send(new DescribeVolumesCommand(filter("tag:size", "12")));
  expect(Volumes).toEqual([expect.objectContaining({ Size: 12 })]);
  expect(await up()).toMatch(/11 unchanged/);
});

test("another region replaces everything, and what was in the first is gone", async () => {
  await up();
  await run("config", "set", "region", "us-east-1");
  await up();
  await onlyInstance("us-east-1");
  expect(await left()).toEqual([]);
});

test.each([
  ["monitoring", { monitoring: true }],
  ["metadataOptions.instanceMetadataTags", { metadataOptions: { instanceMetadataTags: "enabled" } }],
])("a property that is not served is refused before anything is made: %s", async (path, more) => {
  await run("config", "set", "more", JSON.stringify(more));
  await expect(run("preview")).rejects.toThrow(
    new RegExp(`property ${path} value .* has a problem: the provider for tests does not serve it`),
  );
});

test("a provider that gets an account's id replaces nothing, and from then on acts in no other account", async () => {
  await up();
  const { InstanceId } = await onlyInstance();
  await run("config", "set", "accounts", '["123456789012"]');
  expect(await up()).toMatch(/~ 1 updated\n\s+10 unchanged/);
  expect(await onlyInstance()).toMatchObject({ InstanceId });
  Object.assign(cloud.env, cloud.other.env);
  for (const command of ["up", "destroy"])
    await expect(run(command, "--yes", "--skip-preview")).rejects.toThrow(
      `AWS account ID not allowed: ${cloud.other.account}`,
    );
  expect(await run("stack", "export")).toContain(InstanceId);
  Object.assign(cloud.env, { AWS_ACCESS_KEY_ID: cloud.sdk.credentials.accessKeyId });
  await run("destroy", "--yes", "--skip-preview");
  expect(await left()).toEqual([]);
});

test("what EC2 refuses fails the update, in EC2's words", async () => {
  cloud.fail({
    action: "RunInstances",
    status: 400,
    code: "VcpuLimitExceeded",
    message: "You have asked for too much.",
  });
  await expect(up()).rejects.toThrow("api error VcpuLimitExceeded: You have asked for too much.");
  expect((await left()).length).toBe(5);
  cloud.mend();
  expect(await up()).toMatch(/\+ 1 created/);
});

test("what is in use is taken away as soon as it is not", async () => {
  await up();
  cloud.fail({ action: "DeleteSubnet", status: 400, code: "DependencyViolation", message: "It is in use.", times: 2 });
  await run("destroy", "--yes", "--skip-preview");
  expect(cloud.requests.filter(({ action }) => action === "DeleteSubnet").map(({ error }) => error)).toEqual([
    "DependencyViolation",
    "DependencyViolation",
    undefined,
  ]);
  expect(await left()).toEqual([]);
});

test("an update that is interrupted while an instance starts knows the instance", async () => {
  const action = "DescribeInstances";
  using held = cloud.hold({ action, matching: (params) => params["InstanceId.1"] !== undefined });
  const update = start("up", "--yes", "--skip-preview");
  const ended = end(update);
  await held.reached;
  update.kill("SIGINT");
  const { code } = await ended;
  expect(code).not.toBe(0);
  held.release();
  const { InstanceId } = await onlyInstance();
  expect(await run("stack", "export")).toContain(InstanceId);
  await run("destroy", "--yes", "--skip-preview");
  expect(await left()).toEqual([]);
});

test("an instance of an update that was killed is read by its id alone", async () => {
  using held = cloud.hold("RunInstances");
  const update = start("up", "--yes", "--skip-preview");
  const ended = end(update);
  await held.reached;
  update.kill("SIGKILL");
  await ended;
  held.release();
  await run("cancel", "--yes");
  const { InstanceId, PublicIpAddress } = await onlyInstance();
  const state = JSON.parse(await run("stack", "export"));
  const [{ resource }] = state.deployment.pending_operations;
  state.deployment.pending_operations = [];
  state.deployment.resources.push({ ...resource, id: InstanceId });
  await writeFile(join(folder, "adopted.json"), JSON.stringify(state));
  await run("stack", "import", "--file", "adopted.json");
  expect(await up()).toMatch(/11 unchanged/);
  expect(await run("stack", "output", "address")).toBe(`${PublicIpAddress}\n`);
  await run("destroy", "--yes", "--skip-preview");
  expect(await left()).toEqual([]);
});

test.each([undefined, "https://ec2.eu-central-1.amazonaws.com"])(
  "asks no server when the endpoint is %s",
  async (url) => {
    cloud.env.AWS_ENDPOINT_URL = url;
    await expect(run("preview")).rejects.toThrow("a test asks 127.0.0.1 only");
  },
);
