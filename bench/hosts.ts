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

/** Does some work on a baked host that is new and ready, and removes it. */
export async function withHost<T>(
  { images, ports }: { images: readonly string[]; ports: readonly number[] },
  signal: AbortSignal,
  work: (host: Host) => Promise<T>,
): Promise<T> {
  await using host = await startHost(await planBenchHost({ baked: true, ports }), signal);
  const remote = await waitUntilReady(host, { within: READY, images, signal });
  await remote.close();
  return await work(host);
}
