import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** How many connections the kernel keeps for who does not take them; it lets in one more. */
const BACKLOG = 1;

/**
 * Makes a port as silent as one that no rule of a security group opens: who connects to it waits until he gives up, and is not refused.
 * Somebody listens there who takes no connection, and all that the kernel takes in his stead are used up (Linux then drops what
 * asks for one).
 */
export async function wallUp(address: string, port: number): Promise<AsyncDisposable> {
  const listener = new Worker(new URL(import.meta.url), { workerData: { address, port } });
  await once(listener, "message");
  const fillers: Socket[] = [];
  for (let each = 0; each <= BACKLOG; each += 1) {
    const filler = connect(port, address).on("error", () => {});
    fillers.push(filler);
    await once(filler, "connect");
  }
  return {
    [Symbol.asyncDispose]: async () => {
      for (const filler of fillers) filler.destroy();
      await listener.terminate();
    },
  };
}

if (!isMainThread && parentPort !== null) {
  const { address, port } = workerData as { address: string; port: number };
  await once(createServer().listen({ host: address, port, backlog: BACKLOG }), "listening");
  parentPort.postMessage("listening");
  // From here on, this thread does nothing, for ever.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
