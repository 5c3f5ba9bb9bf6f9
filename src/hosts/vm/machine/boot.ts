import { connect } from "node:net";
import { poll, withTimeout } from "../../../common/abort.ts";
import { bootFailure } from "./failure.ts";
import { machineStatus } from "./monitor.ts";
import { machineProcesses } from "./processes.ts";
import { filesOf, folderOf, type StoredMachine } from "./store.ts";

/** Milliseconds from the start of a machine until its SSH server greets; emulated, it takes a minute or two on an idle machine. */
const BOOT_MS = 15 * 60_000;

/** Waits until a machine that has just been made greets. @throws LabError with the end of its console when it does not */
export async function waitForBoot(machine: StoredMachine, signal: AbortSignal | undefined): Promise<void> {
  const { name, id, ports } = machine;
  const { serial, log, monitor } = filesOf(folderOf(name));
  const look = async (): Promise<keyof typeof FAILED_BOOTS | "greets"> => {
    if (await sshGreets(ports["22"] as number, signal)) return "greets";
    if ((await machineProcesses(id)).length === 0) return "ended";
    return (await machineStatus(monitor, signal)) === "io-error" ? "full" : "silent";
  };
  const seen = await poll(look, { until: (each) => each !== "silent", every: 250, within: BOOT_MS, signal });
  if (seen !== "greets") throw await bootFailure(name, FAILED_BOOTS[seen], [serial, log]);
}

/** How a machine failed to come up, in words. */
const FAILED_BOOTS = {
  ended: "ended while it booted",
  full: "stands still: the disk that holds its own has no room",
  silent: `did not answer within ${BOOT_MS / 60_000} min`,
} as const;

/** Milliseconds for an answer. */
const ANSWER = 5_000;

/**
 * Whether an SSH server greets at a port of 127.0.0.1: cloud-init has read the user data then, since the server's keys are among them. What
 * leads the port into a machine accepts connections before the machine does.
 */
export function sshGreets(port: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, signal: withTimeout(signal, ANSWER) });
    socket.once("data", (greeting) => {
      socket.destroy();
      resolve(greeting.toString("latin1").startsWith("SSH-2.0-"));
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}
