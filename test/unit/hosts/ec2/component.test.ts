import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { npm } from "../../../../src/common/advice.ts";
import { loadKind } from "../../../../src/hosts/kinds.ts";
import { thisSite } from "../../../../src/hosts/labels.ts";
import { type AllSettings, attempt, hostsIn, note, type Outcome, opened, settings } from "../mocked.ts";
import { ACCOUNT, aws, FOCAL, onEc2 } from "./world.ts";

const onAws = (changes: Partial<AllSettings> = {}) => hostsIn(aws, { ...onEc2, ...changes });
const allOf = ({ made }: Outcome, type: string) => made.filter((resource) => resource.type === type);
const oneOf = (outcome: Outcome, type: string) => allOf(outcome, type)[0] as Outcome["made"][number];
const INSTANCE = "aws:ec2/instance:Instance";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const warn = jest.spyOn(pulumi.log, "warn");
const fetched = jest.spyOn(globalThis, "fetch");
beforeEach(() => {
  jest.spyOn(Date, "now").mockReturnValue(Date.parse("2026-11-24T10:00:00Z"));
  warn.mockResolvedValue();
  fetched.mockImplementation(async () => new Response("198.51.100.9\n"));
});
afterEach(() => {
  delete process.env.LABNOTE_PUBLIC_ADDRESS;
  jest.clearAllMocks();
});

/** The tags of a resource of this name, in the lab of this program. */
const tagged = (name: string, more: { [tag: string]: string } = {}) => ({
  labnote: "id of lab",
  "labnote.checkout": thisSite().checkout,
  "labnote.machine": thisSite().machine,
  "labnote.stack": "class-a",
  "labnote.note": "notes/note.md",
  "labnote.expires": "2026-11-24T14:00:00.000Z",
  Name: `labnote-id of lab-${name}`,
  ...more,
});

test("each student has a host of the student's name, reached at its public address, with keys of its own", async () => {
  const { hosts } = await onAws();
  expect(hosts.map(({ value }) => value)).toEqual(
    ["mina", "jun"].map((name) => ({
      ...{ name, address: `198.51.100.${name.length}`, sshPort: 22, user: "ubuntu", ports: { 5000: 5000 } },
      ...{ hostKey: `ssh-ed25519 ${name}-host-key`, loginKey: `private ${name}-login-key` },
      ...{ kind: "ec2", base: "Ubuntu 20.04", images: [], id: `id of ${name}` },
      facts: {
        ...{ instance: `id of ${name}`, image: "ami-0f0ca100", "image name": FOCAL },
        ...{ region: "us-west-2", type: "t3.micro" },
      },
      unreachable: { parts: expect.arrayContaining([npm("start", "--set", "allowFrom=YOUR.ADDRESS")]) },
    })),
  );
});

test("a host and its user data are secrets, and stay so when they are read back", async () => {
  const outcome = await onAws();
  expect(outcome.hosts.map(({ secret }) => secret)).toEqual([true, true]);
  for (const { inputs, options } of allOf(outcome, INSTANCE)) {
    expect(opened(inputs.userDataBase64).secret).toBe(true);
    expect(options.additionalSecretOutputs).toEqual(expect.arrayContaining(["userData", "userDataBase64"]));
  }
});

test("all that is AWS's is of one provider, which acts in the chosen region and in the account of today's credentials alone", async () => {
  const outcome = await onAws();
  const providers = allOf(outcome, "pulumi:providers:aws");
  expect(providers.map(({ inputs }) => inputs)).toEqual([
    expect.objectContaining({ region: "us-west-2", allowedAccountIds: JSON.stringify([ACCOUNT]) }),
  ]);
  const theirs = outcome.made.filter(({ type }) => type.startsWith("aws:")).map(({ provider }) => provider);
  expect(new Set(theirs).size).toBe(1);
});

describe("the network", () => {
  test("is the lab's own, with a way out, in the first zone that offers the type", async () => {
    const outcome = await onAws();
    expect(oneOf(outcome, "aws:ec2/vpc:Vpc").inputs).toEqual({ cidrBlock: "10.0.0.0/16", tags: tagged("network") });
    expect(oneOf(outcome, "aws:ec2/subnet:Subnet").inputs).toEqual({
      ...{ vpcId: "id of network", cidrBlock: "10.0.0.0/24", availabilityZone: "us-west-2b" },
      tags: tagged("network"),
    });
    expect(oneOf(outcome, "aws:ec2/internetGateway:InternetGateway").inputs).toEqual({
      ...{ vpcId: "id of network", tags: tagged("network") },
    });
    expect(oneOf(outcome, "aws:ec2/defaultRouteTable:DefaultRouteTable").inputs).toEqual({
      defaultRouteTableId: "rtb-1",
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "id of network" }],
      tags: tagged("network"),
    });
    expect(outcome.called.find(({ token }) => token.includes("Offerings"))?.inputs).toEqual({
      locationType: "availability-zone",
      filters: [{ name: "instance-type", values: ["t3.micro"] }],
    });
  });

  test("stays in its zone, whichever offer the type later", async () => {
    const { options } = oneOf(await onAws(), "aws:ec2/subnet:Subnet");
    expect(options.ignoreChanges).toContain("availabilityZone");
  });

  test("lets everything out, and in what has a rule of its own: a port from a range", async () => {
    const outcome = await onAws({ allowFrom: ["203.0.113.7/32", "198.51.100.0/24", "203.0.113.7/32"] });
    expect(oneOf(outcome, "aws:ec2/securityGroup:SecurityGroup").inputs).toEqual({
      vpcId: "id of network",
      namePrefix: "labnote-",
      description: expect.stringMatching(/^[\w .:/()#,@[\]+=&;{}!$*-]+$/),
      tags: tagged("network"),
    });
    const rules = ["203.0.113.7/32", "198.51.100.0/24"].flatMap((range) =>
      [22, 5000].map((port) => ({
        ...{ securityGroupId: "id of network", ipProtocol: "tcp", fromPort: port, toPort: port, cidrIpv4: range },
        tags: tagged(`network-${port}-from-${range}`),
      })),
    );
    expect(allOf(outcome, INGRESS).map(({ inputs }) => inputs)).toEqual(rules);
    expect(oneOf(outcome, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs).toEqual({
      ...{ securityGroupId: "id of network", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
      tags: tagged("network-out"),
    });
  });

  test("lets the caller's own address in where nobody is named, and asks for it only then", async () => {
    const ranges = async (allowFrom: AllSettings["allowFrom"]) =>
      allOf(await onAws({ allowFrom }), INGRESS).map(({ inputs }) => inputs.cidrIpv4);
    expect(await ranges(["203.0.113.0/24"])).toEqual(["203.0.113.0/24", "203.0.113.0/24"]);
    expect(fetched).not.toHaveBeenCalled();
    expect(await ranges(null)).toEqual(["198.51.100.9/32", "198.51.100.9/32"]);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test("lets in the address that npm start told the user, also when another one answers a moment later", async () => {
    fetched.mockImplementationOnce(async () => new Response("203.0.113.77\n"));
    const plan = {
      settings: { ...settings, ...onEc2, allowFrom: null },
      note,
      site: { ...thisSite(), stack: "class-a" },
    };
    const letIn = (await loadKind("ec2")).preparations(plan).find(({ title }) => title === "Let in");
    const told = await letIn?.ensure(() => {}, new AbortController().signal);
    const ranges = allOf(await onAws({ allowFrom: null }), INGRESS).map(({ inputs }) => inputs.cidrIpv4);
    expect(ranges).toEqual([`${told}/32`, `${told}/32`]);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test.each([
    [["0.0.0.0/0"], 1],
    [["203.0.113.7/32", "0.0.0.0/0", "198.51.100.7/0"], 1],
    [["203.0.113.7/32", "10.0.0.0/8"], 0],
    [null, 0],
  ])("warns once when it lets everybody in: %j, %i warnings", async (allowFrom, warnings) => {
    await onAws({ allowFrom });
    expect(warn.mock.calls.map(([said]) => said)).toEqual(Array(warnings).fill(expect.stringContaining("allowFrom")));
  });
});

describe("an instance", () => {
  const instances = async (changes: Partial<AllSettings> = {}) => allOf(await onAws(changes), INSTANCE);

  test("is safe, and gone with all it had when it powers off", async () => {
    const { name, inputs } = oneOf(await onAws({ students: ["mina"] }), INSTANCE);
    const { userDataBase64, ...others } = inputs;
    expect(name).toBe("mina");
    expect(others).toEqual({
      ...{ ami: "ami-0f0ca100", instanceType: "t3.micro", keyName: "labnote-mina-1" },
      ...{ subnetId: "id of network", vpcSecurityGroupIds: ["id of network"], associatePublicIpAddress: true },
      userDataReplaceOnChange: true,
      instanceInitiatedShutdownBehavior: "terminate",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: 10, encrypted: true, deleteOnTermination: true },
      creditSpecification: { cpuCredits: "standard" },
      tags: tagged("mina", { "labnote.student": "mina", "labnote.image": FOCAL }),
      volumeTags: tagged("mina", { "labnote.student": "mina" }),
    });
  });

  test("is logged in to with the student's own key", async () => {
    const outcome = await onAws();
    expect(allOf(outcome, "aws:ec2/keyPair:KeyPair").map(({ inputs }) => inputs)).toEqual(
      ["mina", "jun"].map((student) => ({
        keyNamePrefix: `labnote-${student}-`,
        publicKey: `ssh-ed25519 ${student}-login-key`,
        tags: tagged(`${student}-login-key`, { "labnote.student": student }),
      })),
    );
  });

  test("gets user data with who it is, when it ends, and how much swap to make", async () => {
    const [mina, jun] = (await instances()).map(({ inputs }) => {
      const text = gunzipSync(Buffer.from(String(opened(inputs.userDataBase64).value), "base64")).toString();
      expect(text.startsWith("#cloud-config\n")).toBe(true);
      return parse(text);
    });
    expect(mina).toMatchObject({
      hostname: "mina",
      ssh_keys: { ed25519_private: "private mina-host-key", ed25519_public: "ssh-ed25519 mina-host-key" },
      users: [{ name: "ubuntu", ssh_authorized_keys: ["ssh-ed25519 mina-login-key"] }],
    });
    expect(jun).toMatchObject({ hostname: "jun", ssh_keys: { ed25519_private: "private jun-host-key" } });
    expect(JSON.stringify(mina.bootcmd)).toContain("labnote-swap@1024");
    const hours = mina.bootcmd.find((command: unknown) => JSON.stringify(command).includes("labnote-end"));
    expect(hours.at(-1)).toBe("4");
  });

  test.each([
    ["t2.micro", true],
    ["t3a.small", true],
    ["m7i-flex.large", false],
    ["c7i-flex.large", false],
    ["trn1.2xlarge", false],
  ])("of the type %s has a word about CPU credits: %s", async (instanceType, said) => {
    for (const { inputs } of await instances({ instanceType })) {
      expect(inputs.instanceType).toBe(instanceType);
      expect("creditSpecification" in inputs).toBe(said);
    }
  });

  test("waits for its rules and its way out, and is made anew rather than changed into another type", async () => {
    const outcome = await onAws();
    for (const { options } of allOf(outcome, INSTANCE)) {
      const waited = await Promise.all([options.dependsOn].flat().map(urnOf));
      expect(waited).toEqual([
        expect.stringMatching(/DefaultRouteTable::network$/),
        expect.stringMatching(/EgressRule::network-out$/),
        expect.stringMatching(/IngressRule::network-22-from-203.0.113.7\/32$/),
        expect.stringMatching(/IngressRule::network-5000-from-203.0.113.7\/32$/),
      ]);
      expect(options.replaceOnChanges).toEqual(["instanceType"]);
      expect(options.deleteBeforeReplace).toBe(true);
    }
  });

  test("is made from Canonical's newest image, and not anew for a newer one", async () => {
    const outcome = await onAws();
    expect(outcome.called.filter(({ token }) => token.includes("getAmi")).map(({ inputs }) => inputs)).toEqual([
      {
        owners: ["099720109477"],
        filters: [
          { name: "name", values: ["ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-*"] },
          { name: "architecture", values: ["x86_64"] },
          { name: "virtualization-type", values: ["hvm"] },
        ],
        ...{ includeDeprecated: true, mostRecent: true },
      },
    ]);
    const ignored = oneOf(outcome, INSTANCE).options.ignoreChanges;
    expect(ignored).toEqual(expect.arrayContaining(["ami", 'tags["labnote.image"]']));
  });

  test("is made from the image that was chosen, and anew for another choice", async () => {
    const outcome = await onAws({ ami: "ami-0c0ffee0" });
    expect(outcome.called.filter(({ token }) => token.includes("getAmi")).map(({ inputs }) => inputs)).toEqual([
      {
        filters: [{ name: "image-id", values: ["ami-0c0ffee0"] }],
        ...{ includeDeprecated: true, mostRecent: true },
      },
    ]);
    const { inputs, options } = oneOf(outcome, INSTANCE);
    expect(inputs).toMatchObject({ ami: "ami-0c0ffee0", tags: { "labnote.image": "mine" } });
    expect(options.ignoreChanges?.filter((path) => !path.includes("expires"))).toEqual([]);
    expect(outcome.hosts[0]?.value).toMatchObject({ base: "mine", facts: { "image name": "mine" } });
  });
});

test("everything on EC2 is tagged, in the region of the setting, and its end can be put off behind Pulumi's back", async () => {
  const outcome = await onAws();
  const rented = outcome.made.filter(({ type }) => type.startsWith("aws:"));
  const { inputs, name } = oneOf(outcome, "pulumi:providers:aws");
  // The SDK's own defaults stand beside it.
  expect(inputs).toMatchObject({ region: "us-west-2" });
  expect(Object.keys(inputs).filter((key) => /key|token|secret|profile|endpoint/i.test(key))).toEqual([]);
  for (const { inputs, options, provider, name: of } of rented) {
    expect(inputs.tags).toMatchObject(tagged(of));
    expect(options.ignoreChanges).toContain('tags["labnote.expires"]');
    expect(provider).toMatch(new RegExp(`pulumi:providers:aws::${name}::id of ${name}$`));
  }
  for (const { provider } of outcome.called) expect(provider).toMatch(/pulumi:providers:aws::/);
  for (const { options } of allOf(outcome, INSTANCE)) {
    expect(options.ignoreChanges).toContain('volumeTags["labnote.expires"]');
  }
});

test("a class has one network, and three keys and an instance a student", async () => {
  const made: number[] = [];
  for (const count of [1, 2, 5]) {
    const students = Array.from({ length: count }, (_, index) => `host-${index + 1}`);
    made.push((await onAws({ students })).made.length);
  }
  const [one = 0, two = 0, five = 0] = made;
  // With the component that holds them.
  expect(two - one).toBe(5);
  expect(five - two).toBe(3 * 5);
});

test("user data that EC2 would refuse are refused before anything is made", async () => {
  const long = randomBytes(20_000).toString("hex");
  const { made, failure } = await attempt(aws, { ...onEc2, students: ["mina", long] });
  expect(String(failure).replace(long, "LONG")).toMatch(/LONG are \d+ bytes when compressed, and EC2 takes 16384$/);
  expect(made).toEqual([]);
});

const urnOf = (resource: unknown) =>
  new Promise<string>((resolve) => void (resource as pulumi.Resource).urn.apply((urn) => resolve(urn)));
