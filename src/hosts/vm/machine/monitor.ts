import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { withTimeout } from "../../../common/abort.ts";

/** Milliseconds for a whole conversation with QEMU, which answers at once. */
const LIMIT = 10_000;

/**
 * Has QEMU do one command over its monitor. https://www.qemu.org/docs/master/interop/qmp-spec.html
 *
 * @param socket the path of the monitor's socket
 * @returns what QEMU answers; `undefined` when it does not, or refuses
 */
export async function askMonitor(socket: string, command: string, signal?: AbortSignal): Promise<unknown> {
  const stop = withTimeout(signal, LIMIT);
  const connection = connect({ path: socket });
  try {
    await once(connection, "connect", { signal: stop });
    // With an error: without one, the lines would have no end.
    const close = () => connection.destroy(stop.reason);
    stop.addEventListener("abort", close, { once: true });
    for (const execute of ["qmp_capabilities", command])
      connection.write(`${JSON.stringify({ execute, id: execute })}\n`);
    for await (const line of createInterface({ input: connection })) {
      const said = JSON.parse(line) as { id?: string; return?: unknown };
      if (said.id === command) return said.return;
    }
    return undefined;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  } finally {
    connection.destroy();
  }
}

/**
 * How a machine is, in QEMU's words; `undefined` when its monitor does not answer. A machine is `io-error` when there was no room for its disk: it
 * stands still until QEMU gets the command `cont`.
 */
export async function machineStatus(socket: string, signal?: AbortSignal): Promise<string | undefined> {
  const answer = (await askMonitor(socket, "query-status", signal)) as { status?: string } | undefined;
  return answer?.status;
}
