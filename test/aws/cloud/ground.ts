import { createInterface } from "node:readline";
import {
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  type EC2Client,
  type Instance,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { docker, hasImage, unlessMissing } from "../../../src/docker.ts";
import { digest } from "../../../src/host/digest.ts";
import { LABEL, thisSite } from "../../../src/host/labels.ts";
import { createMachine, removeMachine } from "../../../src/host/machine.ts";
import { prepareHostImage } from "../../../src/host/prepare.ts";
import { isAlive } from "../../../src/processes.ts";
import { type Doors, openDoors } from "./doors.ts";
import { leashed } from "./leash.ts";
import { type Answer, type Call, listOf } from "./wire.ts";

/** Instances that boot: containers with the user data that EC2 has of them, reached where EC2 says that they are. */
export interface Ground extends AsyncDisposable {
  /** Follows what EC2 was told to do. */
  follow(call: Call, answer: Answer): Promise<void>;
  /** What went wrong on the ground. */
  failures: unknown[];
}

export interface Lie {
  /** Of the cloud, unique on this machine. */
  cloud: string;
  /** Whether instances start from what the set-up leaves, and so in seconds. */
  baked: boolean;
  ec2: (region: string) => EC2Client;
  callerAddress: () => string;
}

interface Running {
  region: string;
  container: string;
  doors?: Doors;
  /** Where the container is on the engine's network, while that is known. */
  inside?: string;
  /** Settled when it has booted, or has not. */
  booted: Promise<void>;
  gone?: Promise<void>;
}

/** In the place of the checkout, so that no lab's teardown takes the containers for its own. */
const CHECKOUT = "the tests' cloud";

export async function breakGround({ cloud, baked, ec2, callerAddress }: Lie): Promise<Ground> {
  await removeAbandoned();
  const image = await machineImage(baked);
  const running = new Map<string, Running>();
  const failures: unknown[] = [];
  const noted = (error: unknown) => void failures.push(error);

  async function boot(id: string, it: Running): Promise<void> {
    const client = ec2(it.region);
    const about = await describe(client, id);
    const { UserData } = await client.send(
      new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "userData" }),
    );
    await createMachine({
      name: it.container,
      hostname: id,
      image,
      userData: Buffer.from(UserData?.Value ?? "", "base64"),
      ports: [],
      owner: { lab: cloud, student: id, checkout: CHECKOUT, machine: thisSite().machine },
    });
    if (about.PublicIpAddress === undefined) return;
    it.doors = openDoors({
      address: about.PublicIpAddress,
      groups: (about.SecurityGroups ?? []).map(({ GroupId = "" }) => GroupId),
      ec2: client,
      callerAddress,
      inside: async () => {
        it.inside ??= await addressOf(it.container);
        return it.inside;
      },
    });
    await it.doors.refresh();
  }

  function start(region: string, id: string): void {
    const it: Running = { region, container: `${LABEL}-${cloud}-${id}`, booted: Promise.resolve() };
    running.set(id, it);
    it.booted = boot(id, it).catch(noted);
  }

  async function remove(it: Running): Promise<void> {
    await it.booted;
    await it.doors?.[Symbol.asyncDispose]();
    await removeMachine(it.container);
  }

  function end(id: string): Promise<void> {
    const it = running.get(id);
    if (it === undefined) return Promise.resolve();
    it.gone ??= remove(it).catch(noted);
    return it.gone;
  }

  /** A container stopped. One that ended well does not come back; another one is on its way up again. */
  async function died(id: string, exitCode: string): Promise<void> {
    const it = running.get(id);
    if (it === undefined || it.gone !== undefined) return;
    it.inside = undefined;
    if (exitCode !== "0") return;
    const client = ec2(it.region);
    const { InstanceInitiatedShutdownBehavior: behavior } = await client.send(
      new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "instanceInitiatedShutdownBehavior" }),
    );
    if (behavior?.Value !== "terminate")
      return void (await client.send(new StopInstancesCommand({ InstanceIds: [id] })));
    await client.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await end(id);
  }

  const events = leashed([
    ...["docker", "events", "--filter", `label=${LABEL}=${cloud}`, "--filter", "event=die"],
    ...["--format", `{{index .Actor.Attributes "${LABEL}.student"}} {{.Actor.Attributes.exitCode}}`],
  ]);
  createInterface({ input: events.process.stdout }).on("line", (line) => {
    const [id = "", exitCode = ""] = line.split(" ");
    died(id, exitCode).catch(noted);
  });

  return {
    failures,
    async follow({ service, region, action, params }, { body }) {
      if (service !== "ec2") return;
      if (action === "RunInstances") {
        // A call that was tried again is answered with the instance that it made the first time.
        for (const [, id = ""] of body.matchAll(/<instanceId>(i-[0-9a-f]+)</g)) if (!running.has(id)) start(region, id);
      } else if (action === "TerminateInstances") {
        for (const id of listOf(params, "InstanceId")) void end(id);
      } else if (action === "AuthorizeSecurityGroupIngress") {
        await Promise.all([...running.values()].map(({ doors, gone }) => (gone ? undefined : doors?.refresh())));
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...running.keys()].map(end));
      await events[Symbol.asyncDispose]();
    },
  };
}

async function describe(client: EC2Client, id: string): Promise<Instance> {
  const { Reservations: [{ Instances: [instance] = [] } = {}] = [] } = await client.send(
    new DescribeInstancesCommand({ InstanceIds: [id] }),
  );
  if (instance === undefined) throw new Error(`EC2 does not know ${id}, which it has just made`);
  return instance;
}

const addressOf = async (container: string): Promise<string | undefined> =>
  (await unlessMissing(docker(["inspect", "--format", "{{.NetworkSettings.IPAddress}}", container]))) || undefined;

/**
 * What instances start from: the container host's image. Where the exercise images are stand-ins, its Docker daemon knows where they are,
 * since the user data of an instance do not.
 */
async function machineImage(baked: boolean): Promise<string> {
  const { image, mirror } = await prepareHostImage({ base: "auto", baked }, () => {});
  if (mirror === null) return image;
  const settings = JSON.stringify({ "registry-mirrors": [mirror] });
  const dockerfile = `FROM ${image}\nRUN mkdir -p /etc/docker && echo '${settings}' > /etc/docker/daemon.json\n`;
  const name = `${LABEL}/machine-image:${digest(dockerfile)}`;
  if (!(await hasImage(name))) {
    await docker(["build", "--quiet", "--force-rm", "--tag", name, "-"], { input: dockerfile, timeout: 5 * 60_000 });
  }
  return name;
}

/** A name for a cloud; it tells the process whose cloud it is. */
export const cloudName = (random: string): string => `cloud-${process.pid}-${random}`;

/** Removes the machines of clouds of this machine whose process was killed. */
async function removeAbandoned(): Promise<void> {
  const filters = { checkout: CHECKOUT, machine: thisSite().machine };
  const marks = Object.entries(filters).map(([name, value]) => `--filter=label=${LABEL}.${name}=${value}`);
  const names = await docker(["ps", "--all", ...marks, "--format", "{{.Names}}"]);
  const abandoned = names.split("\n").filter((name) => {
    const pid = /^labnote-cloud-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  await Promise.all(abandoned.map(removeMachine));
}
