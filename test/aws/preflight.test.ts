import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  RunInstancesCommand,
  type Tag,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { thisSite } from "../../src/hosts/labels.ts";
import type { Said } from "../lab/fixtures/evidence.ts";
import { root, type TestLab, testLab } from "../lab/fixtures/lab.ts";
import { type Cloud, startCloud } from "./cloud/cloud.ts";
import type { Fault } from "./cloud/faults.ts";

jest.setTimeout(5 * 60_000);

const REGION = "eu-central-1";
const NO_IMAGE = "ami-0123456789abcdef0";

let cloud: Cloud;
let lab: TestLab;
let note: string;
let untouched: Cloud["account"];

beforeAll(async () => {
  cloud = await startCloud({ boots: false });
  untouched = structuredClone(cloud.account);
  // For all commands of the lab, the one that takes it down at the end among them.
  for (const [name, value] of Object.entries(cloud.env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  lab = await testLab();
  note = await lab.writeNote("# Small\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
});
afterEach(() => {
  cloud.mend();
  Object.assign(cloud.account, structuredClone(untouched));
  cloud.requests.length = 0;
});
afterAll(async () => {
  try {
    await lab?.[Symbol.asyncDispose]();
  } finally {
    await cloud?.[Symbol.asyncDispose]();
  }
});

/** All that some test changes is set each time, since settings are kept. */
const settings = (changes: { [key: string]: string } = {}): string[] =>
  Object.entries({
    ...{ target: "ec2", region: REGION, note, students: "1" },
    ...{ instanceType: "t3.micro", ami: "auto", freeTierOnly: "true" },
    ...changes,
  }).flatMap(([key, value]) => ["--set", `${key}=${value}`]);

/** `npm start` of a lab on EC2, by somebody who agrees to what it costs. */
const start = (changes: { [key: string]: string } = {}): Promise<Said> =>
  lab.run("start", ...settings(changes), "--yes");

/** Calls that may have changed something. */
const changes = () => cloud.requests.map(({ action }) => action).filter((action) => !/^(Describe|Get)/.test(action));

const count = (text: string, words: string) => text.split(words).length - 1;

describe("what stands in the way stops npm start before the first resource:", () => {
  afterEach(() => expect(changes()).toEqual([]));

  test("no credentials, which is one problem", async () => {
    const nobody = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    const { code, stderr } = await lab.run("start", ...settings(), "--yes", nobody);
    expect(code).toBe(1);
    expect(stderr).toMatch(/There are no AWS credentials\n {2}because: .*\n {2}try: `aws configure`/);
    expect(count(stderr, "try:")).toBe(1);
    expect(cloud.requests).toEqual([]);
  });

  interface Case {
    what: string;
    told: string;
    set?: { [key: string]: string };
    quotas?: Cloud["account"]["quotas"];
    fault?: Fault;
  }

  test.each<Case>([
    {
      what: "credentials that have expired",
      told: "The AWS credentials have expired",
      fault: { action: "GetCallerIdentity", status: 403, code: "ExpiredToken", message: "The token has expired" },
    },
    { what: "a region that is not there", told: "AWS has no region eu-central-9", set: { region: "eu-central-9" } },
    {
      what: "a type that is not there",
      told: "EC2 in eu-central-1 has no instance type t9.micro",
      set: { instanceType: "t9.micro" },
    },
    {
      what: "a type of another processor",
      told: "t4g.micro is an instance type for arm64",
      set: { instanceType: "t4g.micro", freeTierOnly: "false" },
    },
    {
      what: "a type that is never free",
      told: "m5.large is never covered by the free tier",
      set: { instanceType: "m5.large" },
    },
    { what: "an image that is not there", told: `has no image ${NO_IMAGE}`, set: { ami: NO_IMAGE } },
    {
      what: "too few vCPUs",
      told: "3 hosts of t3.micro need 6 vCPUs, and the account has 5",
      set: { students: "3" },
      quotas: { "L-1216C47A": 5 },
    },
    // The default one is there.
    { what: "too many networks", told: "and may not have more than 1", quotas: { "L-F678F1CE": 1 } },
    {
      what: "a permission that is lacking",
      told: "AWS does not permit ec2:DescribeImages",
      fault: {
        ...{ action: "DescribeImages", status: 403, code: "UnauthorizedOperation" },
        message: "You are not authorized to perform this operation.",
      },
    },
  ])("$what", async ({ told, set, quotas, fault }) => {
    Object.assign(cloud.account.quotas, quotas);
    if (fault !== undefined) cloud.fail(fault);
    const { code, stderr } = await start(set);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(told) });
    expect(count(stderr, "try:")).toBe(1);
  });

  test("several at once, told at once", async () => {
    Object.assign(cloud.account.quotas, { "L-1216C47A": 1, "L-F678F1CE": 1 });
    const { code, stderr } = await start({ instanceType: "m5.large", ami: NO_IMAGE });
    expect(code).toBe(1);
    for (const words of ["free tier", "no image", "1 host of m5.large need", "networks (VPCs)"])
      expect(stderr).toContain(words);
    expect(count(stderr, "try:")).toBe(4);
  });
});

describe("what a lab that is there already stands in the way of stops npm start, too:", () => {
  afterEach(() => expect(changes()).toEqual([]));

  /** As the lab's own things are tagged. */
  const ownTags = (words: { [word: string]: string } = {}): Tag[] =>
    Object.entries({ ...thisSite(), stack: lab.stack, ...words }).map(([word, Value]) => ({
      Key: `labnote.${word}`,
      Value,
    }));

  test("a type that is not offered in the zone of the lab's network", async () => {
    const ec2 = cloud.client(REGION);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        ...{ VpcId: Vpc?.VpcId, CidrBlock: "10.0.0.0/24", AvailabilityZone: "eu-central-1c" },
        TagSpecifications: [{ ResourceType: "subnet", Tags: ownTags() }],
      }),
    );
    try {
      const { code, stderr } = await start({ instanceType: "m3.medium", freeTierOnly: "false" });
      const told = "m3.medium is not offered in eu-central-1c, where the lab's network is";
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(told) });
      expect(stderr).toMatch(/try: choose another.*, or replace the lab: `npm run down -- --stack /);
    } finally {
      await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId }));
      await ec2.send(new DeleteVpcCommand({ VpcId: Vpc?.VpcId }));
    }
  });

  test("hosts of students who are dropped, which leave no room for those of the new ones", async () => {
    Object.assign(cloud.account.quotas, { "L-1216C47A": 5 });
    const ec2 = cloud.client(REGION);
    const made = ["host-1", "host-2"].map(async (student) => {
      const { Instances = [] } = await ec2.send(
        new RunInstancesCommand({
          ...{ ImageId: "ami-0a0000000000f0ca1", InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 },
          TagSpecifications: [{ ResourceType: "instance", Tags: ownTags({ student }) }],
        }),
      );
      return Instances[0]?.InstanceId as string;
    });
    const InstanceIds = await Promise.all(made);
    try {
      const { code, stderr } = await start({ students: "mina,jun" });
      // moto does not tell how many each has, so that one is counted.
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(", with 2 in use") });
      expect(stderr).toContain("try: take the lab down first");
    } finally {
      await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    }
  });
});

describe("the estimate", () => {
  const withoutYes = () => lab.run("start", ...settings({ students: "2" }));

  test("is shown, and nothing is made without a terminal to ask at and without --yes", async () => {
    const { code, stdout, stderr } = await withoutYes();
    expect(code).toBe(1);
    expect(stdout).toContain("AWS account: 123456789012");
    expect(stdout).toContain("2 hosts in eu-central-1");
    expect(stdout).toContain("$100.00 of credits are left");
    expect(stderr).toMatch(/nothing was made\n {2}try: say yes beforehand: `npm start -- --stack .* --yes`/);
    expect(changes()).toEqual([]);
  });

  test("goes without what may not be asked: quotas and the account's plan", async () => {
    cloud.account.plan = "denied";
    cloud.fail({
      ...{ action: "GetServiceQuota", status: 400, code: "AccessDeniedException" },
      message: "You are not authorized to perform this operation.",
    });
    const { stdout, stderr } = await withoutYes();
    expect(stdout).toContain("vCPU quota unknown");
    expect(stdout).toContain("freetier:GetAccountPlanState is not permitted");
    expect(stderr).toContain("nothing was made");
  });
});

describe("what was set", () => {
  test("is kept when something stands in the way, so that the advice can be followed to the letter", async () => {
    await start({ region: "eu-central-9" });
    const { stderr } = await lab.run("start", "--set", `region=${REGION}`);
    expect(stderr).toContain("This costs money");
    expect(changes()).toEqual([]);
  });
});

describe("on a terminal, npm start asks:", () => {
  /** Types at the question, and tells how the command ended. */
  async function answering(keys: string): Promise<{ code: number | null; screen: string }> {
    const command = ["node", "scripts/start.ts", "--stack", lab.stack, ...settings()].map((word) => `'${word}'`);
    const env = { ...process.env, CI: undefined, XDG_DATA_HOME: join(lab.folder, "data") };
    // util-linux's, which gives the command a terminal of its own.
    const child = spawn("script", ["-qec", `stty cols 120 rows 40; ${command.join(" ")}`, "/dev/null"], {
      cwd: root,
      env,
      stdio: "pipe",
    });
    let screen = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const before = screen;
      screen += text;
      if (screen.includes("[y/N]") && !before.includes("[y/N]")) child.stdin.write(keys);
    });
    const limit = setTimeout(4 * 60_000, undefined, { ref: false }).then(() => child.kill("SIGKILL"));
    const [code] = await Promise.race([once(child, "close"), limit.then(() => [null])]);
    return { code, screen };
  }

  test("a plain Enter makes nothing", async () => {
    const { code, screen } = await answering("\r");
    expect(screen).toContain("Make 1 host on EC2 for about $0.07? [y/N]");
    expect(screen).toContain("You did not agree, so nothing was made");
    expect(code).toBe(1);
    expect(changes()).toEqual([]);
  });

  test("Ctrl-C makes nothing, and is an interruption", async () => {
    const { code, screen } = await answering("\x03");
    expect(screen).toContain("Interrupted before anything was made");
    expect(code).toBe(130);
    expect(changes()).toEqual([]);
  });

  test("a yes begins to make it", async () => {
    // The first thing that is made, so that there is nothing to take away.
    cloud.fail({ action: "CreateVpc", status: 400, code: "VpcLimitExceeded", message: "The limit has been reached." });
    const { code, screen } = await answering("y\r");
    expect(screen).toContain("The limit has been reached");
    expect(code).toBe(1);
    expect(changes()).toContain("CreateVpc");
    cloud.mend();
    expect(await lab.run("down")).toMatchObject({ code: 0 });
  });
});
