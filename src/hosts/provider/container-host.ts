import { LabError } from "../../common/errors.ts";
import { digest } from "../../common/hash.ts";
import { DockerError } from "../docker/cli.ts";
import { createContainer, readContainer, removeContainer, startContainer } from "../docker/container.ts";
import type { ContainerState } from "../host.ts";
import { LABEL, thisSite } from "../labels.ts";
import type { ResourceKind } from "./resource-kind.ts";

interface Inputs {
  lab: string;
  student: string;
  image: string;
  userData: string;
  ports: number[];
  /** By itself, as its user data say. */
  ends: boolean;
}

interface State {
  /** The container's and its volume's name. */
  name: string;
  machine: ContainerState;
  /** Whether it ends by itself; not told of older ones, which do not. */
  ends?: boolean;
  /** What it was made from. The user data is known by its hash: it holds keys. */
  made: { [input in keyof Omit<Inputs, "ends">]: string };
}

/**
 * A container that is a machine. One that vanished is seen on the next refresh, one that was stopped is started again. One that was to end and
 * is stopped has vanished, for all that anybody wants of it.
 */
export const containerHost: ResourceKind<Inputs, State> = {
  async create(inputs, { signal }) {
    const { lab, student, image, userData, ports, ends } = inputs;
    const name = `${LABEL}-${lab}-${student}`;
    const owner = { lab, student, ...thisSite() };
    const machine = await createContainer({ name, hostname: student, image, userData, ports, owner, ends }, signal);
    return { id: machine.id, state: { name, machine, ends, made: hashes(inputs) } };
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
    return { replaces, updates: !state.machine.running };
  },
  async update(state, _, { signal }) {
    await startContainer(state.machine.id, signal).catch(portTaken(state));
    return { ...state, machine: { ...state.machine, running: true } };
  },
  delete: ({ name }) => removeContainer(name),
};

/** For the `catch` of a start: the ports of a machine that is there are for good, so no others can be chosen for it. */
const portTaken =
  ({ name, machine }: State) =>
  (cause: unknown): never => {
    if (!(cause instanceof DockerError) || cause.fault !== "port-taken") throw cause;
    const ports = Object.values(machine.ports).join(" or ");
    throw new LabError(`The host ${name} cannot be started: a port of its own, ${ports}, is in use`, {
      cause,
      remedy: `end the program that has it (on Linux, ss -ltnp names it) and run this again; or give the host up with docker rm --force ${name}, and the next run makes another`,
    });
  };

const hashes = ({ lab, student, image, userData, ports }: Inputs): State["made"] => ({
  lab: digest(lab),
  student: digest(student),
  image: digest(image),
  userData: digest(userData),
  ports: digest(ports),
});
