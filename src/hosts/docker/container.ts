import { randomUUID } from "node:crypto";
import { advice, npm } from "../../common/advice.ts";
import { LabError, LabErrors } from "../../common/errors.ts";
import { DockerError, docker, failed, interrupted, unlessMissing } from "../engine/cli.ts";
import type { Host, MachineState } from "../host.ts";
import { LABEL, labels, type Owner } from "../labels.ts";
import { freePorts } from "../local/ports.ts";
import { LOGIN_USER } from "../user-data.ts";
import { tar } from "./tar.ts";

/** What a machine may take of the one below. */
export interface ContainerSize {
  /** MiB of memory. */
  memory: number;
  /** Processors: it gets the time of that many. */
  cpus: number;
}

/** A container that behaves as a machine: it has systemd, sshd, cloud-init, and its own Docker Engine. */
export interface ContainerSpec extends ContainerSize {
  /** The name of the container, and of the volume with its Docker Engine's data; unique on the engine. */
  name: string;
  hostname: string;
  image: string;
  /** As cloud-init takes it: text, or gzipped text. Contains the host's private key. */
  userData: string | Uint8Array;
  /** The TCP ports, beside SSH's, that the user's machine must reach. */
  ports: readonly number[];
  owner: Owner;
  /** Whether the machine ends by itself; the engine does not start it again then. */
  ends?: boolean;
}

/** A machine, with its identity and image. */
export interface Made {
  name: string;
  machine: Pick<MachineState, "id" | "ports">;
  hostKey: string;
  loginKey: string;
  base: string;
  standIns: readonly string[];
}

/** The {@link Host} for a machine. */
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
    unreachable: advice`check that the Docker Engine runs (docker ps); ${npm("start")} starts a stopped host, and replaces one that has ended`,
    id: machine.id,
  };
}

/** The label with the ports of 127.0.0.1 that belong to a machine, also while it is down. */
const PORTS = `${LABEL}.ports`;

/**
 * The options of `docker create` that a machine needs. `--privileged` is not among them: an engine without CAP_SYS_RESOURCE refuses it, and a
 * machine does not need its devices and its writable /sys. The image itself makes the control groups of its private namespace writable,
 * in version 1 and 2.
 */
export const containerStateOf: readonly string[] = [
  ...["--cap-add=ALL", "--cap-drop=SYS_RESOURCE"],
  ...["apparmor=unconfined", "label=disable", "seccomp=unconfined", "systempaths=unconfined"].map(
    (option) => `--security-opt=${option}`,
  ),
  // Overrides the engine's defaults: user namespaces would take the capabilities away, and systemd must be process 1.
  ...["--userns=host", "--init=false"],
  "--cgroupns=private",
  ...["/run", "/run/lock"].map((folder) => `--tmpfs=${folder}`),
];

/**
 * Processes and threads that a machine may have: far more than a lesson needs, and far fewer than a kernel has (32,768 by default). So a host on
 * which a program forks without end is stopped at its own limit, and no other host with it.
 */
const MOST_PROCESSES = 4096;

/** Microseconds over which the kernel counts a container's time. It is the kernel's own default. */
const CPU_PERIOD = 100_000;

/**
 * The options of `docker create` and `docker update` that hold a machine to its size. Not `--cpus`, which means the same: the engine refuses
 * more than it has itself, and it may be on another machine or in a virtual one. A quota beyond its processors gives all of them, and an engine
 * whose kernel has no quotas ignores one with a warning. The swap is what the engine would give by itself, but an update needs it
 * beside the memory.
 */
export const sizeOptions = ({ memory, cpus }: ContainerSize): string[] => [
  ...[`--memory=${memory}m`, `--memory-swap=${2 * memory}m`],
  ...[`--cpu-period=${CPU_PERIOD}`, `--cpu-quota=${cpus * CPU_PERIOD}`],
  `--pids-limit=${MOST_PROCESSES}`,
];

/**
 * A machine that reboots must come back: a signal ends its first process then, and the status is not 0. A machine that ends by itself exits
 * with 0, and must stay down.
 */
const restart = (ends = false): string => `--restart=${ends ? "on-failure" : "unless-stopped"}`;

/**
 * Makes a machine and starts it, without waiting for its boot. It first removes a machine of the same name and lab that an interrupted attempt
 * left. When it fails or is interrupted, it leaves nothing behind.
 */
export async function createContainer(spec: ContainerSpec, signal?: AbortSignal): Promise<MachineState> {
  await removeLeftover(spec);
  try {
    return await attempt(spec, 5, signal);
  } catch (error) {
    await removeContainer(spec.name).catch((also) => {
      throw new LabErrors(`${spec.name} could not be made, and what was made of it could not be removed`, [
        error,
        also,
      ]);
    });
    throw error;
  }
}

async function attempt(spec: ContainerSpec, attempts: number, signal: AbortSignal | undefined): Promise<MachineState> {
  // No step is interrupted: the engine would go on with it all the same.
  const step = (args: string[], input?: Buffer): Promise<string> => {
    if (signal?.aborted) throw interrupted(`Making ${spec.name}`);
    return docker(args, { input });
  };
  const ports = await freePorts(spec.name, ["22", ...spec.ports.map(String)], await machinePorts());
  const marks = [...labels(spec.owner), `${PORTS}=${Object.values(ports).join(" ")}`].map(
    (label) => `--label=${label}`,
  );
  await step(["volume", "create", ...marks, spec.name]);
  const id = await step([
    // Never pulls: a public registry may have another image of the same name.
    ...["create", "--pull=never", "--name", spec.name, "--hostname", spec.hostname, ...marks],
    ...[...containerStateOf, ...sizeOptions(spec), restart(spec.ends)],
    ...["--volume", `${spec.name}:/var/lib/docker`],
    // labnote chooses the ports: those that the engine chooses change when the machine reboots.
    ...Object.entries(ports).flatMap(([inside, outside]) => ["--publish", `127.0.0.1:${outside}:${inside}`]),
    spec.image,
  ]);
  // Copied with `docker cp`, not bind-mounted: the engine may be remote, and no argument may have a secret.
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

/** Gives a machine another size, whether it runs or not. @throws LabError when it cannot have it, most often as it has more in use */
export async function resizeContainer(name: string, size: ContainerSize, signal?: AbortSignal): Promise<void> {
  await docker(["update", ...sizeOptions(size), name], { signal }).catch(
    failed(
      `The host ${name} could not be given ${size.memory / 1024} GiB of memory and ${size.cpus} of the processors`,
      `choose other values for memory and cpus, or remove the host (docker rm --force ${name}), and the next run makes another`,
    ),
  );
}

/** The machine as it is now, or `undefined` when it is gone. `name` may be an id. */
export async function readContainer(name: string, signal?: AbortSignal): Promise<MachineState | undefined> {
  const format = "{{json .Id}} {{json .State.Running}} {{json .HostConfig.PortBindings}}";
  const text = await unlessMissing(docker(["container", "inspect", "--format", format, name], { signal }));
  if (text === undefined) return undefined;
  const [id, running, bindings] = JSON.parse(`[${text.split(" ").join(",")}]`) as [string, boolean, Bindings];
  const ports = Object.entries(bindings).map(([port, [first]]) => [port.replace("/tcp", ""), Number(first.HostPort)]);
  return { id, running, ports: Object.fromEntries(ports) };
}

type Bindings = { [port: string]: [{ HostPort: string }] };

/** Removes a machine and the volume with its own engine's data. It is no error if they are gone already. */
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

/** What cloud-init reads at the first boot: the user data, and a new instance id. */
const seed = ({ userData, hostname }: ContainerSpec): Buffer =>
  tar({
    "var/lib/cloud/seed/nocloud/user-data": userData,
    "var/lib/cloud/seed/nocloud/meta-data": `instance-id: ${randomUUID()}\nlocal-hostname: ${hostname}\n`,
  });

/** The ports of all machines on the engine. A machine that reboots or is stopped keeps its ports, although nothing listens on them just now. */
async function machinePorts(): Promise<Set<number>> {
  const format = `{{.Label "${PORTS}"}}`;
  const lists = await docker(["ps", "--all", "--filter", `label=${PORTS}`, "--format", format]);
  return new Set(lists.split(/\s+/).filter(Boolean).map(Number));
}
