import { poll } from "../../../common/abort.ts";
import type { HostView } from "../../messages/messages.ts";

/** What of a class tells whether it is over. */
export interface LeftOfClass {
  /** Where each student's host is. */
  hosts(): readonly HostView[];
  /** When the first host ends by itself. */
  ends(): number | null;
  /** Whether the lab's state still has hosts, as far as that can be known. It may take long to tell. */
  exists(): Promise<boolean>;
}

/**
 * Milliseconds between two looks, and so long without any host until the lab's state is asked. Each time it has hosts it is asked less often, down
 * to the last pace: to ask starts Pulumi.
 */
const PACES = { look: 1000, ask: 3000, seldom: 60_000 };

/**
 * Resolves when the lab is no more: with why. Hosts that do not answer are no reason by themselves, for how long ever: a network that is down looks
 * the same. Rejects with the signal's reason, when the class ends before.
 */
export async function noHostIsLeft(
  { hosts, ends, exists }: LeftOfClass,
  signal: AbortSignal,
  paces = PACES,
): Promise<string> {
  let since: number | undefined;
  let pace = paces.ask;
  const isGone = async (): Promise<boolean> => {
    since ??= performance.now();
    if (performance.now() - since < pace) return false;
    if (!(await exists())) return true;
    since = performance.now();
    pace = Math.min(2 * pace, paces.seldom);
    return false;
  };
  const look = async (): Promise<string | undefined> => {
    const [all, end] = [hosts(), ends()];
    if (end !== null && Date.now() > end && !all.includes("ready")) return "the lab has ended by itself";
    // A host may only restart; all of them at once hardly ever do.
    const away = all.every((host) => host === "restarting" || host === "gone");
    if (away) return (await isGone()) ? "the lab was taken down" : undefined;
    since = undefined;
    pace = paces.ask;
    return undefined;
  };
  const options = { until: (why: string | undefined) => why !== undefined, every: paces.look, signal };
  return (await poll(look, { ...options, within: Number.POSITIVE_INFINITY })) as string;
}
