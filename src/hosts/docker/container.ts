import { randomInt, randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { advice, npm } from "../../common/advice.ts";
import { LabError, LabErrors } from "../../common/errors.ts";
import type { ContainerState, Host } from "../host.ts";
import { LABEL, labels, type Owner } from "../labels.ts";
import { LOGIN_USER } from "../user-data.ts";
import { DockerError, docker, interrupted, unlessMissing } from "./cli.ts";
import { tar } from "./tar.ts";

/** A container that behaves as a machine: systemd, sshd, cloud-init, and a Docker Engine of its own. */
export interface ContainerSpec {
  /** Of the container and of the volume that holds its Docker Engine's data; unique on the engine. */
  name: string;
  hostname: string;
  image: string;
  /** As cloud-init takes it: text, or that gzipped. Contains the host's private key. */
  userData: string | Uint8Array;
  /** TCP ports that are reached from the user's machine besides SSH's. */
  ports: readonly number[];
  owner: Owner;
  /** It comes to an end by itself, and is not started again then. */
  ends?: boolean;
}

/** What is known of a machine's identity and image beside the machine itself. */
export interface Made {
  name: string;
  machine: Pick<ContainerState, "id" | "ports">;
  hostKey: string;
  loginKey: string;
  base: string;
  standIns: readonly string[];
}

/** A machine as every stage after this one knows a host. */
export function hostOf({ name, machine, hostKey, loginKey, base, standIns }: Made): Host {
  const { 22: sshPort, ...others } = machine.ports;
  return {
    name,
    address: "127.0.0.1",
    sshPort: sshPort as number,
    user: LOGIN_USER,
    hostKey,
    loginKey,
    ports: others,
    kind: "container",
    base,
    images: standIns.map((image) => ({ name: image, standIn: true })),
    facts: {},
    unreachable: advice`see that the Docker Engine runs (docker ps); ${npm("start")} starts a host that was stopped, and makes another for one that has ended`,
    id: machine.id,
  };
}

/** The label that says which ports of 127.0.0.1 are a machine's, while it is down, too. */
const PORTS = `${LABEL}.ports`;

/**
 * What a machine needs of the engine. Not `--privileged`: an engine without CAP_SYS_RESOURCE refuses it, and the devices and the
 * writable /sys that come with it are not needed. The image makes the control groups of the private namespace writable by itself,
 * on version 1 and 2 alike.
 */
export const containerStateOf: readonly string[] = [
  ...["--cap-add=ALL", "--cap-drop=SYS_RESOURCE"],
  ...["apparmor=unconfined", "label=disable", "seccomp=unconfined", "systempaths=unconfined"].map(
    (option) => `--security-opt=${option}`,
  ),
  // Whatever the engine's own defaults are: user namespaces would take the capabilities away, and systemd must be process 1.
  ...["--userns=host", "--init=false"],
  "--cgroupns=private",
  ...["/run", "/run/lock"].map((folder) => `--tmpfs=${folder}`),
];

/**
 * A machine that reboots comes back: its first process is ended by a signal then, with a status other than 0. One that ends by itself exits
 * with 0.
 */
const restart = (ends = false): string => `--restart=${ends ? "on-failure" : "unless-stopped"}`;

/**
 * Makes a machine and starts it; it then boots by itself. A machine of the same name and lab that an interrupted attempt left is removed first.
 * When it fails or is interrupted, nothing is left behind.
 */
export async function createContainer(spec: ContainerSpec, signal?: AbortSignal): Promise<ContainerState> {
  await removeLeftover(spec);
  try {
    return await attempt(spec, 5, signal);
  } catch (error) {
    await removeContainer(spec.name).catch((also) => {
      throw new LabErrors(`${spec.name} could not be made, nor what was made of it be removed`, [error, also]);
    });
    throw error;
  }
}

async function attempt(
  spec: ContainerSpec,
  attempts: number,
  signal: AbortSignal | undefined,
): Promise<ContainerState> {
  // Each step is seen to its end, as an engine goes on with what it was asked for when nobody waits any more.
  const step = (args: string[], input?: Buffer): Promise<string> => {
    if (signal?.aborted) throw interrupted(`Making ${spec.name}`);
    return docker(args, { input });
  };
  const ports = await freePorts(spec.name, ["22", ...spec.ports.map(String)]);
  const marks = [...labels(spec.owner), `${PORTS}=${Object.values(ports).join(" ")}`].map(
    (label) => `--label=${label}`,
  );
  await step(["volume", "create", ...marks, spec.name]);
  const id = await step([
    // Ours alone, or none: the world's registry may hold one of the same name.
    ...["create", "--pull=never", "--name", spec.name, "--hostname", spec.hostname, ...marks],
    ...[...containerStateOf, restart(spec.ends)],
    ...["--volume", `${spec.name}:/var/lib/docker`],
    // Numbers of our own choice: those the engine would choose change when the machine reboots.
    ...Object.entries(ports).flatMap(([inside, outside]) => ["--publish", `127.0.0.1:${outside}:${inside}`]),
    spec.image,
  ]);
  // Through the engine's door and not as a mount of a folder here: the engine may be elsewhere, and no secret is in any argument.
  await step(["cp", "-", `${id}:/`], seed(spec));
  try {
    await step(["start", id]);
  } catch (error) {
    if (attempts === 1 || !(error instanceof DockerError) || error.fault !== "port-taken") throw error;
    await removeContainer(spec.name);
    return attempt(spec, attempts - 1, signal);
  }
  return { id, running: true, ports };
}

/** Starts a machine that was stopped. */
export async function startContainer(name: string, signal?: AbortSignal): Promise<void> {
  await docker(["start", name], { signal });
}

/** The machine as it is now, or `undefined` when it is gone. `name` may be an id. */
export async function readContainer(name: string, signal?: AbortSignal): Promise<ContainerState | undefined> {
  const format = "{{json .Id}} {{json .State.Running}} {{json .HostConfig.PortBindings}}";
  const text = await unlessMissing(docker(["container", "inspect", "--format", format, name], { signal }));
  if (text === undefined) return undefined;
  const [id, running, bindings] = JSON.parse(`[${text.split(" ").join(",")}]`) as [string, boolean, Bindings];
  const ports = Object.entries(bindings).map(([port, [first]]) => [port.replace("/tcp", ""), Number(first.HostPort)]);
  return { id, running, ports: Object.fromEntries(ports) };
}

type Bindings = { [port: string]: [{ HostPort: string }] };

/** Removes a machine and its volume; what is gone already is fine. Its own engine's data go with it. */
export async function removeContainer(name: string): Promise<void> {
  await unlessMissing(docker(["rm", "--force", "--volumes", name]));
  await removeVolume(name);
}

const removeVolume = (name: string) => unlessMissing(docker(["volume", "rm", "--force", name]));

async function removeLeftover({ name, owner }: ContainerSpec): Promise<void> {
  const label = `{{index .Config.Labels "${LABEL}"}}`;
  const lab = await unlessMissing(docker(["container", "inspect", "--format", label, name]));
  if (lab === undefined) await removeVolume(name);
  else if (lab === owner.lab) await removeContainer(name);
  else
    throw new LabError(`The Docker Engine has a container ${name} that is not of this lab`, {
      remedy: `docker rm --force ${name}, if it is not needed`,
    });
}

/** What cloud-init finds on its first boot: the user data, and an id that no boot before it had. */
const seed = ({ userData, hostname }: ContainerSpec): Buffer =>
  tar({
    "var/lib/cloud/seed/nocloud/user-data": userData,
    "var/lib/cloud/seed/nocloud/meta-data": `instance-id: ${randomUUID()}\nlocal-hostname: ${hostname}\n`,
  });

/** Below the numbers that systems give to outgoing connections, which might hold one just when a machine that reboots needs it again. */
const PORT_RANGE = { first: 20_000, last: 31_999 };

/** A free port of 127.0.0.1 for each name. @throws LabError when there are not enough. */
async function freePorts(machine: string, names: readonly string[]): Promise<{ [name: string]: number }> {
  const { first, last } = PORT_RANGE;
  const taken = await machinePorts();
  const untried = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (port) => !taken.has(port),
  );
  const chosen: [string, number][] = [];
  for (const name of names) {
    let port: number | undefined;
    do {
      if (untried.length === 0)
        throw new LabError(`No port of 127.0.0.1 from ${first} to ${last} is free for ${machine}`, {
          remedy: advice`take down labs that are not needed (${npm("down")}), then run this again`,
        });
      [port] = untried.splice(randomInt(untried.length), 1);
    } while (port === undefined || !(await isFree(port)));
    chosen.push([name, port]);
  }
  return Object.fromEntries(chosen);
}

/** The ports of all machines on the engine: one that reboots, or is stopped, still needs those that nobody listens on just now. */
async function machinePorts(): Promise<Set<number>> {
  const format = `{{.Label "${PORTS}"}}`;
  const lists = await docker(["ps", "--all", "--filter", `label=${PORTS}`, "--format", format]);
  return new Set(lists.split(/\s+/).filter(Boolean).map(Number));
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
