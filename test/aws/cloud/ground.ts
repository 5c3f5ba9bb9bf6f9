import { createInterface } from "node:readline";
import {
  DescribeInstanceAttributeCommand,
  type EC2Client,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { digest } from "../../../src/common/hash.ts";
import { isAlive } from "../../../src/common/processes.ts";
import { createContainer, removeContainer } from "../../../src/hosts/docker/container.ts";
import { prepareHostImage } from "../../../src/hosts/docker/host-image.ts";
import { docker, hasImage, unlessMissing } from "../../../src/hosts/engine/cli.ts";
import { LABEL, thisSite } from "../../../src/hosts/labels.ts";
import { type Doors, openDoors } from "./doors.ts";
import { groupsOf, instanceOf } from "./instances.ts";
import { leashed } from "./leash.ts";
import { type Answer, type Call, listOf } from "./wire.ts";

/** Instances that boot: containers with the user data that EC2 has of them, reached where EC2 says that they are. */
export interface Ground extends AsyncDisposable {
  /** Does on the ground what a call has made EC2 do. */
  follow(call: Call, answer: Answer): Promise<void>;
  /** Sees to the ports of all instances after the caller's address has changed. */
  refresh(): Promise<void>;
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

/** The status of a container's first process: after a request to exit, and, by a signal, when the machine was switched off. */
const ENDED = ["0", "130"];

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
    const instance = await instanceOf(client, id);
    const { UserData } = await client.send(
      new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "userData" }),
    );
    await createContainer({
      name: it.container,
      hostname: id,
      image,
      userData: Buffer.from(UserData?.Value ?? "", "base64"),
      ports: [],
      ends: true,
      ...{ memory: 2048, cpus: 2 },
      owner: { lab: cloud, student: id, checkout: CHECKOUT, machine: thisSite().machine },
    });
    if (instance.PublicIpAddress === undefined) return;
    const doors = openDoors({
      address: instance.PublicIpAddress,
      groups: groupsOf(instance),
      ec2: client,
      callerAddress,
      inside: async () => {
        it.inside ??= await addressOf(it.container);
        return it.inside;
      },
    });
    it.doors = doors;
    await doors.refresh();
  }

  function start(region: string, id: string): void {
    const it: Running = { region, container: `${LABEL}-${cloud}-${id}`, booted: Promise.resolve() };
    running.set(id, it);
    it.booted = boot(id, it).catch(noted);
  }

  async function remove(it: Running): Promise<void> {
    await it.booted;
    await it.doors?.[Symbol.asyncDispose]();
    await removeContainer(it.container);
  }

  function end(id: string): Promise<void> {
    const it = running.get(id);
    if (it === undefined) return Promise.resolve();
    it.gone ??= remove(it).catch(noted);
    return it.gone;
  }

  /** A container stopped: it comes back from a reboot by itself, and else it has ended. */
  async function died(id: string, exitCode: string): Promise<void> {
    const it = running.get(id);
    if (it === undefined || it.gone !== undefined) return;
    it.inside = undefined;
    if (!ENDED.includes(exitCode)) return;
    const client = ec2(it.region);
    const { InstanceInitiatedShutdownBehavior: behavior } = await client.send(
      new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "instanceInitiatedShutdownBehavior" }),
    );
    const terminates = behavior?.Value === "terminate";
    const Command = terminates ? TerminateInstancesCommand : StopInstancesCommand;
    await client.send(new Command({ InstanceIds: [id] }));
    // One that is only stopped is not started again by anybody here.
    await end(id);
  }

  const refresh = async () => {
    await Promise.all([...running.values()].map(({ doors, gone }) => (gone ? undefined : doors?.refresh())));
  };

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
      } else if (/SecurityGroup(Ingress|Rules)$/.test(action)) {
        await refresh();
      }
    },
    refresh,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...running.keys()].map(end));
      await events[Symbol.asyncDispose]();
    },
  };
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
  await Promise.all(abandoned.map(removeContainer));
}
