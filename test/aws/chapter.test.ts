import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  DescribeInstanceAttributeCommand,
  DescribeInstanceCreditSpecificationsCommand,
  DescribeInternetGatewaysCommand,
  DescribeKeyPairsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Instance,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { thisSite } from "../../src/hosts/labels.ts";
import { loadNote } from "../../src/note/load.ts";
import type { RunRecord } from "../../src/record/record.ts";
import type { Said } from "../lab/fixtures/evidence.ts";
import { root } from "../lab/fixtures/lab.ts";
import { type Call, tagsOf } from "./cloud/wire.ts";
import { aliveIn, type Ec2Lab, ec2Lab, instancesOf, onEc2, REGION, writes } from "./fixtures/ec2-lab.ts";

jest.setTimeout(15 * 60_000);

const NOTE = "notes/ch01-docker-basics.md";
/** Milliseconds. */
const HOUR = 3_600_000;
/** Of SSH and the chapter. */
const PORTS = [22, 5000, 6000];

/** What came of a command, and what there was after it. */
interface After {
  said: Said;
  calls: Call[];
  record: RunRecord;
  sight: Awaited<ReturnType<typeof look>>;
}

let made: Ec2Lab;
let first: After;
let again: After;
let down: After;

/** All that EC2 has in the region and that matters here. */
async function look(client: EC2Client) {
  const [vpcs, subnets, gateways, routes, groups, rules, keys, volumes, tags] = await Promise.all([
    client.send(new DescribeVpcsCommand({})),
    client.send(new DescribeSubnetsCommand({})),
    client.send(new DescribeInternetGatewaysCommand({})),
    client.send(new DescribeRouteTablesCommand({})),
    client.send(new DescribeSecurityGroupsCommand({})),
    client.send(new DescribeSecurityGroupRulesCommand({})),
    client.send(new DescribeKeyPairsCommand({})),
    client.send(new DescribeVolumesCommand({})),
    client.send(new DescribeTagsCommand({})),
  ]);
  const things = {
    vpcs: vpcs.Vpcs ?? [],
    subnets: subnets.Subnets ?? [],
    gateways: gateways.InternetGateways ?? [],
    routes: routes.RouteTables ?? [],
    groups: groups.SecurityGroups ?? [],
    rules: rules.SecurityGroupRules ?? [],
    keys: keys.KeyPairs ?? [],
    volumes: volumes.Volumes ?? [],
  };
  return { ...things, tags: tags.Tags ?? [] };
}

let instance: Instance;
let attributes: { [name: string]: string | undefined };

beforeAll(async () => {
  made = await ec2Lab({ baked: false });
  const { cloud, lab } = made;
  const after = async (command: string, ...args: string[]): Promise<After> => {
    const before = cloud.requests.length;
    const said = await lab.run(command, ...args);
    const calls = cloud.requests.slice(before);
    return { said, calls, record: await lab.record(), sight: await look(cloud.client(REGION)) };
  };
  first = await after("start", ...onEc2());
  [instance] = (await instancesOf(cloud)) as [Instance];
  attributes = await attributesOf(cloud.client(REGION), instance.InstanceId as string);
  again = await after("start", "--yes");
  down = await after("down");
});
afterAll(async () => {
  await made?.[Symbol.asyncDispose]();
});

async function attributesOf(client: EC2Client, InstanceId: string) {
  const attribute = (Attribute: "userData" | "instanceInitiatedShutdownBehavior") =>
    client.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute }));
  const [userData, shutdown, credits] = await Promise.all([
    attribute("userData"),
    attribute("instanceInitiatedShutdownBehavior"),
    client.send(new DescribeInstanceCreditSpecificationsCommand({ InstanceIds: [InstanceId] })),
  ]);
  return {
    userData: userData.UserData?.Value,
    shutdown: shutdown.InstanceInitiatedShutdownBehavior?.Value,
    credits: credits.InstanceCreditSpecifications?.[0]?.CpuCredits,
  };
}

const named = ({ calls }: After, action: string): Call[] => calls.filter((call) => call.action === action);

/** The tags of a thing that EC2 has. */
const tagged = ({ sight }: After, id: string | undefined): { [key: string]: string } =>
  Object.fromEntries(
    sight.tags.filter(({ ResourceId }) => ResourceId === id).map(({ Key = "", Value = "" }) => [Key, Value]),
  );

/** The ids of all things that are of the lab, by their tags. */
const ofTheLab = ({ sight }: After): string[] =>
  sight.tags.filter(({ Key }) => Key === "labnote").map(({ ResourceId = "" }) => ResourceId);

/** What every thing of the lab is tagged with. */
const common = () => ({
  labnote: expect.stringMatching(new RegExp(`^${made.lab.stack}-[0-9a-f]{8}$`)),
  "labnote.checkout": thisSite().checkout,
  "labnote.machine": thisSite().machine,
  "labnote.stack": made.lab.stack,
  "labnote.note": NOTE,
  "labnote.expires": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  Name: expect.stringMatching(new RegExp(`^labnote-${made.lab.stack}-[0-9a-f]{8}-[a-z0-9./-]+$`)),
});
const ofTheStudent = () => ({ ...common(), "labnote.student": "host-1" });
const IMAGE = "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250530";

describe("the chapter, on an instance that sets itself up", () => {
  test("passes in every step", async () => {
    const note = await loadNote(join(root, NOTE));
    const steps = note.sections.flatMap(({ steps }) => steps).length;
    expect(first.record.steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(first.said).toMatchObject({ code: 0, stderr: "" });
    expect(first.record.counts).toEqual({ passed: steps, failed: 0, skipped: 0 });
    expect(first.said.stdout).toContain(`host-1: ${steps} passed, 0 failed`);
  });

  test("is recorded with the instance, its image, region, type and end", () => {
    const { kind, base, facts, ends } = first.record.host;
    expect({ kind, base, facts }).toEqual({
      ...{ kind: "ec2", base: "Ubuntu 20.04" },
      facts: {
        instance: instance.InstanceId,
        image: instance.ImageId,
        "image name": IMAGE,
        region: REGION,
        type: "t3.micro",
      },
    });
    const left = Date.parse(ends as string) - Date.parse(first.record.started);
    expect(left).toBeGreaterThan(3 * HOUR);
    expect(left).toBeLessThanOrEqual(4 * HOUR + 1000);
  });

  test("leaves no key and no credentials in what it says, records and keeps in its state, and no user data there", async () => {
    const said = [first, again, down].flatMap(({ said }) => [said.stdout, said.stderr]);
    const kept = await filesBelow(join(root, "records", made.lab.stack), join(made.lab.folder, "data"));
    expect(kept.some((text) => text.includes(instance.InstanceId as string))).toBe(true);
    const secrets = {
      credentials: made.cloud.sdk.credentials.secretAccessKey,
      key: "PRIVATE KEY",
      "user data": attributes.userData as string,
    };
    const leaked = Object.entries(secrets).filter(([, secret]) =>
      [...said, ...kept].some((text) => text.includes(secret)),
    );
    expect(leaked.map(([what]) => what)).toEqual([]);
  });
});

async function filesBelow(...folders: string[]): Promise<string[]> {
  const lists = folders.map(async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8")));
  });
  return (await Promise.all(lists)).flat();
}

describe("what EC2 is asked for, and has:", () => {
  test("one instance of Canonical's newest image, whose metadata need a token and stop at its edge", () => {
    expect(named(first, "RunInstances").map(({ params }) => params)).toEqual([
      expect.objectContaining({
        ...{ ImageId: "ami-0a0000000000f0ca1", InstanceType: "t3.micro", MinCount: "1", MaxCount: "1" },
        ...{ "MetadataOptions.HttpTokens": "required", "MetadataOptions.HttpPutResponseHopLimit": "1" },
        "MetadataOptions.HttpEndpoint": "enabled",
      }),
    ]);
    expect(instance).toMatchObject({
      ...{ ImageId: "ami-0a0000000000f0ca1", InstanceType: "t3.micro", State: { Name: "running" } },
      MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 1, HttpEndpoint: "enabled" },
    });
  });

  test("one that is terminated when it shuts down, and cannot be charged for CPU credits", () => {
    expect(named(first, "RunInstances")[0]?.params).toMatchObject({
      InstanceInitiatedShutdownBehavior: "terminate",
      "CreditSpecification.CpuCredits": "standard",
    });
    expect(attributes).toMatchObject({ shutdown: "terminate", credits: "standard" });
  });

  test("one encrypted disk of 10 GiB, that goes with the instance", () => {
    const { params = {} } = named(first, "RunInstances")[0] ?? {};
    const disks = Object.keys(params).filter((name) => /^BlockDeviceMapping\.\d+\.DeviceName$/.test(name));
    expect(disks).toEqual(["BlockDeviceMapping.1.DeviceName"]);
    expect(params).toMatchObject({
      "BlockDeviceMapping.1.DeviceName": instance.RootDeviceName,
      "BlockDeviceMapping.1.Ebs.VolumeType": "gp3",
      "BlockDeviceMapping.1.Ebs.VolumeSize": "10",
      "BlockDeviceMapping.1.Ebs.Encrypted": "true",
      "BlockDeviceMapping.1.Ebs.DeleteOnTermination": "true",
    });
    expect(first.sight.volumes).toEqual([
      expect.objectContaining({ VolumeType: "gp3", Size: 10, Encrypted: true, State: "in-use" }),
    ]);
    const [volume] = first.sight.volumes;
    expect(instance.BlockDeviceMappings?.map(({ Ebs }) => [Ebs?.VolumeId, Ebs?.DeleteOnTermination])).toEqual([
      [volume?.VolumeId, true],
    ]);
  });

  test("user data within the limit, gzipped, that set the host up and end it", () => {
    const bytes = Buffer.from(attributes.userData as string, "base64");
    expect(bytes.length).toBeLessThanOrEqual(16_384);
    const text = gunzipSync(bytes).toString();
    expect(text).toMatch(/^#cloud-config\n/);
    for (const part of ["docker.io", "labnote-end.timer", "/swapfile"]) expect(text).toContain(part);
  });

  test("a network of the lab's own, in a zone that offers the type, with a way out", () => {
    const vpc = first.sight.vpcs.find(({ IsDefault }) => !IsDefault);
    const VpcId = vpc?.VpcId;
    expect(named(first, "CreateVpc").map(({ params }) => params.CidrBlock)).toEqual(["10.0.0.0/16"]);
    expect(named(first, "CreateSubnet").map(({ params }) => params)).toEqual([
      expect.objectContaining({ VpcId, CidrBlock: "10.0.0.0/24", AvailabilityZone: `${REGION}a` }),
    ]);
    expect(vpc).toMatchObject({ CidrBlock: "10.0.0.0/16" });
    const [subnet] = first.sight.subnets.filter((each) => each.VpcId === VpcId);
    expect(subnet).toMatchObject({ CidrBlock: "10.0.0.0/24", AvailabilityZone: `${REGION}a` });
    expect(instance).toMatchObject({ VpcId, SubnetId: subnet?.SubnetId, PublicIpAddress: expect.anything() });
    const gateway = first.sight.gateways.find(({ Attachments }) => Attachments?.[0]?.VpcId === VpcId);
    const table = first.sight.routes.find((each) => each.VpcId === VpcId);
    expect(table?.Routes).toContainEqual(
      expect.objectContaining({ DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway?.InternetGatewayId }),
    );
  });

  test("a rule for each port, from the caller's own address and from nowhere else, and one for the way out", () => {
    const from = `${made.cloud.callerAddress}/32`;
    const asked = named(first, "AuthorizeSecurityGroupIngress").map(({ params }) => ruleIn(params));
    expect(inOrder(asked)).toEqual(PORTS.map((port) => ({ protocol: "tcp", port, to: port, from })));
    const group = groupIn(first);
    const rules = first.sight.rules.filter(({ GroupId }) => GroupId === group?.GroupId);
    const ingress = rules.filter(({ IsEgress }) => !IsEgress);
    expect(
      inOrder(
        ingress.map(({ IpProtocol, FromPort, ToPort, CidrIpv4 }) => ({
          ...{ protocol: IpProtocol, port: FromPort, to: ToPort, from: CidrIpv4 },
        })),
      ),
    ).toEqual(PORTS.map((port) => ({ protocol: "tcp", port, to: port, from })));
    expect(rules.filter(({ IsEgress }) => IsEgress).map(({ IpProtocol, CidrIpv4 }) => [IpProtocol, CidrIpv4])).toEqual([
      ["-1", "0.0.0.0/0"],
    ]);
    expect(instance.NetworkInterfaces?.map(({ Groups }) => Groups?.map(({ GroupId }) => GroupId))).toEqual([
      [group?.GroupId],
    ]);
  });

  test("one key pair, a public key that labnote made", () => {
    const [asked, ...more] = named(first, "ImportKeyPair");
    expect(more).toEqual([]);
    expect(Buffer.from(asked?.params.PublicKeyMaterial ?? "", "base64").toString()).toMatch(/^ssh-ed25519 /);
    expect(first.sight.keys.map(({ KeyName }) => KeyName)).toEqual([instance.KeyName]);
    expect(instance.KeyName).toMatch(/^labnote-host-1-/);
  });

  test("tags on each thing as it is made: whose it is, which note it is for, and when it ends", () => {
    const makes = writes(first.calls).filter(({ action }) => /^(Create(?!Route$|Tags$)|Import|Authorize)/.test(action));
    expect(makes).toHaveLength(9);
    for (const { action, params } of makes)
      expect({ action, ...tagsOf(params) }).toEqual({
        ...{ action, ...(action === "ImportKeyPair" ? ofTheStudent() : common()) },
      });
    const { params = {} } = named(first, "RunInstances")[0] ?? {};
    const part = (prefix: string) =>
      tagsOf(Object.fromEntries(Object.entries(params).filter(([name]) => name.startsWith(prefix))));
    expect(params["TagSpecification.1.ResourceType"]).toBe("instance");
    expect(part("TagSpecification.1.")).toEqual({ ...ofTheStudent(), "labnote.image": IMAGE });
    expect(params["TagSpecification.2.ResourceType"]).toBe("volume");
    expect(part("TagSpecification.2.")).toEqual(ofTheStudent());
  });

  test("these tags, on every thing of the lab and its parts, with one end", () => {
    const { vpcs, subnets, gateways, routes, keys, volumes, rules } = first.sight;
    const VpcId = instance.VpcId;
    const group = groupIn(first);
    const shared = [
      VpcId,
      subnets.find((each) => each.VpcId === VpcId)?.SubnetId,
      gateways.find(({ Attachments }) => Attachments?.[0]?.VpcId === VpcId)?.InternetGatewayId,
      routes.find((each) => each.VpcId === VpcId)?.RouteTableId,
      group?.GroupId,
      ...rules
        .filter(({ GroupId }) => GroupId === group?.GroupId)
        .map(({ SecurityGroupRuleId }) => SecurityGroupRuleId),
    ];
    const own = [volumes[0]?.VolumeId, keys[0]?.KeyPairId];
    expect(vpcs.filter(({ IsDefault }) => !IsDefault)).toHaveLength(1);
    for (const id of shared) expect({ id, ...tagged(first, id) }).toEqual({ id, ...common() });
    for (const id of own) expect({ id, ...tagged(first, id) }).toEqual({ id, ...ofTheStudent() });
    expect(tagged(first, instance.InstanceId)).toEqual({ ...ofTheStudent(), "labnote.image": IMAGE });
    const things = [...shared, ...own, instance.InstanceId];
    expect(things).toHaveLength(12);
    expect(ofTheLab(first).sort()).toEqual(things.sort());
    expect(new Set(things.map((id) => tagged(first, id)["labnote.expires"])).size).toBe(1);
  });
});

/** A rule as a call asks for it: one port, from one range. */
const ruleIn = (params: Call["params"]) => {
  const parts = Object.keys(params).filter((name) => /Ranges\.\d+\.CidrIp|^IpPermissions\.\d+\.IpProtocol/.test(name));
  if (parts.length !== 2) throw new Error(`not one rule for one range: ${parts}`);
  return {
    protocol: params["IpPermissions.1.IpProtocol"],
    port: Number(params["IpPermissions.1.FromPort"]),
    to: Number(params["IpPermissions.1.ToPort"]),
    from: params["IpPermissions.1.IpRanges.1.CidrIp"],
  };
};
const inOrder = <Rule extends { port: number | undefined }>(rules: Rule[]): Rule[] =>
  rules.sort((a, b) => (a.port ?? 0) - (b.port ?? 0));

const groupIn = ({ sight }: After) => sight.groups.find(({ GroupName }) => GroupName?.startsWith("labnote-"));

describe("npm start, once more", () => {
  test("only moves the end, and runs nothing again", () => {
    expect(again.said).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("host-1: unchanged") });
    expect(again.record).toEqual(first.record);
    expect(writes(again.calls).map(({ action, params }) => ({ action, ...tagsOf(params) }))).toEqual([
      { action: "CreateTags", "labnote.expires": expect.anything() },
    ]);
    expect(ofTheLab(again).sort()).toEqual(ofTheLab(first).sort());
    for (const id of ofTheLab(again)) {
      const [before, after] = [tagged(first, id), tagged(again, id)].map((tags) =>
        Date.parse(tags["labnote.expires"] ?? ""),
      );
      expect(after).toBeGreaterThan(before as number);
    }
  });
});

describe("npm run down", () => {
  test("leaves nothing, says so, and keeps the record", async () => {
    expect(down.said).toMatchObject({ code: 0, stderr: "" });
    expect(down.said.stdout).toContain(
      `Nothing of the lab ${made.lab.stack} is left on EC2: no instance, no disk, no network, in all 3 regions`,
    );
    expect(await aliveIn(made.cloud)).toEqual([]);
    const { vpcs, subnets, gateways, routes, groups, keys, volumes } = down.sight;
    const [standard, ...more] = vpcs;
    expect({ gateways, keys, volumes, more }).toEqual({ gateways: [], keys: [], volumes: [], more: [] });
    // What an account has from the beginning.
    expect(standard?.IsDefault).toBe(true);
    for (const each of [...subnets, ...routes, ...groups]) expect(each.VpcId).toBe(standard?.VpcId);
    expect(groups.map(({ GroupName }) => GroupName)).toEqual(["default"]);
    expect(down.record).toEqual(first.record);
  });
});
