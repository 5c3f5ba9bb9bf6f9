import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CreateVolumeCommand,
  CreateVpcCommand,
  DeleteVolumeCommand,
  DeleteVpcCommand,
  DescribeInstancesCommand,
  type ResourceType,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { tags, thisSite } from "../../src/hosts/labels.ts";
import type { Said } from "../lab/fixtures/evidence.ts";
import { type Running, root, type TestLab, testLab } from "../lab/fixtures/lab.ts";
import { type Cloud, startCloud } from "./cloud/cloud.ts";
import type { Held } from "./cloud/faults.ts";

jest.setTimeout(15 * 60_000);

const REGION = "eu-central-1";
const ELSEWHERE = "us-east-1";

let cloud: Cloud;
let lab: TestLab;

beforeEach(async () => {
  cloud = await startCloud({ boots: false });
  lab = await testLab({ env: cloud.env });
  // The lab's own settings, as `npm start` keeps them.
  await settings(`config:\n  labnote:target: ec2\n  labnote:region: ${REGION}\n`);
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
  await cloud[Symbol.asyncDispose]();
});

const settings = (text: string) => writeFile(join(root, `Pulumi.${lab.stack}.yaml`), text);

/** Makes a lab up to an instance that the state knows, and stops there: no login to it would work. */
async function up(): Promise<void> {
  using held = cloud.hold({ action: "DescribeInstances", matching: (params) => params["InstanceId.1"] !== undefined });
  const running = await start();
  await reachedBy(running, held);
  process.kill(running.process.pid as number, "SIGINT");
  held.release();
  expect(await running.ended).toMatchObject({ code: 130 });
}

async function reachedBy({ ended }: Running, { reached }: Held): Promise<void> {
  const early = ended.then(({ stdout, stderr }) =>
    Promise.reject(new Error(`It ended too early:\n${stdout}${stderr}`)),
  );
  await Promise.race([reached, early]);
}

async function start(more: Parameters<TestLab["start"]>[1] = {}): Promise<Running> {
  const note = await lab.writeNote("# A\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
  return lab.start("start", "--yes", "--set", `note=${note}`, more);
}

/** The tags of a resource of a lab; by default of this test's own lab, in no state. */
function marked(type: ResourceType, more: Partial<Parameters<typeof tags>[1]> = {}) {
  const own = { ...thisSite(), stack: lab.stack, lab: `${lab.stack}-0a1b2c3d`, note: "a.md", expires: "" };
  const Tags = Object.entries(tags("orphan", { ...own, ...more })).map(([Key, Value]) => ({ Key, Value }));
  return { TagSpecifications: [{ ResourceType: type, Tags }] };
}

async function makeInstance(region: string, more = {}): Promise<string> {
  const wanted = { ImageId: "ami-0a0000000000f0ca1", MinCount: 1, MaxCount: 1, ...marked("instance", more) };
  const { Instances = [] } = await cloud.client(region).send(new RunInstancesCommand(wanted));
  return Instances[0]?.InstanceId as string;
}
const terminate = (region: string, id: string) =>
  cloud.client(region).send(new TerminateInstancesCommand({ InstanceIds: [id] }));

async function alive(): Promise<string[]> {
  const { Reservations = [] } = await cloud.client(REGION).send(new DescribeInstancesCommand({}));
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  return instances.filter(({ State }) => State?.Name !== "terminated").map(({ InstanceId = "" }) => InstanceId);
}

const writes = () => cloud.requests.filter(({ action }) => !/^(Describe|Get)/.test(action)).map(({ action }) => action);
const isClean = { code: 0, stdout: expect.stringContaining("is left on EC2: no instance"), stderr: "" };

/** Without the Docker Engine and the caches that the tests run with, which it would empty. */
const downAll = (...more: Parameters<TestLab["run"]>[1][]): Promise<Said> =>
  lab.run(
    "down",
    "--all",
    { DOCKER_HOST: "unix:///nowhere/docker.sock", XDG_CACHE_HOME: join(lab.folder, "cache") },
    ...more,
  );

describe("npm run down, on EC2", () => {
  test("takes a lab away, and says that nothing is left in any region; once more is fine, and changes nothing", async () => {
    await up();
    expect(await alive()).toHaveLength(1);
    expect(await lab.run("down")).toMatchObject(isClean);
    expect(await alive()).toEqual([]);
    const done = writes().length;
    expect(await lab.run("down")).toMatchObject(isClean);
    expect(writes()).toHaveLength(done);
  });

  test("takes away an instance that was made when npm start was killed, before any state knew of it", async () => {
    using held = cloud.hold("RunInstances");
    const running = await start();
    await reachedBy(running, held);
    process.kill(running.process.pid as number, "SIGKILL");
    await running.ended;
    held.release();
    expect(await alive()).toHaveLength(1);
    expect(await lab.run("down")).toMatchObject(isClean);
    expect(await alive()).toEqual([]);
  });

  test("refuses a lab of another account, and so does npm start: all of it stays, and the state knows it", async () => {
    await up();
    const before = await alive();
    const done = writes().length;
    for (const said of [await lab.run("down", cloud.other.env), await (await start(cloud.other.env)).ended]) {
      expect(said.code).toBe(1);
      expect(said.stderr).toMatch(
        new RegExp(
          `^The lab is in the AWS account 123456789012, but the credentials are of ${cloud.other.account}\n {2}try: use credentials of 123456789012`,
        ),
      );
      expect(said.stdout).not.toContain("is left on EC2");
    }
    expect(await alive()).toEqual(before);
    expect(writes()).toHaveLength(done);
    expect(await lab.run("down")).toMatchObject(isClean);
    expect(await alive()).toEqual([]);
  });

  test("does not prove of an account that the credentials are not of that a lost lab is gone from it", async () => {
    await up();
    const data = join(lab.folder, "data", "labnote", "checkouts");
    const [checkout = ""] = await readdir(data);
    await cp(join(data, checkout), join(data, "lost"), { recursive: true });
    await writeFile(join(data, "lost", "checkout"), "/gone/labnote");
    expect(await lab.run("down")).toMatchObject(isClean);
    const down = await downAll("--stack", "other", cloud.other.env);
    expect(down.code).toBe(1);
    expect(down.stderr).toContain("No answer for the account 123456789012");
    expect(await readdir(data)).toContain("lost");
  });

  test.each(["start", "down"])(
    "two kinds of credentials at once are refused by npm %s before AWS is asked",
    async (command) => {
      const both = { AWS_PROFILE: "school" };
      const said = await (command === "start" ? (await start(both)).ended : lab.run("down", both));
      expect(said.code).toBe(1);
      expect(said.stderr).toContain("Both AWS_PROFILE and AWS_ACCESS_KEY_ID are set");
      expect(cloud.requests).toEqual([]);
    },
  );

  test("takes a lab away whose host has ended", async () => {
    await up();
    for (const id of await alive()) await terminate(REGION, id);
    expect(await lab.run("down")).toMatchObject(isClean);
  });

  test("looks again at what EC2 still shows of the lab, before it says that it is left", async () => {
    await up();
    const client = cloud.client(REGION);
    const { Reservations = [] } = await client.send(new DescribeInstancesCommand({}));
    const own = Reservations[0]?.Instances?.[0]?.Tags?.find(({ Key }) => Key === "labnote")?.Value as string;
    const { Vpc } = await client.send(
      new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", ...marked("vpc", { lab: own }) }),
    );
    const disk = { AvailabilityZone: `${REGION}a`, Size: 10, ...marked("volume", { lab: own }) };
    const { VolumeId } = await client.send(new CreateVolumeCommand(disk));
    // As EC2 is for a while after all is gone: it was asked, and shows them.
    const asked = (action: string, id = "") =>
      cloud.hold({ action, matching: (params) => Object.values(params).includes(id) });
    using disks = asked("DescribeVolumes", VolumeId);
    using networks = asked("DescribeVpcs", Vpc?.VpcId);
    const down = lab.start("down");
    await Promise.all([disks, networks].map((held) => reachedBy(down, held)));
    await client.send(new DeleteVolumeCommand({ VolumeId }));
    await client.send(new DeleteVpcCommand({ VpcId: Vpc?.VpcId }));
    disks.release();
    networks.release();
    expect(await down.ended).toMatchObject(isClean);
  });

  test("is fine where nothing was ever made", async () => {
    expect(await lab.run("down")).toMatchObject(isClean);
    expect(writes()).toEqual([]);
  });

  test("asks nothing of AWS for a lab that was never there", async () => {
    await settings("config: {}\n");
    expect(await lab.run("down")).toMatchObject({ code: 0 });
    expect(cloud.requests).toEqual([]);
  });

  test("finds an instance that no state knows, in another region, and says what it costs and what deletes it", async () => {
    const id = await makeInstance(ELSEWHERE);
    const down = await lab.run("down");
    expect(down.code).toBe(1);
    expect(down.stderr).toContain(
      `${ELSEWHERE}: instance ${id} of the lab ${lab.stack}-0a1b2c3d (running, costs money)`,
    );
    expect(down.stderr).toContain(`aws ec2 terminate-instances --region ${ELSEWHERE} --instance-ids ${id}`);
    expect(writes()).toEqual([]);
    await terminate(ELSEWHERE, id);
    expect(await lab.run("down")).toMatchObject(isClean);
  });

  test("finds a disk, which costs money, and a network, which does not", async () => {
    const client = cloud.client(REGION);
    const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", ...marked("vpc") }));
    const free = await lab.run("down");
    expect(free.code).toBe(1);
    expect(free.stderr).toContain("only things that cost nothing are left on EC2");
    expect(free.stderr).toContain(`aws ec2 delete-vpc --region ${REGION} --vpc-id ${Vpc?.VpcId}`);
    const disk = { AvailabilityZone: `${REGION}a`, Size: 10, ...marked("volume") };
    const { VolumeId } = await client.send(new CreateVolumeCommand(disk));
    const billable = await lab.run("down");
    expect(billable.code).toBe(1);
    expect(billable.stderr).toContain("that cost money are left on EC2: 1 of the 2");
    expect(billable.stderr).toContain(`aws ec2 delete-volume --region ${REGION} --volume-id ${VolumeId}`);
    await client.send(new DeleteVolumeCommand({ VolumeId }));
    await client.send(new DeleteVpcCommand({ VpcId: Vpc?.VpcId }));
  });

  test("proves nothing where a region refuses to be asked", async () => {
    const refused = { status: 403, code: "UnauthorizedOperation", message: "You are not authorized." };
    cloud.fail({ region: "eu-west-1", action: "DescribeTags", ...refused });
    const down = await lab.run("down");
    expect(down).toMatchObject({ code: 1, stdout: expect.not.stringContaining("is left on EC2") });
    expect(down.stderr).toContain("No answer for eu-west-1\n  because: AWS does not permit ec2:DescribeTags");
    cloud.mend();
  });

  test("proves nothing where a region cannot be reached", async () => {
    cloud.cut("eu-west-1");
    const down = await lab.run("down");
    expect(down.code).toBe(1);
    expect(down.stderr).toContain("No answer for eu-west-1");
    cloud.mend();
  });
});

describe("npm run down -- --all, on EC2", () => {
  test("finds what is left of a lab whose state and settings are lost", async () => {
    await rm(join(root, `Pulumi.${lab.stack}.yaml`));
    const id = await makeInstance(ELSEWHERE, { lab: "other-0a1b2c3d", stack: "other" });
    const down = await downAll();
    expect(down.code).toBe(1);
    expect(down.stderr).toContain(`aws ec2 terminate-instances --region ${ELSEWHERE} --instance-ids ${id}`);
  });

  test("finds what is left of a lab whose checkout is gone, and only mentions what another machine has", async () => {
    const lost = await makeInstance(ELSEWHERE, { checkout: "/gone/labnote" });
    const theirs = await makeInstance(REGION, { machine: "another" });
    const down = await downAll();
    expect(down.code).toBe(1);
    expect(down.stderr).toContain(lost);
    expect(down.stderr).not.toContain(theirs);
    expect(down.stdout).toContain(
      `instance ${theirs} (running): aws ec2 terminate-instances --region ${REGION} --instance-ids ${theirs}`,
    );
    expect(down.stdout).toContain(`Not touched, belongs to another lab: 1 resource in ${REGION}, of the lab`);
    await terminate(ELSEWHERE, lost);
    const clean = await downAll();
    expect(clean).toMatchObject(isClean);
    expect(clean.stdout).toMatch(new RegExp(`^gone: ${lab.stack}, lost labs of this machine, caches$`, "m"));
    await terminate(REGION, theirs);
  });

  test("leaves alone a lab that is up", async () => {
    await up();
    const down = await downAll("--stack", "other");
    expect(down.stderr).not.toContain("EC2");
    expect(down.stdout).toMatch(/Not touched, belongs to another lab: \d+ resources in eu-central-1, of the lab/);
  });

  test("says that EC2 was not asked, where there are no credentials", async () => {
    await settings("config: {}\n");
    const down = await downAll({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" });
    expect(down.stdout).toContain("EC2 was not asked, since there are no AWS credentials");
    expect(cloud.requests).toEqual([]);
  });
});
