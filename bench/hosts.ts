import type { Host } from "../src/hosts/host.ts";
import { waitUntilReady } from "../src/hosts/readiness.ts";
import { type HostPlan, planHost, startHost } from "../test/lab/fixtures/host.ts";

/** What a host to measure is made from. */
export const planBenchHost = (options: {
  name?: string;
  baked: boolean;
  ports: readonly number[];
}): Promise<HostPlan> => planHost({ name: "host-1", ...options, lab: "bench" });

/** Milliseconds for a host to be ready. */
export const READY = 10 * 60_000;

/** Starts a baked host, and resolves when it is ready. `await using` removes it; it is also removed if it does not become ready. */
export async function startReadyHost(
  { name = "host-1", images = [], ports = [], cpus }: ReadyHostOptions,
  signal: AbortSignal,
): Promise<Host & AsyncDisposable> {
  await using made = new AsyncDisposableStack();
  const plan = await planBenchHost({ name, baked: true, ports });
  const spec = { ...plan.spec, ...(cpus !== undefined && { cpus }) };
  const host = made.use(await startHost({ ...plan, spec }, signal));
  const remote = await waitUntilReady(host, { within: READY, images, signal });
  await remote.close();
  const kept = made.move();
  return { ...host, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

export interface ReadyHostOptions {
  name?: string;
  /** Images that it must have. */
  images?: readonly string[];
  ports?: readonly number[];
  /** In place of a host's usual ones. */
  cpus?: number;
}

/** Does some work on a baked host that is new and ready, and removes it. */
export async function withHost<T>(
  options: ReadyHostOptions,
  signal: AbortSignal,
  work: (host: Host) => Promise<T>,
): Promise<T> {
  await using host = await startReadyHost(options, signal);
  return await work(host);
}
