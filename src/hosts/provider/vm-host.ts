import { advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { digest } from "../../common/hash.ts";
import type { FoundAcceleration, MachineState } from "../host.ts";
import { LABEL, thisSite } from "../labels.ts";
import { readDiskImage } from "../vm/image/disk-image.ts";
import { findAcceleration } from "../vm/machine/acceleration.ts";
import { createMachine, readMachine, removeMachine, resizeMachine, startMachine } from "../vm/machine/machine.ts";
import type { ResourceKind } from "./resource-kind.ts";

interface Inputs {
  lab: string;
  student: string;
  /** The folder of the disk that it is laid over. */
  image: string;
  userData: string;
  ports: number[];
  /** In MiB. */
  memory: number;
  cpus: number;
  /** In GiB. */
  disk: number;
  /** Whether the host ends by itself, as its user data say. */
  ends: boolean;
}

interface State {
  /** The name of the machine's folder and process. */
  name: string;
  machine: MachineState;
  /** How its processors are run. */
  acceleration: FoundAcceleration;
  /** What it was started with. */
  memory: number;
  cpus: number;
  /** Hashes of its other inputs. The user data itself is not in the state: it has keys. */
  made: { [input in keyof Omit<Inputs, "ends" | "memory" | "cpus">]: string };
}

/**
 * A virtual machine. A refresh notices when it is gone or has ended by itself, and an update starts it again when it was stopped, or stands
 * still because its disk had no room.
 */
export const vmHost: ResourceKind<Inputs, State> = {
  async create(inputs, { say, signal }) {
    const { lab, student, userData, ports, memory, cpus, disk, ends } = inputs;
    const name = `${LABEL}-${lab}-${student}`;
    const image = await readDiskImage(inputs.image);
    if (image === undefined)
      throw new LabError(`The disk ${inputs.image} is gone, over which ${name} would be laid`, {
        remedy: advice`run ${npm("start")} again, which makes it anew`,
      });
    const acceleration = await findAcceleration(image, say, signal);
    const owner = { lab, student, ...thisSite() };
    const sized = { memory, cpus, size: disk, acceleration: acceleration.acceleration };
    const spec = { name, hostname: student, image, userData, ports, owner, ends, ...sized };
    const machine = await createMachine(spec, signal);
    return { id: machine.id, state: { name, machine, acceleration, memory, cpus, made: hashes(inputs) } };
  },
  async read(state, { signal }) {
    const machine = await readMachine(state.name, signal);
    return machine === undefined || machine.id !== state.machine.id ? undefined : { ...state, machine };
  },
  async diff(state, inputs) {
    const now = hashes(inputs);
    const keys = Object.keys(now) as (keyof State["made"])[];
    return {
      replaces: keys.filter((key) => now[key] !== state.made[key]),
      updates: !state.machine.running || !isSized(state, inputs),
    };
  },
  async update(state, { memory, cpus }, { say, signal }) {
    if (!isSized(state, { memory, cpus })) {
      say("starting it again, with another size");
      await resizeMachine(state.name, { memory, cpus }, signal);
    } else await startMachine(state.name, signal);
    return { ...state, memory, cpus, machine: { ...state.machine, running: true } };
  },
  delete: ({ name }) => removeMachine(name),
};

const isSized = (state: Pick<State, "memory" | "cpus">, { memory, cpus }: Pick<Inputs, "memory" | "cpus">): boolean =>
  state.memory === memory && state.cpus === cpus;

const hashes = ({ lab, student, image, userData, ports, disk }: Inputs): State["made"] => ({
  lab: digest(lab),
  student: digest(student),
  image: digest(image),
  userData: digest(userData),
  ports: digest(ports),
  disk: digest(disk),
});
