import { setTimeout as delay } from "node:timers/promises";
import { EC2ServiceException } from "@aws-sdk/client-ec2";
import type { Context } from "./kind.ts";

/** Whether EC2 refused a call with that code, such as `DependencyViolation`; `NotFound` stands for all codes that end so. */
export const saysCode = (error: unknown, code: string): boolean =>
  error instanceof EC2ServiceException && (error.name === code || error.name.endsWith(`.${code}`));

/** What a call answers, or `undefined` where EC2 knows no such thing (any more). */
export async function unlessGone<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (saysCode(error, "NotFound")) return undefined;
    throw error;
  }
}

/** Milliseconds: how long what goes is waited for by those that it hangs on. */
const IN_USE_MS = 5 * 60_000;
const POLL_MS = 500;

/** Takes a thing away as soon as nothing hangs on it, as the official provider does. One that is gone is no failure. */
export async function takeAway(call: () => Promise<unknown>, { signal }: Context): Promise<void> {
  for (const deadline = performance.now() + IN_USE_MS; ; ) {
    try {
      await unlessGone(call());
      return;
    } catch (error) {
      if (!saysCode(error, "DependencyViolation") || performance.now() > deadline) throw error;
    }
    await delay(POLL_MS, undefined, { signal });
  }
}

/** How the SDK's own waiters wait here, in seconds. */
export const patience = ({ ec2, signal }: Context) => ({
  client: ec2,
  abortSignal: signal,
  maxWaitTime: 600,
  minDelay: 0.2,
  maxDelay: 1,
});
