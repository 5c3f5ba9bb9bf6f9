import { digest } from "../digest.ts";
import { LABEL, thisSite } from "../labels.ts";
import { createMachine, type Machine, readMachine, removeMachine, startMachine } from "../machine.ts";
import type { Kind } from "./kind.ts";

interface Inputs {
  lab: string;
  student: string;
  image: string;
  userData: string;
  ports: number[];
}

interface State {
  /** The container's and its volume's name. */
  name: string;
  machine: Machine;
  /** What it was made from. The user data is known by its hash: it holds keys. */
  made: { [input in keyof Inputs]: string };
}

/** A container that is a machine. One that vanished is seen on the next refresh, one that was stopped is started again. */
export const containerHost: Kind<Inputs, State> = {
  async create(inputs, { signal }) {
    const { lab, student, image, userData, ports } = inputs;
    const name = `${LABEL}-${lab}-${student}`;
    const owner = { lab, student, ...thisSite() };
    const machine = await createMachine({ name, hostname: student, image, userData, ports, owner }, signal);
    return { id: machine.id, state: { name, machine, made: hashes(inputs) } };
  },
  async read(state, { signal }) {
    const machine = await readMachine(state.machine.id, signal);
    return machine === undefined ? undefined : { ...state, machine };
  },
  async diff(state, inputs) {
    const now = hashes(inputs);
    const replaces = Object.keys(now).filter((key) => now[key as keyof Inputs] !== state.made[key as keyof Inputs]);
    return { replaces, updates: !state.machine.running };
  },
  async update(state, _, { signal }) {
    await startMachine(state.machine.id, signal);
    return { ...state, machine: { ...state.machine, running: true } };
  },
  delete: ({ name }) => removeMachine(name),
};

const hashes = ({ lab, student, image, userData, ports }: Inputs): State["made"] => ({
  lab: digest(lab),
  student: digest(student),
  image: digest(image),
  userData: digest(userData),
  ports: digest(ports),
});
