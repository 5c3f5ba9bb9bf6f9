import { LabError } from "../../common/errors.ts";
import { digest } from "../../common/hash.ts";
import {
  type ContainerSize,
  createContainer,
  readContainer,
  removeContainer,
  resizeContainer,
  startContainer,
} from "../docker/container.ts";
import { DockerError } from "../engine/cli.ts";
import type { MachineState } from "../host.ts";
import { LABEL, thisSite } from "../labels.ts";
import type { ResourceKind } from "./resource-kind.ts";

interface Inputs extends ContainerSize {
  lab: string;
  student: string;
  image: string;
  userData: string;
  ports: number[];
  /** Whether the host ends by itself, as its user data say. */
  ends: boolean;
}

/** States of an older version of labnote have no size; their hosts have all of the machine. */
interface State extends Partial<ContainerSize> {
  /** The name of the container and of its volume. */
  name: string;
  machine: MachineState;
  /** Whether it ends by itself. States of an older version of labnote do not have it; their hosts do not end. */
  ends?: boolean;
  /** Hashes of its inputs. The user data itself is not in the state: it has keys. */
  made: { [input in keyof Omit<Inputs, "ends" | keyof ContainerSize>]: string };
}

/**
 * A container that is a machine. A refresh notices when it is gone. An update starts it again when it was stopped, and gives it another size
 * where it is. A stopped host that was set to end counts as gone.
 */
export const containerHost: ResourceKind<Inputs, State> = {
  async create(inputs, { signal }) {
    const { lab, student, image, userData, ports, ends, memory, cpus } = inputs;
    const name = `${LABEL}-${lab}-${student}`;
    const owner = { lab, student, ...thisSite() };
    const spec = { name, hostname: student, image, userData, ports, owner, ends, memory, cpus };
    const machine = await createContainer(spec, signal);
    return { id: machine.id, state: { name, machine, ends, memory, cpus, made: hashes(inputs) } };
  },
  async read(state, { signal }) {
    const machine = await readContainer(state.machine.id, signal);
    return machine === undefined || (state.ends && !machine.running) ? undefined : { ...state, machine };
  },
  async diff(state, inputs) {
    const now = hashes(inputs);
    const replaces = Object.keys(now).filter(
      (key) => now[key as keyof State["made"]] !== state.made[key as keyof State["made"]],
    );
    return { replaces, updates: !state.machine.running || hasOtherSize(state, inputs) };
  },
  async update(state, inputs, { signal }) {
    const { memory, cpus } = inputs;
    if (hasOtherSize(state, inputs)) await resizeContainer(state.name, { memory, cpus }, signal);
    if (!state.machine.running) await startContainer(state.machine.id, signal).catch(portTaken(state));
    return { ...state, machine: { ...state.machine, running: true }, memory, cpus };
  },
  delete: ({ name }) => removeContainer(name),
};

const hasOtherSize = (state: State, { memory, cpus }: Inputs): boolean =>
  state.memory !== memory || state.cpus !== cpus;

/** For the `catch` of a start. The ports of an existing container cannot change, so labnote cannot choose others. */
const portTaken =
  ({ name, machine }: State) =>
  (cause: unknown): never => {
    if (!(cause instanceof DockerError) || cause.fault !== "port-taken") throw cause;
    const ports = Object.values(machine.ports).join(" or ");
    throw new LabError(`The host ${name} cannot be started: its port ${ports} is in use`, {
      cause,
      remedy: `end the program that uses the port (on Linux, ss -ltnp names it), then run this again; or remove the host (docker rm --force ${name}), and the next run makes another`,
    });
  };

const hashes = ({ lab, student, image, userData, ports }: Inputs): State["made"] => ({
  lab: digest(lab),
  student: digest(student),
  image: digest(image),
  userData: digest(userData),
  ports: digest(ports),
});
