import { gzipSync } from "node:zlib";
import {
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DetachInternetGatewayCommand,
  EC2Client,
  type EC2ClientConfig,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { GetServiceQuotaCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { $ } from "zx";
import { docker } from "../../src/hosts/engine/cli.ts";
import type { Host } from "../../src/hosts/host.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import { connect } from "../../src/hosts/ssh/openssh.ts";
import { makeKey } from "../../src/hosts/ssh-keys.ts";
import { type Identity, LOGIN_USER, plainUserData } from "../../src/hosts/user-data.ts";
import { setUpText } from "../lab/fixtures/host.ts";
import { until } from "../until.ts";
import { newAccount, VCPUS, VPCS } from "./cloud/account.ts";
import { type Cloud, startCloud } from "./cloud/cloud.ts";

jest.setTimeout(15 * 60_000);

const REGION = "eu-central-1";
const IMAGE = "ami-0a0000000000f0ca1";

/** A network with one open port, for one instance. */
async function network(ec2: EC2Client, zone?: string) {
  const vpc = (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId as string;
  const subnet = (
    await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: "10.0.0.0/24", AvailabilityZone: zone }))
  ).Subnet?.SubnetId;
  const gateway = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId;
  await ec2.send(new AttachInternetGatewayCommand({ VpcId: vpc, InternetGatewayId: gateway }));
  const group = (await ec2.send(new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: "g", Description: "g" })))
    .GroupId as string;
  await open(ec2, group, 22, "198.51.100.7/32");
  return { vpc, subnet: subnet as string, gateway: gateway as string, group };
}

const open = (ec2: EC2Client, group: string, port: number, cidr: string) =>
  ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: group,
      IpPermissions: [{ IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges: [{ CidrIp: cidr }] }],
    }),
  );

const asks = (
  { subnet, group }: { subnet: string; group: string },
  changes: Partial<RunInstancesCommandInput> = {},
) => ({
  ImageId: IMAGE,
  InstanceType: "t3.micro" as const,
  MinCount: 1,
  MaxCount: 1,
  CreditSpecification: { CpuCredits: "standard" },
  InstanceInitiatedShutdownBehavior: "terminate" as const,
  NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: subnet, Groups: [group], AssociatePublicIpAddress: true }],
  ...changes,
});

const run = async (ec2: EC2Client, input: RunInstancesCommandInput): Promise<string> =>
  (await ec2.send(new RunInstancesCommand(input))).Instances?.[0]?.InstanceId as string;

async function look(ec2: EC2Client, id: string) {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const instance = Reservations?.[0]?.Instances?.[0];
  if (instance === undefined) throw new Error(`${id} is not there`);
  return instance;
}

describe("AWS without boots", () => {
  let cloud: Cloud;
  const client = (more: EC2ClientConfig = {}) => new EC2Client({ ...cloud.sdk, region: REGION, ...more });

  beforeAll(async () => {
    cloud = await startCloud({ boots: false });
  });
  // Each test makes a network of its own.
  beforeEach(() => {
    Object.assign(cloud.account.quotas, { [VPCS]: 100, [VCPUS]: 100 });
  });
  afterEach(() => {
    cloud.mend();
    Object.assign(cloud.account, newAccount());
  });
  afterAll(async () => await cloud[Symbol.asyncDispose]());

  test("keeps every call with its service, region, action and parameters", async () => {
    await new STSClient({ ...cloud.sdk, region: REGION }).send(new GetCallerIdentityCommand({}));
    await client().send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    expect(cloud.requests.slice(-2)).toEqual([
      expect.objectContaining({ service: "sts", region: REGION, action: "GetCallerIdentity", params: {} }),
      expect.objectContaining({ service: "ec2", action: "CreateVpc", params: { CidrBlock: "10.9.0.0/16" } }),
    ]);
  });

  test("has Canonical's images", async () => {
    const { Images = [] } = await client().send(
      new DescribeImagesCommand({
        Owners: ["099720109477"],
        Filters: [
          { Name: "name", Values: ["ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-*"] },
          { Name: "architecture", Values: ["x86_64"] },
        ],
      }),
    );
    expect(Images.map(({ ImageId }) => ImageId).sort()).toEqual(["ami-0a0000000000f0ca0", IMAGE]);
  });

  test("has the regions, quotas and plan that a test says", async () => {
    const { Regions = [] } = await client().send(new DescribeRegionsCommand({}));
    expect(Regions.map(({ RegionName }) => RegionName)).toEqual(cloud.account.regions);
    await expect(client({ region: "ap-south-1" }).send(new DescribeRegionsCommand({}))).rejects.toMatchObject({
      name: "AuthFailure",
    });
    const quotas = new ServiceQuotasClient({ ...cloud.sdk, region: REGION });
    const vcpus = new GetServiceQuotaCommand({ ServiceCode: "ec2", QuotaCode: VCPUS });
    cloud.account.quotas[VCPUS] = 5;
    expect((await quotas.send(vcpus)).Quota).toMatchObject({ Value: 5 });
    delete cloud.account.quotas[VCPUS];
    await expect(quotas.send(vcpus)).rejects.toMatchObject({ name: "NoSuchResourceException" });
  });

  test("refuses user data above 16 KB, and takes 16 KB", async () => {
    const net = await network(client());
    const data = (bytes: number) => Buffer.alloc(bytes, "#").toString("base64");
    await run(client(), asks(net, { UserData: data(16_384) }));
    await expect(run(client(), asks(net, { UserData: data(16_385) }))).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining("16384"),
    });
  });

  test("refuses a burstable type without a word on its credits, and an end in the past", async () => {
    const net = await network(client());
    await expect(run(client(), asks(net, { CreditSpecification: undefined }))).rejects.toMatchObject({
      message: expect.stringContaining("credit specification"),
    });
    const ending = (at: number) => ({
      TagSpecifications: [
        {
          ResourceType: "instance" as const,
          Tags: [{ Key: "labnote.expires", Value: new Date(at).toISOString() }],
        },
      ],
    });
    await expect(run(client(), asks(net, ending(Date.now() - 1_000)))).rejects.toMatchObject({
      message: expect.stringContaining("labnote.expires"),
    });
    await run(client(), asks(net, ending(Date.now() + 60_000)));
  });

  test("refuses an image of another architecture, and a type that the zone does not have", async () => {
    const ec2 = client({ region: "us-east-1" });
    const net = await network(ec2, "us-east-1a");
    await expect(run(ec2, asks(net, { ImageId: "ami-0a0000000000f0ca2" }))).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining("arm64"),
    });
    await expect(run(ec2, asks(await network(ec2, "us-east-1e")))).rejects.toMatchObject({ name: "Unsupported" });
    await run(ec2, asks(net));
  });

  test("refuses what goes beyond a quota", async () => {
    const ec2 = client({ region: "eu-west-1" });
    const net = await network(ec2);
    Object.assign(cloud.account.quotas, { [VCPUS]: 4, [VPCS]: 2 });
    await run(ec2, asks(net));
    await run(ec2, asks(net));
    await expect(run(ec2, asks(net))).rejects.toMatchObject({ name: "VcpuLimitExceeded" });
    await expect(network(ec2)).rejects.toMatchObject({ name: "VpcLimitExceeded" });
  });

  test("does once what comes twice with the same token", async () => {
    const net = await network(client());
    const twice = asks(net, { ClientToken: "one" });
    expect(await run(client(), twice)).toBe(await run(client(), twice));
    expect(await run(client(), asks(net, { ClientToken: "two" }))).not.toBe(await run(client(), twice));
  });

  test("refuses to delete what is in use, and deletes it afterwards", async () => {
    const net = await network(client());
    const id = await run(client(), asks(net));
    const deletions = [
      new DeleteSecurityGroupCommand({ GroupId: net.group }),
      new DeleteSubnetCommand({ SubnetId: net.subnet }),
      new DetachInternetGatewayCommand({ VpcId: net.vpc, InternetGatewayId: net.gateway }),
      new DeleteVpcCommand({ VpcId: net.vpc }),
    ] as const;
    const send = (command: (typeof deletions)[number]) => client().send(command as DeleteVpcCommand);
    for (const deletion of deletions) {
      await expect(send(deletion)).rejects.toMatchObject({ name: "DependencyViolation" });
    }
    await client().send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    const [group, subnet, gateway, vpc] = deletions;
    await send(subnet);
    // Group and gateway are left in it.
    await expect(send(vpc)).rejects.toMatchObject({ name: "DependencyViolation" });
    for (const deletion of [group, gateway]) await send(deletion);
    await client().send(new DeleteInternetGatewayCommand({ InternetGatewayId: net.gateway }));
    await send(vpc);
  });

  test("lets a call fail as often as a test says, and the SDK tries again", async () => {
    cloud.fail({
      ...{ action: "DescribeRegions", times: 2 },
      ...{ status: 503, code: "RequestLimitExceeded", message: "Request limit exceeded." },
    });
    const before = cloud.requests.length;
    await client().send(new DescribeRegionsCommand({}));
    expect(cloud.requests.slice(before).map(({ error }) => error)).toEqual([
      "RequestLimitExceeded",
      "RequestLimitExceeded",
      undefined,
    ]);
  });

  test("lets only those calls fail that are meant", async () => {
    const net = await network(client());
    cloud.fail({
      action: "RunInstances",
      matching: (params) => params.InstanceType === "t3.micro",
      ...{ status: 500, code: "InsufficientInstanceCapacity", message: "There is not enough capacity." },
    });
    await expect(run(client({ maxAttempts: 1 }), asks(net))).rejects.toMatchObject({
      name: "InsufficientInstanceCapacity",
      message: "There is not enough capacity.",
    });
    await run(client(), asks(net, { InstanceType: "t3.small" }));
  });

  test("keeps an answer back when EC2 has done what was asked", async () => {
    const net = await network(client());
    using held = cloud.hold("RunInstances");
    const abort = new AbortController();
    const sent = client().send(new RunInstancesCommand(asks(net)), { abortSignal: abort.signal });
    await held.reached;
    const { Reservations = [] } = await cloud
      .client(REGION)
      .send(new DescribeInstancesCommand({ Filters: [{ Name: "vpc-id", Values: [net.vpc] }] }));
    expect(Reservations.length).toBe(1);
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: "AbortError" });
  });

  test("does not answer for a region that is cut off, and does for the others", async () => {
    cloud.cut(REGION);
    await expect(client({ maxAttempts: 1 }).send(new DescribeRegionsCommand({}))).rejects.toThrow();
    await client({ region: "us-east-1" }).send(new DescribeRegionsCommand({}));
  });

  test("says an address of this machine for an instance that has one", async () => {
    const net = await network(client());
    expect((await look(client(), await run(client(), asks(net)))).PublicIpAddress).toMatch(/^127\.214\./);
    const { AssociatePublicIpAddress: _, ...without } = asks(net).NetworkInterfaces[0] as { [key: string]: unknown };
    const hidden = await run(client(), asks(net, { NetworkInterfaces: [without] }));
    expect((await look(client(), hidden)).PublicIpAddress).toBeUndefined();
  });

  test("tells a child the caller's address, and lets it reach nothing else", async () => {
    const child = `const ask = async (url) => (await fetch(url)).text();
      console.log((await ask("https://checkip.amazonaws.com")).trim());`;
    await cloud.comeFrom("203.0.113.9");
    const $child = $({ quiet: true, env: { ...process.env, ...cloud.env }, nothrow: true });
    expect((await $child`${process.execPath} --input-type=module --eval ${child}`).stdout).toBe("203.0.113.9\n");
  });
});

test("a cloud that saw somebody else's credentials fails its test", async () => {
  const cloud = await startCloud({ boots: false });
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" };
  const stranger = new EC2Client({ ...cloud.sdk, region: REGION, credentials });
  await expect(stranger.send(new DescribeRegionsCommand({}))).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  await expect(cloud[Symbol.asyncDispose]()).rejects.toThrow("credentials of somebody else");
});

test.each(["https://example.com", "http://example.com"])(
  "a child that asks for %s does not get there, and its test fails",
  async (url) => {
    const cloud = await startCloud({ boots: false });
    const $child = $({ quiet: true, env: { ...process.env, ...cloud.env }, nothrow: true });
    const { stdout } = await $child`${process.execPath} --input-type=module --eval ${`
    const answer = await fetch(${JSON.stringify(url)}).catch((error) => ({ status: "none" }));
    console.log(answer.status);`}`;
    expect(stdout).toMatch(/^(none|403)\n$/);
    await expect(cloud[Symbol.asyncDispose]()).rejects.toThrow("example.com");
  },
);

describe("an instance that boots", () => {
  async function boot(cloud: Cloud): Promise<{ id: string; net: Awaited<ReturnType<typeof network>>; host: Host }> {
    const ec2 = new EC2Client({ ...cloud.sdk, region: REGION });
    const [hostKey, login] = await Promise.all([makeKey(), makeKey()]);
    const identity: Identity = {
      ...{ hostname: "mina", hostKey, loginKey: login.public, mirror: null, hours: null, swap: 0 },
    };
    const userData = gzipSync(plainUserData(await setUpText(), identity)).toString("base64");
    const net = await network(ec2);
    const id = await run(ec2, asks(net, { UserData: userData }));
    const host: Host = {
      ...{ name: "mina", address: (await look(ec2, id)).PublicIpAddress as string, sshPort: 22, user: LOGIN_USER },
      ...{ hostKey: hostKey.public, loginKey: login.private, ports: {}, kind: "ec2", base: "", images: [], facts: {} },
      ...{ unreachable: "", id },
    };
    return { id, net, host };
  }
  const within = 300_000;
  /** Milliseconds: on a busy machine, shutting down takes long. */
  const ENDS = 120_000;
  const containers = (id: string) => docker(["ps", "--all", "--quiet", "--filter", `label=labnote.student=${id}`]);

  test("is reached at its address with its keys, and comes back from a reboot there", async () => {
    await using cloud = await startCloud();
    const { id, host } = await boot(cloud);
    const remote = await waitUntilReady(host, { within, images: ["nginx"] });
    expect((await remote.run("hostname", { timeout: 20_000 })).stdout).toBe("mina\n");
    await remote.run("sudo reboot", { timeout: 20_000 }).catch(() => {});
    await remote.close();
    await (await waitUntilReady(host, { within, images: [] })).close();
    expect((await look(cloud.client(REGION), id)).State?.Name).toBe("running");
  });

  test("is silent to a caller that no rule lets in, as soon as he comes from elsewhere", async () => {
    await using cloud = await startCloud();
    const { net, host } = await boot(cloud);
    await (await waitUntilReady(host, { within, images: [] })).close();
    await cloud.comeFrom("203.0.113.9");
    await expect(connect(host)).rejects.toMatchObject({ fault: "unreachable" });
    await open(new EC2Client({ ...cloud.sdk, region: REGION }), net.group, 22, "203.0.113.0/24");
    await (await connect(host)).close();
  });

  test.each(["systemctl exit 0", "poweroff"])(
    "that ends by %s is terminated, and its container goes",
    async (ending) => {
      await using cloud = await startCloud();
      const { id, host } = await boot(cloud);
      const remote = await waitUntilReady(host, { within, images: [] });
      await remote.run(`sudo ${ending}`, { timeout: 20_000 }).catch(() => {});
      await remote.close();
      const state = async () => (await look(cloud.client(REGION), id)).State?.Name;
      await until("it is terminated", async () => (await state()) === "terminated" || undefined, ENDS);
      await until("its container is gone", async () => (await containers(id)) === "" || undefined, ENDS);
    },
  );

  test("that is terminated goes, and its volume with it", async () => {
    await using cloud = await startCloud();
    const { id } = await boot(cloud);
    await new EC2Client({ ...cloud.sdk, region: REGION }).send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await until("the container is gone", async () => (await containers(id)) === "" || undefined, ENDS);
    const volumes = () => docker(["volume", "ls", "--quiet", "--filter", `label=labnote.student=${id}`]);
    await until("the volume is gone", async () => (await volumes()) === "" || undefined, ENDS);
  });
});
