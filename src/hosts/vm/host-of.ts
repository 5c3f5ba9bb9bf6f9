import { advice, npm } from "../../common/advice.ts";
import type { FoundAcceleration, Host, MachineState } from "../host.ts";
import { LOGIN_USER } from "../user-data.ts";
import { accelerationInWords } from "./machine/acceleration.ts";

/** A machine, with its identity and what it was made from. */
export interface MadeVm {
  name: string;
  machine: MachineState;
  hostKey: string;
  loginKey: string;
  base: string;
  standIns: readonly string[];
  /** How its processors are run. */
  acceleration: FoundAcceleration;
}

/** How many times longer a step may take where the processor is emulated. It is five to ten times slower, and few steps take all their time. */
const EMULATED = 5;

/** The {@link Host} for a machine. */
export function hostOfVm({ name, machine, hostKey, loginKey, base, standIns, acceleration }: MadeVm): Host {
  const { 22: sshPort, ...others } = machine.ports;
  return {
    ...{ name, address: "127.0.0.1", sshPort: sshPort as number, user: LOGIN_USER, hostKey, loginKey, ports: others },
    ...{ kind: "vm", base, images: standIns.map((image) => ({ name: image, standIn: true })) },
    ...(acceleration.acceleration === "emulation" ? { slower: EMULATED } : {}),
    facts: { acceleration: accelerationInWords(acceleration) },
    unreachable: advice`${npm("start")} starts a machine that was stopped, and replaces one that has ended`,
    id: machine.id,
  };
}
