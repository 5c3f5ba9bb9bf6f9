import { poll } from "../../../common/abort.ts";
import type { HostView } from "../../messages/messages.ts";

/** What of a class tells whether it is over. */
export interface LeftOfClass {
  /** Where each student's host is. */
  hosts(): readonly HostView[];
  /** When the first host ends by itself. */
  ends(): number | null;
  /** Whether the lab still has hosts, as far as that can be known. It may take long to tell. */
  exists(): Promise<boolean>;
}

/** Milliseconds between two looks, and so long without any host until the lab is asked for, again and again. */
const PACES = { look: 1000, ask: 3000 };

/** Resolves when no host is left: with why. Rejects with the signal's reason, when the class ends before. */
export async function noHostIsLeft(
  { hosts, ends, exists }: LeftOfClass,
  signal: AbortSignal,
  paces = PACES,
): Promise<string> {
  let since: number | undefined;
  const isGone = async (): Promise<boolean> => {
    const now = performance.now();
    since ??= now;
    if (now - since < paces.ask) return false;
    since = undefined;
    return !(await exists());
  };
  const look = async (): Promise<string | undefined> => {
    const [all, end] = [hosts(), ends()];
    if (all.every((host) => host === "gone")) return "all hosts are gone";
    if (end !== null && Date.now() > end && !all.includes("ready")) return "the lab has ended by itself";
    // A host may only restart; all of them at once hardly ever do.
    const away = all.every((host) => host === "restarting" || host === "gone");
    if (!away) since = undefined;
    return away && (await isGone()) ? "the lab was taken down" : undefined;
  };
  const options = { until: (why: string | undefined) => why !== undefined, every: paces.look, signal };
  return (await poll(look, { ...options, within: Number.POSITIVE_INFINITY })) as string;
}
